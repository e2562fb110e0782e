package dev.pixelgate.router;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pixelgate.pricing.Usd;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What holds of the money of every order, whatever sellers, stores, clients and clocks do, in
 * whatever order: each step of the bill, of the seller and of the publishing takes any number of
 * turns of the event loop.
 */
@ExtendWith(VertxExtension.class)
class DispatcherBillLawsTest {
  private static final int MARKETS = 3_000;

  private enum Kind {
    SOLD,
    OVER_BUDGET,
    STORE_AWAY,
    STOPPED,
    OTHER
  }

  @Test
  void endsWhatItReservesOnceWithinEnvelopeAndBudget(Vertx vertx) throws Exception {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    Map<Kind, Integer> seen = new EnumMap<>(Kind.class);
    for (int i = 0; i < MARKETS; i++) {
      RandomOrder order = new RandomOrder(vertx, random);
      Outcome outcome = order.run();
      order.check(outcome, "seed %d, market %d: %s".formatted(seed, i, outcome));
      seen.merge(kind(outcome), 1, Integer::sum);
    }
    // A law that nothing put to the test is none.
    assertEquals(Kind.values().length, seen.size(), "seed " + seed + " saw " + seen);
  }

  private static Kind kind(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Sold s -> Kind.SOLD;
      case Outcome.OverBudget o -> Kind.OVER_BUDGET;
      case Outcome.StoreAway s -> Kind.STORE_AWAY;
      case Outcome.Cancelled c -> Kind.STOPPED;
      case Outcome.DeadlinePassed d -> Kind.STOPPED;
      default -> Kind.OTHER;
    };
  }

  private static final class RandomOrder {
    private final Random random;
    private final Context context;
    private final TestingMarket market;
    private final TestingBill bill;
    private final Usd budget;
    private final Usd envelope;
    private final int sellers;
    private final Cancellation client = new Cancellation();

    RandomOrder(Vertx vertx, Random random) {
      this.random = random;
      this.context = vertx.getOrCreateContext();
      this.market = new TestingMarket(vertx).maxAttempts(1 + random.nextInt(4));
      this.budget = cents(1 + random.nextInt(25));
      this.envelope = cents(1 + random.nextInt(20));
      this.bill =
          new TestingBill(budget.toString())
              .reserving(() -> stumble("reserve"))
              .dispatching(() -> stumble("dispatch"));
      market.bill(bill).cap(envelope + "/request", "charge");
      if (random.nextInt(4) == 0) {
        market.deadline(Duration.ofMillis(1 + random.nextInt(3)));
      }
      this.sellers = 1 + random.nextInt(5);
      for (int i = 0; i < sellers; i++) {
        TestingOrchestrator seller =
            random.nextInt(8) == 0
                ? TestingOrchestrator.unreachable("s" + i)
                : TestingOrchestrator.ending("s" + i, () -> later().map(turned -> end()));
        Owing owing = Owing.values()[random.nextInt(Owing.values().length)];
        market.with(
            new Seller(seller, owing, Optional.of(Duration.ofMillis(1 + random.nextInt(50)))),
            cents(1 + random.nextInt(12)).toShortDecimal());
      }
      if (random.nextInt(10) == 0) {
        market.media.publish(Future.failedFuture("disk full"));
      }
    }

    Outcome run() throws Exception {
      Future<Outcome> outcome = market.start(TestingMarket.UPSCALE, client);
      if (random.nextInt(4) == 0) {
        market.onLoop(() -> later().onSuccess(turned -> client.cancel()));
      }
      return market.await(outcome);
    }

    /** 30 % of the attempts that were sent fail, one way or the other. */
    private AttemptEnd end() {
      return switch (random.nextInt(20)) {
        case 0 -> new AttemptEnd.Failed("reset");
        case 1 -> new AttemptEnd.Failed("answered 500", true);
        case 2 -> new AttemptEnd.JobRejected("no");
        case 3 -> new AttemptEnd.StoreFailed("full");
        case 4 -> new AttemptEnd.Busy(Duration.ofMillis(1));
        case 5 -> throw new IllegalStateException("a bug");
        default -> TestingOrchestrator.SERVED;
      };
    }

    /** One time in 40 the store is away. */
    private Future<Void> stumble(String step) {
      return later()
          .compose(
              turned ->
                  random.nextInt(40) == 0
                      ? Future.failedFuture(step + ": store away")
                      : Future.succeededFuture());
    }

    /** After up to three turns of the event loop, most often at once. */
    private Future<Void> later() {
      Future<Void> turned = Future.succeededFuture();
      for (int i = Math.max(0, random.nextInt(7) - 3); i > 0; i--) {
        turned = turned.compose(before -> turn());
      }
      return turned;
    }

    private Future<Void> turn() {
      Promise<Void> next = Promise.promise();
      context.runOnContext(next::complete);
      return next.future();
    }

    void check(Outcome outcome, String what) throws Exception {
      market.await(market.onLoop(Future::succeededFuture));
      assertEquals("[]", bill.breaches.toString(), what + bill.calls);
      assertEquals(bill.spent(), outcome.charge(), what + bill.calls);
      assertTrue(outcome.charge().compareTo(outcome.owed()) <= 0, what);
      assertTrue(outcome.owed().compareTo(envelope) <= 0, what);
      assertTrue(bill.spent().compareTo(budget) <= 0, what);
      for (int i = 0; i < sellers; i++) {
        assertEquals(0, market.healthOf("s" + i).inFlight(), what);
      }
    }

    private static Usd cents(int cents) {
      return Usd.parse("0.%02d USD".formatted(cents));
    }
  }
}
