package dev.pixelgate.router;

import static dev.pixelgate.router.TestingOrchestrator.SERVED;
import static dev.pixelgate.router.TestingOrchestrator.busy;
import static dev.pixelgate.router.TestingOrchestrator.ending;
import static dev.pixelgate.router.TestingOrchestrator.failing;
import static dev.pixelgate.router.TestingOrchestrator.rejecting;
import static dev.pixelgate.router.TestingOrchestrator.serving;
import static dev.pixelgate.router.TestingOrchestrator.waitingFor;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pixelgate.pricing.Capability;
import dev.pixelgate.pricing.Pipeline;
import dev.pixelgate.router.health.Health;
import dev.pixelgate.router.health.TestingClock;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What orders learn about orchestrators, and do with it. */
@ExtendWith(VertxExtension.class)
class DispatcherHealthTest {
  private static final AttemptEnd BUSY = new AttemptEnd.Busy(Duration.ofMillis(20));
  private static final AttemptEnd RESET = new AttemptEnd.Failed("reset");

  private final TestingOrchestrator good = serving("good");
  private final TestingOrchestrator bad = failing("bad");

  @Test
  void asksOneThatFailedOnlyWhenNobodyElseIsLeft(Vertx vertx) throws Exception {
    TestingMarket market = new TestingMarket(vertx).with(bad, "0.01").with(good, "0.02");
    market.order();

    assertEquals(List.of("good"), asked(market.order()));
    assertEquals(1, bad.asked());
  }

  @Test
  void asksASuspendedOneWhenItIsTheOnlyOne(Vertx vertx) throws Exception {
    TestingOrchestrator once = ending("once", List.of(RESET, SERVED));
    TestingMarket market = new TestingMarket(vertx).with(once, "0.01");
    market.order();

    assertInstanceOf(Outcome.Sold.class, market.order());
    assertEquals(Instant.EPOCH, health(market, "once").suspendedUntil());
  }

  @Test
  void fallsBackToASuspendedOneWhenTheOthersFail(Vertx vertx) throws Exception {
    TestingOrchestrator once = ending("once", List.of(RESET, SERVED));
    TestingOrchestrator later = ending("later", List.of(SERVED, RESET));
    TestingMarket market = new TestingMarket(vertx).with(once, "0.01").with(later, "0.02");
    market.order();

    assertEquals(List.of("later", "once"), asked(market.order()));
  }

  @Test
  void learnsTheSecondsOfAPixelFromWhatWasServed(Vertx vertx) throws Exception {
    TestingMarket market = new TestingMarket(vertx).with(bad, "0.01").with(good, "0.02");
    market.order();

    assertTrue(health(market, "good").secondsPerPixel() > 0);
    assertTrue(Double.isNaN(health(market, "bad").secondsPerPixel()));
    assertEquals(0.125, health(market, "bad").failures());
  }

  @Test
  void countsAnAttemptAsInFlightWhileItRuns(Vertx vertx) throws Exception {
    Promise<AttemptEnd> end = Promise.promise();
    TestingMarket market = new TestingMarket(vertx).with(waitingFor("slow", end), "0.01");
    Future<Outcome> outcome = market.start(TestingMarket.UPSCALE, new Cancellation());
    market.await(market.onLoop(Future::succeededFuture));
    assertEquals(1, health(market, "slow").inFlight());

    market.onLoop(
        () -> {
          end.complete(SERVED);
          return Future.succeededFuture();
        });
    market.await(outcome);
    assertEquals(0, health(market, "slow").inFlight());
  }

  @Test
  void asksTheNextWhileAnotherRequestIsInAFullOne(Vertx vertx) throws Exception {
    Promise<AttemptEnd> end = Promise.promise();
    TestingMarket market =
        new TestingMarket(vertx).withRoomFor(1, waitingFor("slow", end), "0.01").with(good, "0.02");
    Future<Outcome> first = market.start(TestingMarket.UPSCALE, new Cancellation());

    assertEquals(List.of("good"), asked(market.order()));
    market.onLoop(
        () -> {
          end.complete(SERVED);
          return Future.succeededFuture();
        });
    assertEquals(List.of("slow"), asked(market.await(first)));
  }

  @Test
  void waitsForRoomWhenEverybodyIsFull(Vertx vertx) throws Exception {
    Promise<AttemptEnd> end = Promise.promise();
    TestingMarket market = new TestingMarket(vertx).withRoomFor(1, waitingFor("only", end), "0.01");
    Future<Outcome> first = market.start(TestingMarket.UPSCALE, new Cancellation());
    Future<Outcome> second = market.start(TestingMarket.UPSCALE, new Cancellation());
    market.await(market.onLoop(Future::succeededFuture));
    assertEquals(1, market.healthOf("only").inFlight());

    market.onLoop(
        () -> {
          end.complete(SERVED);
          return Future.succeededFuture();
        });
    assertEquals(List.of("only"), asked(market.await(first)));
    assertEquals(List.of("only"), asked(market.await(second)));
  }

