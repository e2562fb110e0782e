package dev.pixelgate.router;

import static dev.pixelgate.router.TestingOrchestrator.SERVED;
import static dev.pixelgate.router.TestingOrchestrator.serving;
import static dev.pixelgate.router.TestingOrchestrator.waitingFor;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pixelgate.pricing.Usd;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Time-outs, deadlines and clients that go: every order ends once, every result too. */
@ExtendWith(VertxExtension.class)
class DispatcherEndingsTest {
  private static final Duration SHORT = Duration.ofMillis(20);
  private static final Duration LONG = Duration.ofSeconds(60);

  private final Promise<AttemptEnd> end = Promise.promise();
  private final TestingOrchestrator slow = waitingFor("slow", end);
  private final TestingOrchestrator good = serving("good");

  @Test
  void failsOverWhenAnAttemptTakesTooLong(Vertx vertx) throws Exception {
    TestingMarket market =
        new TestingMarket(vertx)
            .with(new Seller(slow, Owing.ON_SUCCESS, Optional.of(SHORT)), "0.01")
            .with(good, "0.02");

    Outcome.Sold sold = assertInstanceOf(Outcome.Sold.class, market.order());

    assertEquals(List.of("timeout", "served"), words(sold));
    assertEquals(Usd.parse("0.02 USD"), sold.owed());
    assertTrue(slow.stopped());
  }

  @Test
  void owesForATimeOutOfOneThatIsOwedOnDispatch(Vertx vertx) throws Exception {
    TestingMarket market =
        new TestingMarket(vertx)
            .with(new Seller(slow, Owing.ON_DISPATCH, Optional.of(SHORT)), "0.01")
            .with(good, "0.02");

    assertEquals(Usd.parse("0.03 USD"), market.order().owed());
  }

  @Test
  void discardsAndDoesNotCountAnEndThatComesAfterItsTimeOut(Vertx vertx) throws Exception {
    TestingMarket market =
        new TestingMarket(vertx)
            .with(new Seller(slow, Owing.ON_SUCCESS, Optional.of(SHORT)), "0.01")
            .with(good, "0.02");
    Outcome before = market.order();

    market.await(
        market.onLoop(
            () -> {
              end.complete(SERVED);
              return Future.succeededFuture();
            }));

    assertEquals(2, before.attempts().size());
    assertEquals(List.of("discarded"), market.media.ends(0));
    assertEquals(Double.NaN, market.healthOf("slow").secondsPerPixel());
  }

  @Test
  void stopsTheAttemptAtTheDeadline(Vertx vertx) throws Exception {
    TestingMarket market =
        new TestingMarket(vertx).with(slow, "0.01").with(good, "0.02").deadline(SHORT);

    Outcome outcome = market.order();

    assertEquals(
        List.of("deadline"), words(assertInstanceOf(Outcome.DeadlinePassed.class, outcome)));
    assertTrue(slow.stopped());
    assertEquals(0, good.asked());
  }

  @Test
  void asksNobodyWhenTheDeadlineHasPassedAlready(Vertx vertx) throws Exception {
    TestingMarket market = new TestingMarket(vertx).with(good, "0.01").deadline(Duration.ZERO);

    assertEquals(new Outcome.DeadlinePassed(List.of()), market.order());
    assertEquals(0, good.asked());
  }

  @Test
  void stopsTheAttemptOfAClientThatGoes(Vertx vertx) throws Exception {
    TestingMarket market = new TestingMarket(vertx).with(slow, "0.01").with(good, "0.02");
    Cancellation client = new Cancellation();
    Future<Outcome> outcome = market.start(TestingMarket.UPSCALE, client);
    market.await(
        market.onLoop(
            () -> {
              client.cancel();
              return Future.succeededFuture();
            }));

    assertEquals(
        List.of("cancelled"),
        words(assertInstanceOf(Outcome.Cancelled.class, market.await(outcome))));
    assertTrue(slow.stopped());
    assertEquals(0, good.asked());
  }

  @Test
  void asksNobodyForAClientThatHasGone(Vertx vertx) throws Exception {
    TestingMarket market = new TestingMarket(vertx).with(good, "0.01");
    Cancellation client = new Cancellation();
    client.cancel();

    assertEquals(
        new Outcome.Cancelled(List.of()),
        market.await(market.start(TestingMarket.UPSCALE, client)));
    assertEquals(0, good.asked());
  }

  @Test
  void sellsAPictureThatIsBeingPublishedWhenTheDeadlinePasses(Vertx vertx) throws Exception {
    Promise<StoredMedia> published = Promise.promise();
    TestingMarket market = new TestingMarket(vertx).with(good, "0.01").deadline(SHORT);
    market.media.publish(published.future());
    Future<Outcome> outcome = market.start(TestingMarket.UPSCALE, new Cancellation());

    // A timer that is set after the order's and is as long fires after it.
    market.await(market.onLoop(() -> vertx.timer(SHORT.toMillis()).mapEmpty()));
    assertFalse(outcome.isComplete());
    market.onLoop(
        () -> {
          published.complete(new StoredMedia("/stream/a/b.png", 5));
          return Future.succeededFuture();
        });

    assertInstanceOf(Outcome.Sold.class, market.await(outcome));
    assertEquals(List.of("published"), market.media.ends(0));
  }

  @Test
  void takesNoNoticeOfAClientThatGoesAfterTheEnd(Vertx vertx) throws Exception {
    Cancellation client = new Cancellation();
    TestingMarket market =
        new TestingMarket(vertx)
            .with(new Seller(good, Owing.ON_SUCCESS, Optional.of(LONG)), "0.01");
    Outcome outcome = market.await(market.start(TestingMarket.UPSCALE, client));
    client.cancel();

    assertInstanceOf(Outcome.Sold.class, outcome);
    assertFalse(good.stopped());
    assertEquals(List.of("published"), market.media.ends(0));
  }

  private static List<String> words(Outcome outcome) {
    return outcome.attempts().stream().map(AttemptRecord::outcome).toList();
  }
}
