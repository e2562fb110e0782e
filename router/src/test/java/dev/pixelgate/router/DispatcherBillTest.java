package dev.pixelgate.router;

import static dev.pixelgate.router.TestingOrchestrator.busy;
import static dev.pixelgate.router.TestingOrchestrator.ending;
import static dev.pixelgate.router.TestingOrchestrator.failing;
import static dev.pixelgate.router.TestingOrchestrator.serving;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pixelgate.pricing.Usd;
import dev.pixelgate.router.selection.PolicyName;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What an order asks of its bill, and what the bill's answers mean for it. */
@ExtendWith(VertxExtension.class)
class DispatcherBillTest {
  private static final Duration SHORT = Duration.ofMillis(20);

  private final Promise<Void> promise = Promise.promise();
  private final TestingBill bill = TestingBill.rich();
  private final TestingOrchestrator good = serving("good");

  @Test
  void reservesWritesDownSendsAndSettles(Vertx vertx) throws Exception {
    Outcome outcome = new TestingMarket(vertx).with(good, "0.02").bill(bill).order();

    assertEquals(List.of("reserve 0.02", "dispatch", "end Settled"), bill.calls);
    assertEquals(Usd.parse("0.02 USD"), outcome.charge());
    Claim claim = bill.claims.getFirst();
    assertEquals(
        new Claim(
            1,
            "good",
            TestingMarket.UPSCALE,
            TestingMarket.PIXELS,
            claim.price(),
            Usd.parse("0.02 USD"),
            Optional.empty(),
            Owing.ON_SUCCESS),
        claim);
  }

  @Test
  void sendsNothingBeforeTheDispatchIsOnDisk(Vertx vertx) throws Exception {
    bill.dispatching(promise::future);
    TestingMarket market = new TestingMarket(vertx).with(good, "0.02").bill(bill);
    Future<Outcome> outcome = market.start(TestingMarket.UPSCALE, new Cancellation());
    market.await(market.onLoop(Future::succeededFuture));

    assertEquals(List.of("reserve 0.02", "dispatch"), bill.calls);
    assertEquals(0, good.asked());
    onLoop(market, promise::complete);
    assertInstanceOf(Outcome.Sold.class, market.await(outcome));
  }

  @Test
  void reservesAnewForEachAttempt(Vertx vertx) throws Exception {
    Outcome outcome =
        new TestingMarket(vertx)
            .withOwedOnDispatch(failing("bad"), "0.01")
            .with(good, "0.02")
            .bill(bill)
            .order();

    assertEquals(
        List.of(
            "reserve 0.01", "dispatch", "end Settled", "reserve 0.02", "dispatch", "end Settled"),
        bill.calls);
    assertEquals(List.of(1, 2), bill.claims.stream().map(Claim::attempt).toList());
    assertEquals(Usd.parse("0.03 USD"), outcome.charge());
    assertEquals(bill.spent(), outcome.charge());
  }

  @Test
  void releasesWhatIsNotOwed(Vertx vertx) throws Exception {
    new TestingMarket(vertx).with(failing("bad"), "0.01").with(good, "0.02").bill(bill).order();

    assertEquals("end Released", bill.calls.get(2));
    assertEquals(Usd.parse("0.02 USD"), bill.spent());
  }

  @Test
  void losesWhatNobodyKnows(Vertx vertx) throws Exception {
    Seller livepeer =
        new Seller(failing("reset"), Owing.UNLESS_ERROR, Optional.of(Duration.ofSeconds(60)));
    Outcome outcome = new TestingMarket(vertx).with(livepeer, "0.01").bill(bill).order();

    assertEquals(List.of("reserve 0.01", "dispatch", "end Lost"), bill.calls);
    assertEquals(Usd.parse("0.01 USD"), outcome.charge());
  }

  @Test
  void losesATimeOutAfterDispatch(Vertx vertx) throws Exception {
    Promise<AttemptEnd> never = Promise.promise();
    Seller slow =
        new Seller(
            TestingOrchestrator.waitingFor("slow", never), Owing.UNLESS_ERROR, Optional.of(SHORT));
    TestingMarket market = new TestingMarket(vertx).with(slow, "0.01").bill(bill);
    market.order();
    onLoop(market, () -> never.complete(TestingOrchestrator.SERVED));

    assertEquals(List.of("reserve 0.01", "dispatch", "end Lost"), bill.calls);
  }

  @Test
  void doesNotChargeWhatItCouldNotKeep(Vertx vertx) throws Exception {
    TestingMarket market = new TestingMarket(vertx).with(good, "0.02").bill(bill);
    market.media.publishFails();
    Outcome outcome = market.order();

    assertEquals("end Borne", bill.calls.getLast());
    assertEquals(Usd.parse("0.02 USD"), outcome.owed());
    assertEquals(Usd.ZERO, outcome.charge());
  }