  @Test
  void saysThatThereIsNoRoomWhenTheDeadlineIsTooNearToWait(Vertx vertx) throws Exception {
    Promise<AttemptEnd> end = Promise.promise();
    TestingMarket market = new TestingMarket(vertx).withRoomFor(1, waitingFor("only", end), "0.01");
    Future<Outcome> first = market.start(TestingMarket.UPSCALE, new Cancellation());
    market.deadline(Duration.ofMillis(50));

    assertInstanceOf(Outcome.NoCapacity.class, market.order());
    market.onLoop(
        () -> {
          end.complete(SERVED);
          return Future.succeededFuture();
        });
    market.await(first);
  }

  @Test
  void blamesOneWhoRejectsWhatAnotherDoes(Vertx vertx) throws Exception {
    TestingMarket market =
        new TestingMarket(vertx).with(rejecting("picky", "odd"), "0.01").with(good, "0.02");
    market.order();

    assertEquals(List.of("good"), asked(market.order()));
  }

  @Test
  void doesNotBlameTwoWhoAgreeThatTheJobIsWrong(Vertx vertx) throws Exception {
    TestingMarket market =
        new TestingMarket(vertx)
            .with(rejecting("a", "odd"), "0.01")
            .with(rejecting("b", "odd"), "0.02");
    assertInstanceOf(Outcome.JobWrong.class, market.order());

    assertEquals(Health.UNKNOWN, health(market, "a"));
    assertEquals(Health.UNKNOWN, health(market, "b"));
  }

  @Test
  void doesNotBlameAnyoneForOurStore(Vertx vertx) throws Exception {
    TestingMarket market =
        new TestingMarket(vertx).with(ending("a", new AttemptEnd.StoreFailed("disk full")), "0.01");
    market.order();

    assertEquals(Health.UNKNOWN, health(market, "a"));
  }

  @Test
  void asksABusyOneAgainWhenItSaidSo(Vertx vertx) throws Exception {
    TestingOrchestrator busy = ending("busy", List.of(BUSY, BUSY, SERVED));
    Outcome.Sold sold =
        assertInstanceOf(Outcome.Sold.class, new TestingMarket(vertx).with(busy, "0.01").order());

    assertEquals(List.of("busy", "busy", "served"), words(sold));
    for (int i = 1; i < 3; i++) {
      Duration pause = sold.attempts().get(i).after().minus(sold.attempts().get(i - 1).after());
      assertTrue(pause.compareTo(Duration.ofMillis(20)) >= 0, pause::toString);
    }
  }

  @Test
  void doesNotCountBusyAnswersAsAttempts(Vertx vertx) throws Exception {
    TestingOrchestrator busy = ending("busy", List.of(BUSY, BUSY, BUSY, BUSY, SERVED));
    Outcome outcome = new TestingMarket(vertx).with(busy, "0.01").maxAttempts(1).order();
    assertEquals(
        List.of("busy", "busy", "busy", "busy", "served"),
        words(assertInstanceOf(Outcome.Sold.class, outcome)));
  }

  @Test
  void asksEverybodyElseBeforeABusyOneAgain(Vertx vertx) throws Exception {
    TestingOrchestrator busy = ending("busy", List.of(BUSY, SERVED));
    Outcome outcome = new TestingMarket(vertx).with(busy, "0.01").with(bad, "0.02").order();

    assertEquals(List.of("busy", "bad", "busy"), asked(outcome));
    assertInstanceOf(Outcome.Sold.class, outcome);
  }

  @Test
  void doesNotWaitForABusyOneBeyondTheDeadline(Vertx vertx) throws Exception {
    TestingMarket market =
        new TestingMarket(vertx).with(busy("busy", 9), "0.01").deadline(Duration.ofSeconds(8));

    assertEquals(1, assertInstanceOf(Outcome.NoCapacity.class, market.order()).attempts().size());
  }

  @Test
  void doesNotWaitForABusyOneOverHalfAMinute(Vertx vertx) throws Exception {
    TestingMarket market = new TestingMarket(vertx).with(busy("busy", 31), "0.01");

    assertEquals(1, assertInstanceOf(Outcome.NoCapacity.class, market.order()).attempts().size());
  }

  @Test
  void stopsWaitingWhenTheClientGoes(Vertx vertx) throws Exception {
    TestingOrchestrator busy = busy("busy", 5);
    TestingMarket market = new TestingMarket(vertx).with(busy, "0.01");
    Cancellation client = new Cancellation();
    Future<Outcome> outcome = market.start(TestingMarket.UPSCALE, client);
    market.onLoop(
        () -> {
          client.cancel();
          return Future.succeededFuture();
        });

    Outcome.Cancelled gone = assertInstanceOf(Outcome.Cancelled.class, market.await(outcome));
    assertEquals(List.of("busy"), words(gone));
    assertEquals(1, busy.asked());
  }

