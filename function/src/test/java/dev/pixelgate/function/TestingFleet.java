package dev.pixelgate.function;

import dev.pixelgate.pricing.Cap;
import dev.pixelgate.pricing.CapRule;
import dev.pixelgate.pricing.Capability;
import dev.pixelgate.pricing.Caps;
import dev.pixelgate.pricing.JobSize;
import dev.pixelgate.pricing.Offer;
import dev.pixelgate.pricing.Pipeline;
import dev.pixelgate.pricing.Price;
import dev.pixelgate.pricing.PriceBook;
import dev.pixelgate.pricing.PriceSource;
import dev.pixelgate.pricing.Rate;
import dev.pixelgate.pricing.Unsold;
import dev.pixelgate.pricing.picture.PictureFormat;
import dev.pixelgate.router.AttemptEnd;
import dev.pixelgate.router.BoardQuery;
import dev.pixelgate.router.Cancellation;
import dev.pixelgate.router.Job;
import dev.pixelgate.router.Market;
import dev.pixelgate.router.Orchestrator;
import dev.pixelgate.router.Owing;
import dev.pixelgate.router.PriceBoard;
import dev.pixelgate.router.ResultWriter;
import dev.pixelgate.router.Seller;
import dev.pixelgate.router.health.HealthBoard;
import dev.pixelgate.router.selection.PolicyName;
import dev.pixelgate.router.selection.Selector;
import dev.pixelgate.router.selection.TimeWorth;
import io.vertx.core.Future;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Orchestrators of every kind, none of which is ever asked, at one moment. It is noon; an ether is
 * 3,000 USD; offers were seen half a minute ago.
 */
public final class TestingFleet {
  /** When it is looked at. */
  public static final Instant NOON = Instant.parse("2026-11-25T12:00:00Z");

  private static final Capability UPSCALE = new Capability(Pipeline.UPSCALE, TestingServer.MODEL);
  private static final Duration MAX_AGE = Duration.ofMinutes(10);
  private static final Set<PictureFormat> LIVEPEER =
      EnumSet.of(PictureFormat.PNG, PictureFormat.JPEG, PictureFormat.GIF);

  private final HealthBoard health = new HealthBoard(() -> NOON);
  private final List<Offer> offers = new ArrayList<>();
  private final List<Unsold> unsold = new ArrayList<>();
  private final List<CapRule> caps = new ArrayList<>();
  private final Map<String, Seller> sellers = new HashMap<>();

  /** One of each kind. */
  public static TestingFleet mixed() {
    TestingFleet fleet = new TestingFleet();
    fleet.add(Offer.configured("self-hosted", UPSCALE, Price.parse("1.0e-8 USD/px")));
    fleet.seen("alpha", "4000000 wei/px", true, OptionalInt.of(4), 30);
    fleet.seen("beta", "9.0e-9 USD/px", false, OptionalInt.of(2), 30);
    fleet.seen("gamma", "2.5e-8 USD/px", true, OptionalInt.empty(), 30);
    fleet.seen("delta", "8.0e-9 USD/px", true, OptionalInt.of(1), 30);
    fleet.seen("eta", "7.0e-9 USD/px", true, OptionalInt.of(1), 30);
    fleet.seen("theta", "1.1e-8 USD/px", true, OptionalInt.of(8), 3600);
    fleet.unsold(
        "kappa",
        Optional.of(Price.parse("4815000 wei/px")),
        Unsold.Reason.PAYMENT_NOT_CONFIGURED,
        "it wants to be paid on chain, and payments are not built");
    fleet.unsold(
        "lambda",
        Optional.empty(),
        Unsold.Reason.NO_PRICE,
        "it quotes no price, and the configuration has none for it");
    fleet.caps.add(CapRule.everywhere(Cap.parse("1.5e-8 USD/px", "caps[0]")));
    fleet.fails("delta");
    fleet.asks("eta");
    return fleet;
  }

  /** So many that differ in their prices only. */
  public static TestingFleet of(int size) {
    TestingFleet fleet = new TestingFleet();
    for (int i = 0; i < size; i++) {
      fleet.seen(
          "orchestrator-" + i,
          (4_000_000 + i * 7919L % size) + "/3 wei/px",
          true,
          OptionalInt.of(4),
          30);
    }
    return fleet;
  }

  private void add(Offer offer) {
    offers.add(offer);
    Orchestrator never = new Unasked(offer.orchestrator());
    sellers.put(offer.orchestrator(), new Seller(never, Owing.UNLESS_ERROR, Optional.empty()));
  }

  private void seen(String name, String price, boolean warm, OptionalInt capacity, long seconds) {
    Instant seenAt = NOON.minusSeconds(seconds);
    add(
        new Offer(
            name,
            UPSCALE,
            Price.parse(price),
            warm,
            capacity,
            LIVEPEER,
            PriceSource.QUOTED,
            seenAt,
            seenAt.plus(MAX_AGE)));
  }

  private void unsold(String name, Optional<Price> price, Unsold.Reason reason, String detail) {
    unsold.add(new Unsold(name, UPSCALE, price, true, NOON.minusSeconds(30), reason, detail));
  }

  private void fails(String name) {
    int seat = health.of(name, Pipeline.UPSCALE);
    health.enter(seat, OptionalInt.empty(), true).orElseThrow().failed(Duration.ofSeconds(12));
  }

  private void asks(String name) {
    health.enter(health.of(name, Pipeline.UPSCALE), OptionalInt.empty(), true).orElseThrow();
  }

  /** What is shown of it. */
  public PriceBoard board() {
    Rate rate = Rate.fixed(new BigDecimal("3000"));
    PriceBook book = PriceBook.of(7, offers, unsold, List.of(), Optional.of(rate));
    Market market = Market.of(book, sellers, health);
    Selector selector = new Selector(Caps.of(caps), PolicyName.CHEAPEST, TimeWorth.DEFAULT);
    return new PriceBoard(() -> market, selector, health);
  }

  /** All of it, for 256x256 px. */
  public static BoardQuery everything() {
    return new BoardQuery(
        Optional.empty(), Optional.empty(), new JobSize(256, 256, 1), List.of(), Optional.empty());
  }

  private record Unasked(String name) implements Orchestrator {
    @Override
    public Future<AttemptEnd> attempt(
        Job job, ResultWriter result, Cancellation cancellation, Runnable dispatched) {
      throw new IllegalStateException(name + " was asked");
    }
  }
}
