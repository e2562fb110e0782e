package dev.pixelgate.function.decision;

import dev.pixelgate.pricing.Cap;
import dev.pixelgate.pricing.CapRule;
import dev.pixelgate.pricing.Capability;
import dev.pixelgate.pricing.Caps;
import dev.pixelgate.pricing.Offer;
import dev.pixelgate.pricing.Pipeline;
import dev.pixelgate.pricing.Pixels;
import dev.pixelgate.pricing.Price;
import dev.pixelgate.pricing.PriceBook;
import dev.pixelgate.pricing.PriceSource;
import dev.pixelgate.pricing.Rate;
import dev.pixelgate.pricing.Unsold;
import dev.pixelgate.pricing.Usd;
import dev.pixelgate.pricing.picture.PictureFormat;
import dev.pixelgate.router.AttemptRecord;
import dev.pixelgate.router.DecisionRecord;
import dev.pixelgate.router.health.Health;
import dev.pixelgate.router.health.HealthSnapshot;
import dev.pixelgate.router.selection.Demand;
import dev.pixelgate.router.selection.PolicyName;
import dev.pixelgate.router.selection.Question;
import dev.pixelgate.router.selection.Shelves;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/** A market that changes at random, and decisions that are made in it. */
final class RandomMarket {
  private static final List<String> MODELS = List.of("some/model", "other/model");
  private static final Instant START = Instant.parse("2026-11-29T12:00:00.123456789Z");

  private final Random random;
  private final Map<String, Offer> offers = new TreeMap<>();
  private final List<Unsold> unsold = new ArrayList<>();
  private final List<Health> health = new ArrayList<>();
  private final Set<String> known = Set.of("gone/model");
  private final int size;
  private Optional<Rate> rate = Optional.empty();
  private Instant now = START;
  private long epoch;
  private int decisions;
  private Shelves shelves;

  /** One of up to so many orchestrators, each with up to two models. */
  RandomMarket(Random random, int size) {
    this.random = random;
    this.size = size;
    for (int seat = 0; seat < size; seat++) {
      health.add(Health.UNKNOWN);
    }
    for (int i = random.nextInt(2 * size); i > 0; i--) {
      moveOffer();
    }
    this.shelves = laidOut();
  }

  Instant now() {
    return now;
  }

  /** Somebody comes, goes, changes his price, is heard of again, or nothing of that. */
  void move() {
    now = now.plusMillis(random.nextInt(20) == 0 ? 1_200_000 : random.nextInt(3_000));
    for (int i = random.nextInt(3); i > 0; i--) {
      switch (random.nextInt(6)) {
        case 0 -> moveUnsold();
        case 1 -> moveRate();
        default -> moveOffer();
      }
    }
    shelves = laidOut();
  }

  private void moveOffer() {
    String name = name(random.nextInt(size));
    String model = MODELS.get(random.nextInt(MODELS.size()));
    String key = name + " " + model;
    Offer before = offers.get(key);
    if (before != null && random.nextInt(3) > 0) {
      offers.put(key, before.seen(now, now.plus(Duration.ofMinutes(10))));
    } else if (before != null && random.nextInt(4) == 0) {
      offers.remove(key);
    } else if (unsold.stream().noneMatch(one -> one.orchestrator().equals(name))) {
      offers.put(key, offer(name, new Capability(Pipeline.UPSCALE, model)));
    }
  }

  private Offer offer(String name, Capability capability) {
    boolean configured = random.nextInt(5) == 0;
    return new Offer(
        name,
        capability,
        price(),
        random.nextInt(3) > 0,
        random.nextBoolean() ? OptionalInt.empty() : OptionalInt.of(random.nextInt(4)),
        random.nextInt(5) == 0
            ? EnumSet.of(PictureFormat.JPEG, PictureFormat.GIF)
            : EnumSet.allOf(PictureFormat.class),
        PriceSource.values()[random.nextInt(PriceSource.values().length)],
        configured ? Instant.EPOCH : now.minusSeconds(random.nextInt(900)),
        configured ? Instant.MAX : now.plusSeconds(random.nextInt(900) - 300));
  }

  private Price price() {
    int amount = random.nextInt(8);
    return switch (random.nextInt(4)) {
      case 0 -> Price.parse(4 * amount + "/3 wei/px");
      case 1 -> Price.parse(4 * amount + " wei/px");
      default -> Price.parse(amount + "e-9 USD/px");
    };
  }