  @Test
  void givesANewcomerHalfAMinuteByItself(Vertx vertx) throws Exception {
    Promise<AttemptEnd> never = Promise.promise();
    Seller slow = new Seller(waitingFor("slow", never), Owing.ON_SUCCESS, Optional.empty());
    TestingMarket market =
        new TestingMarket(vertx).with(slow, "0.01").deadline(Duration.ofMillis(50));

    assertInstanceOf(Outcome.DeadlinePassed.class, market.order());
    // It had all the time that there was: its next attempt is given twice as much, at least 30 s.
    assertEquals(
        Duration.ofSeconds(30), market.health.patience(seat(market, "slow"), TestingMarket.PIXELS));
    assertTrue(health(market, "slow").failures() > 0);
  }

  @Test
  void asksTheMarketOnceWhenItKnowsNobody(Vertx vertx) throws Exception {
    TestingMarket market = new TestingMarket(vertx);
    market.rediscovery(
        enough -> {
          assertFalse(enough.test(market.market()));
          market.with(good, "0.01");
          assertTrue(enough.test(market.market()));
          return Future.succeededFuture(market.market());
        });

    assertInstanceOf(Outcome.Sold.class, market.order());
  }

  @Test
  void asksTheMarketForAModelThatIsGoneAndNotForAnUnknownOne(Vertx vertx) throws Exception {
    Capability gone = new Capability(Pipeline.UPSCALE, "was/here");
    List<String> rounds = new ArrayList<>();
    TestingMarket market = new TestingMarket(vertx).with(good, "0.01").knows(gone);
    market.rediscovery(
        enough -> {
          rounds.add("round");
          return Future.succeededFuture(market.market());
        });

    assertInstanceOf(
        Outcome.NoOrchestrator.class, market.await(market.start(gone, new Cancellation())));
    assertEquals(1, rounds.size());
    Capability unknown = new Capability(Pipeline.UPSCALE, "never/heard");
    assertInstanceOf(
        Outcome.UnknownModel.class, market.await(market.start(unknown, new Cancellation())));
    assertEquals(1, rounds.size());
  }

  @Test
  void asksTheMarketForAnUnknownModelWhileNotEverybodyWasAsked(Vertx vertx) throws Exception {
    Capability late = new Capability(Pipeline.UPSCALE, "known/late");
    TestingMarket market = new TestingMarket(vertx).with(good, "0.01");
    market.rediscovery(
        new Rediscovery() {
          @Override
          public Future<Market> refresh(Predicate<Market> enough) {
            return Future.succeededFuture(market.knows(late).market());
          }

          @Override
          public boolean everybodyWasAsked() {
            return false;
          }
        });

    assertInstanceOf(
        Outcome.NoOrchestrator.class, market.await(market.start(late, new Cancellation())));
  }

  @Test
  void triesOneAtMostOfThoseWhoFailedBefore(Vertx vertx) throws Exception {
    TestingOrchestrator worse = failing("worse");
    TestingClock clock = new TestingClock();
    TestingMarket market =
        new TestingMarket(vertx, clock).with(bad, "0.01").with(worse, "0.02").with(good, "0.03");
    market.order();
    clock.pass(1);

    assertEquals(List.of("bad", "good"), asked(market.order()));
    assertEquals(List.of("worse", "good"), asked(market.order()));
    assertEquals(List.of("good"), asked(market.order()));
  }

  @Test
  void asksTheMarketNoLongerThanTheDeadline(Vertx vertx) throws Exception {
    TestingMarket market = new TestingMarket(vertx).deadline(Duration.ofMillis(30));
    market.rediscovery(enough -> Promise.<Market>promise().future());

    assertEquals(new Outcome.DeadlinePassed(List.of()), market.order());
  }

  @Test
  void livesWithAMarketThatCannotBeAsked(Vertx vertx) throws Exception {
    TestingMarket market = new TestingMarket(vertx);
    market.rediscovery(
        enough -> {
          throw new IllegalStateException("a bug");
        });

    assertEquals(new Outcome.UnknownModel("some/model", List.of()), market.order());
  }

  @Test
  void doesNotAskTheMarketWhileSomebodySells(Vertx vertx) throws Exception {
    TestingMarket market = new TestingMarket(vertx).with(bad, "0.01");
    market.rediscovery(enough -> Future.failedFuture("asked"));

    assertEquals(List.of("bad"), asked(market.order()));
  }

  private static int seat(TestingMarket market, String name) {
    return market.health.of(name, TestingMarket.UPSCALE.pipeline());
  }

  private static Health health(TestingMarket market, String name) {
    return market.health.snapshot().of(seat(market, name));
  }

  private static List<String> asked(Outcome outcome) {
    return outcome.attempts().stream().map(AttemptRecord::orchestrator).toList();
  }

  private static List<String> words(Outcome outcome) {
    return outcome.attempts().stream().map(AttemptRecord::outcome).toList();
  }
}
