package dev.pixelgate.router;

import static dev.pixelgate.router.TestingOrchestrator.SERVED;
import static dev.pixelgate.router.TestingOrchestrator.ending;
import static dev.pixelgate.router.TestingOrchestrator.serving;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.pixelgate.pricing.Capability;
import dev.pixelgate.pricing.Price;
import dev.pixelgate.pricing.Usd;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What an order does with an orchestrator that asks another price than its offer did. */
@ExtendWith(VertxExtension.class)
class DispatcherRepricedTest {
  private static AttemptEnd asks(String usdPerMegapixel) {
    return new AttemptEnd.Repriced(Price.parse(usdPerMegapixel + " USD/Mpx"));
  }

  private static List<String> words(Outcome outcome) {
    return outcome.attempts().stream()
        .map(attempt -> attempt.orchestrator() + " " + attempt.outcome())
        .toList();
  }

  @Test
  void paysTheNewPriceWhereTheCapsAllowIt(Vertx vertx) throws Exception {
    TestingBill bill = new TestingBill("0.02 USD");
    Outcome.Sold sold =
        assertInstanceOf(
            Outcome.Sold.class,
            new TestingMarket(vertx)
                .with(ending("a", List.of(asks("0.02"), SERVED)), "0.01")
                .cap("0.02 USD/Mpx", "cap")
                .bill(bill)
                .order());

    assertEquals(List.of("a repriced", "a served"), words(sold));
    assertEquals(Usd.parse("0.02 USD"), sold.charge());
    assertEquals(Usd.parse("0.02 USD"), sold.owed());
  }

  @Test
  void usesAFallAtOnce(Vertx vertx) throws Exception {
    Outcome.Sold sold =
        assertInstanceOf(
            Outcome.Sold.class,
            new TestingMarket(vertx)
                .with(ending("a", List.of(asks("0.005"), SERVED)), "0.01")
                .with(serving("b"), "0.011")
                .order());

    assertEquals("a", sold.offer().orchestrator());
    assertEquals(Usd.parse("0.005 USD"), sold.charge());
  }

  @Test
  void takesTheNextOneWhenTheNewPriceIsOverTheCap(Vertx vertx) throws Exception {
    Outcome.Sold sold =
        assertInstanceOf(
            Outcome.Sold.class,
            new TestingMarket(vertx)
                .with(ending("a", asks("0.021")), "0.01")
                .with(serving("b"), "0.02")
                .cap("0.02 USD/Mpx", "cap")
                .order());

    assertEquals(List.of("a repriced", "b served"), words(sold));
    assertEquals(Usd.parse("0.02 USD"), sold.charge());
  }

  @Test
  void takesACheaperOneThanTheNewPrice(Vertx vertx) throws Exception {
    Outcome.Sold sold =
        assertInstanceOf(
            Outcome.Sold.class,
            new TestingMarket(vertx)
                .with(ending("a", List.of(asks("0.04"), SERVED)), "0.01")
                .with(serving("b"), "0.02")
                .order());

    assertEquals("b", sold.offer().orchestrator());
  }

  @Test
  void namesTheNewPriceWhenNobodyIsWithinTheCap(Vertx vertx) throws Exception {
    Outcome.OverCap over =
        assertInstanceOf(
            Outcome.OverCap.class,
            new TestingMarket(vertx)
                .with(ending("a", asks("0.021")), "0.01")
                .cap("0.02 USD/Mpx", "cap")
                .order());

    assertEquals(Usd.parse("0.021 USD"), over.nearest().charge());
    assertEquals(0, over.attempts().size());
  }

  @Test
  void doesNotFollowSomebodyForEver(Vertx vertx) throws Exception {
    TestingOrchestrator restless =
        ending("a", List.of(asks("0.011"), asks("0.012"), asks("0.013"), asks("0.014"), SERVED));
    Outcome.Sold sold =
        assertInstanceOf(
            Outcome.Sold.class,
            new TestingMarket(vertx).with(restless, "0.01").with(serving("b"), "0.02").order());

    assertEquals("b", sold.offer().orchestrator());
    assertEquals(4, restless.asked());
  }

  @Test
  void isNoAttemptThatCounts(Vertx vertx) throws Exception {
    Outcome.Sold sold =
        assertInstanceOf(
            Outcome.Sold.class,
            new TestingMarket(vertx)
                .with(ending("a", List.of(asks("0.02"), SERVED)), "0.01")
                .maxAttempts(1)
                .order());

    assertEquals(List.of("a repriced", "a served"), words(sold));
  }

  private static TestingMarket unpayable(Vertx vertx, int sellers) {
    TestingMarket market = new TestingMarket(vertx).maxAttempts(1);
    for (int i = 0; i < sellers; i++) {
      market.with(ending("u" + i, new AttemptEnd.Unpaid("the signer is away")), "0.01");
    }
    return market.with(serving("free"), "0.02");
  }

  @Test
  void goesPastThoseWhomWeCannotPay(Vertx vertx) throws Exception {
    Outcome.Sold sold = assertInstanceOf(Outcome.Sold.class, unpayable(vertx, 3).order());

    assertEquals("free", sold.offer().orchestrator());
    assertEquals(Usd.parse("0.02 USD"), sold.owed());
  }

  @Test
  void doesNotTryToPayEverybody(Vertx vertx) throws Exception {
    Outcome outcome = unpayable(vertx, 30).order();

    assertEquals(4, assertInstanceOf(Outcome.AllFailed.class, outcome).attempts().size());
  }

  @Test
  void holdsNothingAtAPriceThatIsKnownToBeAnotherOne(Vertx vertx) throws Exception {
    TestingBill bill = new TestingBill("0.02 USD");
    Orchestrator a = asking("0.02", serving("a"));
    Outcome.Sold sold =
        assertInstanceOf(
            Outcome.Sold.class,
            new TestingMarket(vertx)
                .with(new Seller(a, Owing.ON_SUCCESS, Optional.empty()), "0.01")
                .bill(bill)
                .order());

    assertEquals(List.of("a served"), words(sold));
    assertEquals(Usd.parse("0.02 USD"), sold.charge());
    assertEquals(1, bill.calls.stream().filter(call -> call.startsWith("reserve")).count());
  }

  /** The same that is known to ask this now. */
  private static Orchestrator asking(String usdPerMegapixel, Orchestrator seller) {
    return new Orchestrator() {
      @Override
      public String name() {
        return seller.name();
      }

      @Override
      public Optional<Price> asks(Capability capability) {
        return Optional.of(Price.parse(usdPerMegapixel + " USD/Mpx"));
      }

      @Override
      public Future<AttemptEnd> attempt(
          Job job, ResultWriter result, Cancellation cancellation, Runnable dispatched) {
        return seller.attempt(job, result, cancellation, dispatched);
      }
    };
  }
}