  @Test
  void chargesNoMoreThanWasGranted(Vertx vertx) throws Exception {
    bill.most("0.015 USD");
    Outcome outcome = new TestingMarket(vertx).with(good, "0.02").bill(bill).order();

    assertEquals(Usd.parse("0.02 USD"), outcome.owed());
    assertEquals(Usd.parse("0.015 USD"), outcome.charge());
  }

  @Test
  void saysWhatTheCheapestWouldNeedWhenTheBudgetCoversNobody(Vertx vertx) throws Exception {
    TestingBill poor = new TestingBill("0.009 USD");
    TestingMarket market =
        new TestingMarket(vertx).with(serving("dear"), "0.03").with(good, "0.02").bill(poor);

    Outcome.OverBudget over = assertInstanceOf(Outcome.OverBudget.class, market.order());

    assertEquals(Usd.parse("0.02 USD"), over.needed());
    assertEquals(Usd.parse("0.009 USD"), over.budget().limit());
    assertEquals(List.of("reserve 0.02"), poor.calls);
    assertEquals(0, good.asked());
    assertEquals(0, market.healthOf("good").inFlight());
  }

  @Test
  void fallsToACheaperOneWhenTheBudgetDoesNotCoverTheFirst(Vertx vertx) throws Exception {
    TestingBill poor = new TestingBill("0.02 USD");
    TestingOrchestrator dear = serving("dear");
    TestingMarket market =
        new TestingMarket(vertx)
            .with(dear, "0.03")
            .with(serving("dearer"), "0.04")
            .with(good, "0.02")
            .bill(poor)
            .policy(PolicyName.FASTEST);
    market.served("dear", Duration.ofMillis(10));
    market.served("dearer", Duration.ofMillis(20));
    market.served("good", Duration.ofMillis(30));

    Outcome.Sold sold = assertInstanceOf(Outcome.Sold.class, market.order());

    assertEquals("good", sold.offer().orchestrator());
    assertEquals(List.of("reserve 0.03", "reserve 0.02", "dispatch", "end Settled"), poor.calls);
    assertEquals(0, market.healthOf("dear").inFlight());
  }

  @Test
  void goesForTheCheapestAfterThreeLooksAtTheBudget(Vertx vertx) throws Exception {
    TestingBill poor = new TestingBill("0.01 USD");
    TestingMarket market = new TestingMarket(vertx).bill(poor).policy(PolicyName.FASTEST);
    for (int cents = 30; cents > 0; cents--) {
      market.with(serving("s" + cents), "0.%02d".formatted(cents));
      market.served("s" + cents, Duration.ofMillis(100 - cents));
    }

    assertInstanceOf(Outcome.Sold.class, market.order());
    assertEquals(
        List.of(
            "reserve 0.3",
            "reserve 0.29",
            "reserve 0.28",
            "reserve 0.01",
            "dispatch",
            "end Settled"),
        poor.calls);
  }

  @Test
  void endsAsItsAttemptsDidWhenTheBudgetCoversNoFurtherOne(Vertx vertx) throws Exception {
    TestingBill poor = new TestingBill("0.02 USD");
    Outcome outcome =
        new TestingMarket(vertx)
            .withOwedOnDispatch(failing("bad"), "0.01")
            .with(good, "0.02")
            .bill(poor)
            .order();

    assertEquals(1, assertInstanceOf(Outcome.AllFailed.class, outcome).attempts().size());
    assertEquals(0, good.asked());
  }

  @Test
  void bothHoldsAndGivesBackForEveryoneWhoIsBusy(Vertx vertx) throws Exception {
    new TestingMarket(vertx)
        .with(busy("busy", 3), "0.01")
        .deadline(Duration.ofSeconds(3))
        .bill(bill)
        .order();

    assertEquals(List.of("reserve 0.01", "dispatch", "end Released"), bill.calls);
  }

  @Test
  void sendsNothingWhenTheStoreIsAway(Vertx vertx) throws Exception {
    bill.answering(new Reservation.Unavailable("the store is away"));
    TestingMarket market = new TestingMarket(vertx).with(good, "0.02").bill(bill);

    assertEquals(new Outcome.StoreAway("the store is away", List.of()), market.order());
    assertEquals(0, good.asked());
    assertEquals(0, market.healthOf("good").inFlight());
  }

  @Test
  void sendsNothingWhenTheBillBreaks(Vertx vertx) throws Exception {
    bill.reserving(
        () -> {
          throw new IllegalStateException("a bug");
        });

    assertInstanceOf(
        Outcome.StoreAway.class, new TestingMarket(vertx).with(good, "0.02").bill(bill).order());
    assertEquals(0, good.asked());
  }

  @Test
  void releasesWhatWasReservedWhenTheDispatchCannotBeWritten(Vertx vertx) throws Exception {
    bill.dispatching(() -> Future.failedFuture("disk full"));
    TestingMarket market = new TestingMarket(vertx).with(good, "0.02").bill(bill);

    assertInstanceOf(Outcome.StoreAway.class, market.order());
    assertEquals(List.of("reserve 0.02", "dispatch", "end Released"), bill.calls);
    assertEquals(0, good.asked());
    assertEquals(0, market.healthOf("good").inFlight());
  }

