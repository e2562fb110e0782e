package dev.pixelgate.bench;

import dev.pixelgate.pricing.Cap;
import dev.pixelgate.pricing.Capability;
import dev.pixelgate.pricing.Caps;
import dev.pixelgate.pricing.Offer;
import dev.pixelgate.pricing.Pipeline;
import dev.pixelgate.pricing.Pixels;
import dev.pixelgate.pricing.Price;
import dev.pixelgate.pricing.PriceBook;
import dev.pixelgate.pricing.PriceSource;
import dev.pixelgate.pricing.Rate;
import dev.pixelgate.pricing.picture.PictureFormat;
import dev.pixelgate.router.health.HealthBoard;
import dev.pixelgate.router.selection.Demand;
import dev.pixelgate.router.selection.PolicyName;
import dev.pixelgate.router.selection.Question;
import dev.pixelgate.router.selection.Shelves;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;

/**
 * A market of one model as it is after some time of work, with four caps in force that allow nearly
 * all of it. A tenth of it is cold, a tenth are newcomers, a twentieth each is suspended, full, or
 * does not read the picture; every second one has failed before.
 */
final class SelectMarket {
  /** Whether all ask the same. */
  enum Prices {
    /** No two alike; a third of them in wei. */
    DIFFER,
    /** Nothing decides but warmth, speed and names. */
    EQUAL
  }

  private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");
  private static final Capability UPSCALE = new Capability(Pipeline.UPSCALE, "some/model");
  private static final Pixels PIXELS = new Pixels(512 * 512);
  private static final Rate RATE = new Rate(new BigDecimal("3120.55"), NOW.plusSeconds(60));

  /** The least of them is 3.128e-8 USD/px; where prices differ they are 1e-8 to 3e-8. */
  private static final List<Cap> CAPS =
      List.of(
          Cap.parse("3.4e-8 USD/px", "gateway"),
          Cap.parse("0.033 USD/Mpx", "model"),
          Cap.parse("10254106 wei/px", "account"),
          Cap.parse("0.0082 USD/request", "request"));

  private final int size;
  private final Random random = new Random(5);
  private final HealthBoard board = new HealthBoard(() -> NOW);

  SelectMarket(int size) {
    this.size = size;
  }

  /** Asks for three candidates. */
  Question question(Prices prices, PolicyName policy) {
    List<Offer> offers = offers(prices);
    meet(offers);
    PriceBook book = PriceBook.of(1, offers, List.of(), Set.of(), Optional.of(RATE));
    Demand demand = new Demand(UPSCALE, PIXELS, PictureFormat.WEBP);
    Shelves shelves = Shelves.of(book, board, name -> name.hashCode() % 3 == 0);
    return new Question(demand, shelves, Caps.NONE.and(CAPS), board.snapshot(), NOW, 7, policy, 3);
  }

  private List<Offer> offers(Prices prices) {
    List<Offer> offers = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      offers.add(offer(i, prices == Prices.EQUAL ? "2e-8 USD/px" : price(i)));
    }
    Collections.shuffle(offers, random);
    return offers;
  }

  private String price(int i) {
    double usd = 1e-8 + 2e-8 * i / size;
    return i % 3 == 0
        ? Math.round(usd / 3120.55 * 1e18) + " wei/px"
        : "%.15e USD/px".formatted(usd);
  }

  private Offer offer(int i, String price) {
    return new Offer(
        "orchestrator-" + i,
        UPSCALE,
        Price.parse(price),
        random.nextInt(10) > 0,
        random.nextBoolean() ? OptionalInt.of(1 + random.nextInt(4)) : OptionalInt.empty(),
        random.nextInt(20) > 0
            ? EnumSet.allOf(PictureFormat.class)
            : EnumSet.of(PictureFormat.PNG, PictureFormat.JPEG, PictureFormat.GIF),
        PriceSource.QUOTED,
        NOW.minusSeconds(9),
        NOW.plusSeconds(51));
  }

  private void meet(List<Offer> offers) {
    for (Offer offer : offers) {
      int seat = board.of(offer.orchestrator(), Pipeline.UPSCALE);
      if (random.nextInt(10) > 0) {
        serve(seat);
      }
      if (random.nextInt(20) == 0) {
        board.insist(seat).failed(Duration.ofSeconds(1));
      }
      if (random.nextInt(20) == 0) {
        offer.capacity().ifPresent(most -> fill(seat, most));
      }
    }
  }

  private void serve(int seat) {
    if (random.nextBoolean()) {
      board.insist(seat).failed(Duration.ofSeconds(1));
    }
    for (int i = 0; i < 3; i++) {
      board.insist(seat).served(Duration.ofMillis(200 + random.nextInt(5_000)), PIXELS);
    }
  }

  private void fill(int seat, int jobs) {
    for (int i = 0; i < jobs; i++) {
      board.insist(seat);
    }
  }
}
