package dev.pixelgate.router;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pixelgate.pricing.Usd;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What an orchestrator is told of the terms that it is asked under. */
@ExtendWith(VertxExtension.class)
class AgreementTest {
  private final List<Agreement> agreements = new ArrayList<>();

  private final class Listening implements Orchestrator {
    @Override
    public String name() {
      return "gamma";
    }

    @Override
    public Future<AttemptEnd> attempt(
        Job job, ResultWriter result, Cancellation cancellation, Runnable dispatched) {
      return Future.failedFuture("it wants to know what was agreed");
    }

    @Override
    public Future<AttemptEnd> attempt(
        Job job,
        Agreement agreement,
        ResultWriter result,
        Cancellation cancellation,
        Runnable dispatched) {
      agreements.add(agreement);
      return Future.succeededFuture(TestingOrchestrator.SERVED);
    }
  }

  private Agreement agreed(TestingMarket market, Optional<Duration> attempt) throws Exception {
    Seller seller = new Seller(new Listening(), Owing.ON_SUCCESS, attempt);
    assertInstanceOf(Outcome.Sold.class, market.with(seller, "0.02").order());
    return agreements.getFirst();
  }

  @Test
  void isItsOffersChargeForTheJob(Vertx vertx) throws Exception {
    Agreement agreement = agreed(new TestingMarket(vertx), Optional.empty());

    assertEquals(Usd.parse("0.02 USD"), agreement.charge());
    assertEquals(0, agreement.hops());
  }

  @Test
  void leavesNoMoreTimeThanTheOrderHas(Vertx vertx) throws Exception {
    Duration deadline = Duration.ofSeconds(9);
    Agreement agreement =
        agreed(new TestingMarket(vertx).deadline(deadline), Optional.of(Duration.ofMinutes(5)));

    assertTrue(agreement.remaining().compareTo(deadline) <= 0, agreement::toString);
    assertTrue(agreement.remaining().isPositive(), agreement::toString);
  }

  @Test
  void leavesNoMoreTimeThanTheAttemptHas(Vertx vertx) throws Exception {
    Agreement agreement = agreed(new TestingMarket(vertx), Optional.of(Duration.ofSeconds(7)));

    assertEquals(Duration.ofSeconds(7), agreement.remaining());
  }
}
