package dev.pixelgate.router.selection;

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
import dev.pixelgate.pricing.Unsold;
import dev.pixelgate.pricing.picture.PictureFormat;
import dev.pixelgate.router.health.Health;
import dev.pixelgate.router.health.HealthSnapshot;
import dev.pixelgate.router.health.Seats;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * A market of one model, and a job of one million PNG pixels for it: a price of 0.03 USD/Mpx is a
 * charge of 0.03 USD. It is noon; offers were seen a minute ago.
 */
final class TestingStall {
  static final Instant NOON = Instant.parse("2026-11-25T12:00:00Z");
  static final Capability UPSCALE = new Capability(Pipeline.UPSCALE, "some/model");
  static final Pixels MEGAPIXEL = new Pixels(1_000_000);
  static final Selector SELECTOR = new Selector(Caps.NONE, PolicyName.CHEAPEST, TimeWorth.DEFAULT);
  private static final Duration AGE = Duration.ofMinutes(1);
  private static final Duration MAX_AGE = Duration.ofMinutes(10);

  final List<Offer> offers = new ArrayList<>();
  final List<Unsold> unsold = new ArrayList<>();
  final List<Cap> caps = new ArrayList<>();
  final Map<String, Health> health = new HashMap<>();
  final Set<String> owedOnDispatch = new HashSet<>();
  Optional<Rate> rate = Optional.empty();
  Capability wanted = UPSCALE;
  PictureFormat format = PictureFormat.PNG;
  boolean withImage = true;
  PolicyName policy = PolicyName.CHEAPEST;
  long seed = 7;
  int candidates = 3;

  /** Everybody that is named here, the first at seat 0. */
  private static final class Names {
    private final List<String> names = new ArrayList<>();

    int seat(String name) {
      if (!names.contains(name)) {
        names.add(name);
      }
      return names.indexOf(name);
    }
  }

  /** Warm, reads every format, of unknown capacity. */
  static Offer offer(String name, String price) {
    return new Offer(
        name,
        UPSCALE,
        Price.parse(price),
        true,
        OptionalInt.empty(),
        EnumSet.allOf(PictureFormat.class),
        PriceSource.QUOTED,
        NOON.minus(AGE),
        NOON.minus(AGE).plus(MAX_AGE));
  }

  static Offer reading(Offer offer, Set<PictureFormat> formats) {
    return new Offer(
        offer.orchestrator(),
        offer.capability(),
        offer.price(),
        offer.warm(),
        offer.capacity(),
        formats,
        offer.source(),
        offer.seenAt(),
        offer.soldUntil());
  }

  static Offer taking(Offer offer, int capacity) {
    return new Offer(
        offer.orchestrator(),
        offer.capability(),
        offer.price(),
        offer.warm(),
        OptionalInt.of(capacity),
        offer.formats(),
        offer.source(),
        offer.seenAt(),
        offer.soldUntil());
  }

  static Offer priced(Offer offer, Price price) {
    return new Offer(
        offer.orchestrator(),
        offer.capability(),
        price,
        offer.warm(),
        offer.capacity(),
        offer.formats(),
        offer.source(),
        offer.seenAt(),
        offer.soldUntil());
  }

  /** Seen an hour ago. */
  static Offer stale(Offer offer) {
    Instant seen = NOON.minus(Duration.ofHours(1));
    return new Offer(
        offer.orchestrator(),
        offer.capability(),
        offer.price(),
        offer.warm(),
        offer.capacity(),
        offer.formats(),
        offer.source(),
        seen,
        seen.plus(MAX_AGE));
  }

  TestingStall with(String name, String price) {
    return with(offer(name, price));
  }

  TestingStall with(Offer offer) {
    offers.add(offer);
    return this;
  }

  TestingStall cap(String text, String source) {
    caps.add(Cap.parse(text, source));
    return this;
  }

  TestingStall policy(PolicyName name) {
    policy = name;
    return this;
  }

  /** It needs so long for the job; NaN for a newcomer. */
  TestingStall seconds(String name, double seconds) {
    return health(name, seconds, 0, 0, Instant.EPOCH);
  }

  TestingStall inFlight(String name, int attempts) {
    return health(name, Double.NaN, 0, attempts, Instant.EPOCH);
  }

  TestingStall suspended(String name, Instant until) {
    return health(name, Double.NaN, 0.5, 0, until);
  }

  TestingStall health(String name, double seconds, double failures, int inFlight, Instant until) {
    health.put(name, new Health(seconds / MEGAPIXEL.count(), failures, inFlight, until));
    return this;
  }

  Health healthOf(String name) {
    return health.getOrDefault(name, Health.UNKNOWN);
  }

  Question question() {
    Names names = new Names();
    health.keySet().stream().sorted().forEach(names::seat);
    Seats seats = (name, pipeline) -> names.seat(name);
    PriceBook book = PriceBook.of(1, offers, unsold, List.of(), rate);
    Shelves shelves = Shelves.of(book, seats, owedOnDispatch::contains);
    HealthSnapshot snapshot =
        seat -> seat < names.names.size() ? healthOf(names.names.get(seat)) : Health.UNKNOWN;
    return new Question(
        new Demand(wanted, MEGAPIXEL, Optional.of(format).filter(read -> withImage)),
        shelves,
        Caps.NONE.and(caps),
        snapshot,
        NOON,
        seed,
        policy,
        candidates);
  }

  Selection select() {
    return select(question());
  }

  static Selection select(Question question) {
    return SELECTOR.select(question);
  }

  Explanation explain() {
    return new Decision(question(), SELECTOR).explain();
  }

  /** Names of those who may be asked, in order. */
  List<String> ranked() {
    return ranked(select());
  }

  static List<String> ranked(Selection selection) {
    return selection instanceof Selection.Eligible(List<Candidate> ranked, boolean more)
        ? ranked.stream().map(candidate -> candidate.offer().orchestrator()).toList()
        : List.of();
  }
}
