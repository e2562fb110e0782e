package dev.pixelgate.router;

import static dev.pixelgate.router.TestingOrchestrator.busy;
import static dev.pixelgate.router.TestingOrchestrator.ending;
import static dev.pixelgate.router.TestingOrchestrator.failing;
import static dev.pixelgate.router.TestingOrchestrator.rejecting;
import static dev.pixelgate.router.TestingOrchestrator.serving;
import static dev.pixelgate.router.TestingOrchestrator.unreachable;
import static dev.pixelgate.router.TestingOrchestrator.waitingFor;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.pixelgate.pricing.Usd;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is owed for an attempt that did not serve. */
@ExtendWith(VertxExtension.class)
class OwingTest {
  private static final Duration LONG = Duration.ofSeconds(60);

  static List<TestingOrchestrator> answeredErrors() {
    return List.of(
        ending("error", new AttemptEnd.Failed("answered 500", true)),
        busy("busy", 3),
        rejecting("rejecting", "no"));
  }

  @ParameterizedTest
  @MethodSource("answeredErrors")
  void livepeersAreNotOwedForAnErrorThatTheyAnswer(TestingOrchestrator one, Vertx vertx)
      throws Exception {
    assertEquals("0.000000000000 USD", owed(vertx, one, Owing.UNLESS_ERROR, LONG));
  }

  @ParameterizedTest
  @MethodSource("answeredErrors")
  void othersAreOwedForWhateverWasSentWhenTheOperatorSaysSo(TestingOrchestrator one, Vertx vertx)
      throws Exception {
    assertEquals("0.010000000000 USD", owed(vertx, one, Owing.ON_DISPATCH, LONG));
  }

  @ParameterizedTest
  @MethodSource("answeredErrors")
  void nobodyElseIsOwedForAFailure(TestingOrchestrator one, Vertx vertx) throws Exception {
    assertEquals("0.000000000000 USD", owed(vertx, one, Owing.ON_SUCCESS, LONG));
  }

  @Test
  void livepeersAreOwedForAnAmbiguousEnding(Vertx vertx) throws Exception {
    assertEquals("0.010000000000 USD", owed(vertx, failing("reset"), Owing.UNLESS_ERROR, LONG));
  }

  @Test
  void livepeersAreOwedForATimeOut(Vertx vertx) throws Exception {
    TestingOrchestrator slow = waitingFor("slow", Promise.promise());

    assertEquals(
        "0.010000000000 USD", owed(vertx, slow, Owing.UNLESS_ERROR, Duration.ofMillis(20)));
  }

  @Test
  void nobodyIsOwedForAJobThatNeverLeft(Vertx vertx) throws Exception {
    assertEquals("0.000000000000 USD", owed(vertx, unreachable("a"), Owing.UNLESS_ERROR, LONG));
    assertEquals("0.000000000000 USD", owed(vertx, unreachable("a"), Owing.ON_DISPATCH, LONG));
  }

  /** What the first of two attempts is owed; the second one serves. */
  private static String owed(Vertx vertx, TestingOrchestrator one, Owing owing, Duration deadline)
      throws Exception {
    Outcome outcome =
        new TestingMarket(vertx)
            .with(new Seller(one, owing, Optional.of(deadline)), "0.01")
            .with(serving("good"), "0.02")
            .order();
    assertEquals(2, outcome.attempts().size());
    Usd served = outcome.attempts().get(1).owed();
    assertEquals(Usd.parse("0.02 USD"), served);
    return outcome.attempts().getFirst().owed().toString();
  }
}