  private void moveUnsold() {
    unsold.removeIf(one -> random.nextBoolean());
    String name = name(size + random.nextInt(3));
    unsold.removeIf(one -> one.orchestrator().equals(name));
    unsold.add(
        new Unsold(
            name,
            new Capability(Pipeline.UPSCALE, MODELS.getFirst()),
            random.nextBoolean() ? Optional.empty() : Optional.of(price()),
            random.nextBoolean(),
            now,
            Unsold.Reason.values()[random.nextInt(Unsold.Reason.values().length)],
            "because of \u00fc\u4e2d " + random.nextInt(3)));
  }

  private void moveRate() {
    BigDecimal usd = new BigDecimal(3_000 + random.nextInt(3) + "." + random.nextInt(10));
    rate =
        switch (random.nextInt(4)) {
          case 0 -> Optional.empty();
          case 1 -> Optional.of(Rate.fixed(usd));
          case 2 -> Optional.of(new Rate(usd, now));
          default -> Optional.of(new Rate(usd, now.plusSeconds(600)));
        };
  }

  private static String name(int number) {
    return "o" + number;
  }

  private Shelves laidOut() {
    return Shelves.of(
        PriceBook.of(
            ++epoch,
            List.copyOf(offers.values()),
            unsold,
            known.stream().map(model -> new Capability(Pipeline.UPSCALE, model)).toList(),
            rate),
        (name, pipeline) -> Integer.parseInt(name.substring(1)),
        name -> name.hashCode() % 3 == 0);
  }

  /** Somebody was asked, and some of them served. */
  private void moveHealth() {
    for (int i = random.nextInt(4); i > 0; i--) {
      health.set(
          random.nextInt(size),
          new Health(
              random.nextInt(3) == 0 ? Double.NaN : random.nextDouble() * 1e-5,
              random.nextInt(3) == 0 ? random.nextDouble() : 0,
              random.nextInt(3),
              random.nextInt(4) == 0 ? now.plusNanos(random.nextInt()) : Instant.EPOCH));
    }
  }

  /** One more decision, from the market as it is. */
  DecisionRecord decide() {
    moveHealth();
    List<Health> snapshot = List.copyOf(health);
    HealthSnapshot frozen = seat -> seat < size ? snapshot.get(seat) : Health.UNKNOWN;
    String model =
        switch (random.nextInt(8)) {
          case 0 -> "gone/model";
          case 1 -> "never/was-" + random.nextInt(3);
          case 2 -> MODELS.getLast();
          default -> MODELS.getFirst();
        };
    List<CapRule> rules = new ArrayList<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      Optional<String> of =
          random.nextInt(3) == 0 ? Optional.of(MODELS.getLast()) : Optional.empty();
      rules.add(new CapRule(Optional.empty(), of, cap("caps[" + i + "]")));
    }
    Question question =
        new Question(
            new Demand(
                new Capability(Pipeline.UPSCALE, model),
                new Pixels(1 + random.nextInt(2_000_000)),
                random.nextInt(5) == 0
                    ? Optional.empty()
                    : Optional.of(
                        PictureFormat.values()[random.nextInt(PictureFormat.values().length)]),
                random.nextInt(4)),
            shelves,
            Caps.of(rules).and(random.nextBoolean() ? List.of() : List.of(cap("a header"))),
            frozen,
            now,
            random.nextLong(),
            PolicyName.values()[random.nextInt(PolicyName.values().length)],
            1 + random.nextInt(3));
    return new DecisionRecord(
        "r_" + decisions++, "acme", question, "failed", attempts(random.nextInt(3)));
  }

  private List<AttemptRecord> attempts(int count) {
    List<AttemptRecord> attempts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      attempts.add(
          new AttemptRecord(
              name(random.nextInt(size)),
              "timeout",
              random.nextBoolean() ? "" : "no answer \u00e4fter " + i,
              Duration.ofNanos(random.nextLong() >>> 20),
              Duration.ofNanos(random.nextLong() >>> 20),
              new Usd(random.nextInt(1_000_000)),
              new Usd(random.nextInt(1_000_000))));
    }
    return attempts;
  }

  private Cap cap(String source) {
    int amount = random.nextInt(10);
    return switch (random.nextInt(4)) {
      case 0 -> Cap.parse(4 * amount + " wei/px", source);
      case 1 -> Cap.parse("0.00" + amount + " USD/request", source);
      default -> Cap.parse(amount + "e-9 USD/px", source);
    };
  }
}
