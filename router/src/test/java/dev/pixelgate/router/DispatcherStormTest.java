package dev.pixelgate.router;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pixelgate.pricing.Usd;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Orders whose attempts end, time out, meet their deadline and lose their client in any order of
 * these: whichever comes first.
 */
@ExtendWith(VertxExtension.class)
class DispatcherStormTest {
  private static final int ORDERS = 2_000;
  private static final int SELLERS = 5;
  private static final int LONGEST_MILLIS = 8;

  @Test
  void endsEveryOrderOnceWithinItsEnvelope(Vertx vertx) throws Exception {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    TestingMarket market =
        new TestingMarket(vertx).cap("0.05 USD/request", "caps[0]").maxAttempts(4);
    for (int i = 0; i < SELLERS; i++) {
      market.with(seller(vertx, "s" + i, random), "0.0" + (1 + i));
    }
    List<Outcome> outcomes = new ArrayList<>();
    List<Future<Outcome>> orders = new ArrayList<>();
    for (int i = 0; i < ORDERS; i++) {
      orders.add(order(vertx, market, random));
    }
    for (Future<Outcome> order : orders) {
      outcomes.add(market.await(order));
    }
    // Attempts that were given up end a moment later.
    market.await(market.onLoop(() -> vertx.timer(2 * LONGEST_MILLIS).mapEmpty()));

    String what = "seed " + seed;
    Usd cap = Usd.parse("0.05 USD");
    for (Outcome outcome : outcomes) {
      assertTrue(outcome.owed().compareTo(cap) <= 0, () -> what + " " + outcome);
      assertTrue(TestingMarket.tried(outcome) <= 4, () -> what + " " + outcome);
    }
    long sold = outcomes.stream().filter(Outcome.Sold.class::isInstance).count();
    assertEquals(sold, published(market, what), what);
    for (int i = 0; i < SELLERS; i++) {
      assertEquals(0, market.healthOf("s" + i).inFlight(), what);
    }
  }

  private static Future<Outcome> order(Vertx vertx, TestingMarket market, Random random) {
    Cancellation client = new Cancellation();
    Duration deadline = Duration.ofMillis(1 + random.nextInt(4 * LONGEST_MILLIS));
    int patience = 1 + random.nextInt(8 * LONGEST_MILLIS);
    Future<Outcome> outcome = market.deadline(deadline).start(TestingMarket.UPSCALE, client);
    market.onLoop(() -> vertx.timer(patience).onSuccess(t -> client.cancel()));
    return outcome;
  }

  private static Seller seller(Vertx vertx, String name, Random random) {
    TestingOrchestrator orchestrator =
        TestingOrchestrator.stoppable(
            name,
            () -> {
              Promise<AttemptEnd> promise = Promise.promise();
              AttemptEnd end = end(random);
              int after = random.nextInt(LONGEST_MILLIS);
              if (after == 0) {
                promise.complete(end);
              } else {
                vertx.setTimer(after, t -> promise.tryComplete(end));
              }
              return promise;
            });
    Owing owing = Owing.values()[random.nextInt(Owing.values().length)];
    Duration deadline = Duration.ofMillis(1 + random.nextInt(LONGEST_MILLIS));
    return new Seller(orchestrator, owing, Optional.of(deadline));
  }

  private static AttemptEnd end(Random random) {
    return switch (random.nextInt(6)) {
      case 0, 1 -> TestingOrchestrator.SERVED;
      case 2 -> new AttemptEnd.Busy(Duration.ofMillis(1 + random.nextInt(3)));
      case 3 -> new AttemptEnd.JobRejected("no");
      case 4 -> new AttemptEnd.Failed("answered 500", true);
      default -> new AttemptEnd.Failed("reset");
    };
  }

  /** How many results were published; each result ended once. */
  private static int published(TestingMarket market, String what) {
    int published = 0;
    for (int i = 0; i < market.media.opened(); i++) {
      assertEquals(1, market.media.ends(i).size(), what);
      published += market.media.ends(i).contains("published") ? 1 : 0;
    }
    return published;
  }
}