  @Test
  void saysThatItsQuoteWasUsedWheneverThatComesOut(Vertx vertx) throws Exception {
    bill.dispatching(() -> Future.failedFuture(new QuoteUsedException("q_1")));
    TestingBill earlier = TestingBill.rich().answering(new Reservation.QuoteUsed("q_1"));
    Outcome used = new Outcome.QuoteUsed("q_1", List.of());

    assertEquals(used, new TestingMarket(vertx).with(good, "0.02").bill(bill).order());
    assertEquals(used, new TestingMarket(vertx).with(good, "0.02").bill(earlier).order());
    assertEquals(List.of("reserve 0.02", "dispatch", "end Released"), bill.calls);
    assertEquals(0, good.asked());
  }

  @Test
  void holdsNothingForAClientThatGoesWhileItReserves(Vertx vertx) throws Exception {
    goes(vertx, bill.reserving(promise::future), List.of("reserve 0.02", "end Released"));
  }

  @Test
  void holdsNothingForAClientThatGoesWhileTheDispatchIsWritten(Vertx vertx) throws Exception {
    goes(
        vertx,
        bill.dispatching(promise::future),
        List.of("reserve 0.02", "dispatch", "end Released"));
  }

  /** The outcome comes after the bill's answer, so that nothing is open when it is closed. */
  private void goes(Vertx vertx, TestingBill slow, List<String> calls) throws Exception {
    TestingMarket market = new TestingMarket(vertx).with(good, "0.02").bill(slow);
    Cancellation client = new Cancellation();
    Future<Outcome> outcome = market.start(TestingMarket.UPSCALE, client);
    onLoop(market, client::cancel);
    assertFalse(outcome.isComplete());
    onLoop(market, promise::complete);

    assertEquals(new Outcome.Cancelled(List.of()), market.await(outcome));
    assertEquals(calls, slow.calls);
    assertEquals(List.of(), slow.breaches);
    assertEquals(0, good.asked());
    assertEquals(0, market.healthOf("good").inFlight());
  }

  @Test
  void holdsNothingAfterADeadlineThatPassesWhileItReserves(Vertx vertx) throws Exception {
    bill.reserving(() -> vertx.timer(2 * SHORT.toMillis()).mapEmpty());
    TestingMarket market = new TestingMarket(vertx).with(good, "0.02").bill(bill).deadline(SHORT);

    assertEquals(new Outcome.DeadlinePassed(List.of()), market.order());
    assertEquals(List.of("reserve 0.02", "end Released"), bill.calls);
  }

  @Test
  void doesNotCountTheWaitForTheBillAsTheOrchestrators(Vertx vertx) throws Exception {
    bill.reserving(() -> vertx.timer(SHORT.toMillis()).mapEmpty());
    Outcome.Sold sold =
        assertInstanceOf(
            Outcome.Sold.class, new TestingMarket(vertx).with(good, "0.02").bill(bill).order());

    assertTrue(sold.stored().compareTo(SHORT) >= 0, sold::toString);
    assertTrue(sold.attempts().getFirst().after().compareTo(SHORT) >= 0, sold::toString);
  }

  @Test
  void freesWhatIsHeldWhenAStepOfTheOrderBreaks(Vertx vertx) throws Exception {
    TestingMarket market = new TestingMarket(vertx).with(good, "0.02").bill(bill);
    market.media.opensNothing();

    assertThrows(ExecutionException.class, market::order);
    assertEquals(List.of("reserve 0.02", "dispatch", "end Released"), bill.calls);
    assertEquals(0, market.healthOf("good").inFlight());
  }

  @Test
  void chargesForAPictureThatIsSoldWhenTheBillBreaksOverIt(Vertx vertx) throws Exception {
    Bill broken =
        new Bill() {
          @Override
          public Future<Reservation> reserve(Claim claim) {
            return bill.reserve(claim);
          }

          @Override
          public Future<Void> dispatch() {
            return bill.dispatch();
          }

          @Override
          public void end(Ending ending) {
            throw new IllegalStateException("a bug");
          }
        };

    Outcome outcome = new TestingMarket(vertx).with(good, "0.02").bill(broken).order();
    assertInstanceOf(Outcome.Sold.class, outcome);
    assertEquals(Usd.parse("0.02 USD"), outcome.charge());
  }

  @Test
  void releasesWhenABrokenOrchestratorNeverSentIt(Vertx vertx) throws Exception {
    new TestingMarket(vertx)
        .with(ending("bad", new AttemptEnd.Cancelled()), "0.01")
        .withOwedOnDispatch(TestingOrchestrator.unreachable("far"), "0.02")
        .bill(bill)
        .order();

    assertEquals(Usd.ZERO, bill.spent());
    assertEquals(2, bill.calls.stream().filter("end Released"::equals).count());
  }

  private static void onLoop(TestingMarket market, Runnable step) throws Exception {
    market.await(
        market.onLoop(
            () -> {
              step.run();
              return Future.succeededFuture();
            }));
  }
}
