package dev.pixelgate.router.discovery;

import static dev.pixelgate.router.discovery.TestingPeer.UPSCALE;
import static dev.pixelgate.router.discovery.TestingPeer.failed;
import static dev.pixelgate.router.discovery.TestingPeer.found;
import static dev.pixelgate.router.discovery.TestingPeer.hanging;
import static dev.pixelgate.router.discovery.TestingPeer.offer;
import static dev.pixelgate.router.discovery.TestingPeer.selling;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pixelgate.pricing.Price;
import dev.pixelgate.router.Discovery;
import dev.pixelgate.router.Market;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A market that has the CPU during requests only: what is due is asked for beside them. */
class OnDemandTest {
  private static final DiscoverySettings SETTINGS =
      DiscoverySettings.of(Duration.ofSeconds(60), Duration.ofMinutes(10), Duration.ofSeconds(3))
          .onDemand();

  private final TestingBookStore store = new TestingBookStore();
  private final TestingKeeper market = new TestingKeeper().settings(SETTINGS).store(store);

  private Future<Void> catchUp(MarketKeeper keeper) {
    Future<Void> caughtUp = keeper.catchUp();
    market.loop.settle();
    return caughtUp;
  }

  private Price price() {
    return market.book().asks(UPSCALE).getFirst().offer().price();
  }

  @Test
  void nobodyIsAskedBeforeARequest() {
    TestingPeer alpha = selling("alpha", "1");
    market.with(alpha).list(() -> TestingKeeper.listed("https://203.0.113.7:8935")).start();
    market.loop.pass(Duration.ofHours(1));

    assertEquals(0, alpha.asked());
    assertEquals(List.of(), List.copyOf(market.found.keySet()));
    assertEquals(0, market.loop.waiting());
  }

  @Test
  void everybodyIsAskedBesideTheFirst() {
    MarketKeeper keeper =
        market
            .with(selling("alpha", "1"))
            .list(() -> TestingKeeper.listed("https://203.0.113.7:8935"))
            .start();

    assertTrue(catchUp(keeper).succeeded());
    assertEquals(2, market.sellable().size());
    assertTrue(keeper.everybodyWasAsked());
  }

  @Test
  void nothingIsLeftToDoAfterwards() {
    MarketKeeper keeper = market.with(selling("alpha", "1")).start();

    assertTrue(catchUp(keeper).succeeded());
    assertEquals(0, market.loop.waiting());
    assertEquals(1, store.saves());
    assertEquals(1, store.last().offers().size());
  }

  @Test
  void whoWasAskedLatelyIsNotAskedAgain() {
    TestingPeer alpha = selling("alpha", "1");
    MarketKeeper keeper = market.with(alpha).start();
    catchUp(keeper);
    market.loop.passSeconds(40);

    assertTrue(keeper.catchUp().isComplete());
    assertEquals(1, alpha.asked());
  }

  @Test
  void whoIsDueIsAskedAgainAndTheOthersAreNot() {
    TestingPeer alpha = selling("alpha", "1");
    MarketKeeper keeper = market.with(alpha).start();
    catchUp(keeper);
    market.loop.passSeconds(40);
    keeper.refreshNow(now -> false);
    market.loop.passSeconds(40);
    assertEquals(2, alpha.asked());
    catchUp(keeper);
    assertEquals(2, alpha.asked());

    market.loop.passSeconds(20);
    alpha.sells("2");
    catchUp(keeper);

    assertEquals(3, alpha.asked());
    assertEquals(Price.parse("2 USD/Mpx"), price());
  }

  @Test
  void whatIsKnownIsSoldWhileItIsAskedFor() {
    Promise<Discovery> answer = Promise.promise();
    TestingPeer alpha = selling("alpha", "1");
    MarketKeeper keeper = market.with(alpha).start();
    catchUp(keeper);
    market.loop.pass(Duration.ofMinutes(5));
    alpha.answers(answer::future);

    Future<Void> caughtUp = catchUp(keeper);
    assertFalse(caughtUp.isComplete());
    assertEquals(List.of("alpha"), market.sellable());

    found(offer("alpha", UPSCALE, "2")).onComplete(answer);
    market.loop.settle();
    assertTrue(caughtUp.succeeded());
    assertEquals(Price.parse("2 USD/Mpx"), price());
  }

  @Test
  void whatIsTooOldAfterAFreezeIsNotSold() {
    MarketKeeper keeper = market.with(selling("alpha", "1")).start();
    catchUp(keeper);
    market.loop.pass(Duration.ofMinutes(11));

    assertEquals(List.of(), market.sellable());
    Future<Market> waited = keeper.refreshNow(now -> !market.sellable().isEmpty());
    market.loop.settle();
    assertTrue(waited.succeeded());
    assertEquals(List.of("alpha"), market.sellable());
  }

  @Test
  void takesNoLongerThanTheTimeout() {
    MarketKeeper keeper = market.with(hanging("hangs")).start();
    Future<Void> caughtUp = keeper.catchUp();
    market.loop.pass(Duration.ofMillis(2999));
    assertFalse(caughtUp.isComplete());
    market.loop.pass(Duration.ofMillis(1));
    market.loop.settle();

    assertTrue(caughtUp.succeeded());
    assertEquals(0, market.loop.waiting());
  }

  @Test
  void whoFailsIsAskedLessAndLess() {
    TestingPeer dead = TestingPeer.answering("dead", () -> failed("no"));
    MarketKeeper keeper = market.with(dead).start();
    for (int i = 0; i < 600; i++) {
      catchUp(keeper);
      market.loop.passSeconds(1);
    }

    assertTrue(dead.asked() <= 12, dead.asked() + " in ten minutes");
  }

  @Test
  void oneRoundServesAllRequests() {
    Promise<Discovery> answer = Promise.promise();
    TestingPeer alpha = TestingPeer.answering("alpha", answer::future);
    MarketKeeper keeper = market.with(alpha).start();
    List<Future<Void>> all = List.of(catchUp(keeper), catchUp(keeper), keeper.catchUp());
    found(offer("alpha", UPSCALE, "1")).onComplete(answer);
    market.loop.settle();

    assertEquals(1, alpha.asked());
    assertTrue(all.stream().allMatch(Future::succeeded));
  }

  @Test
  void whomTheLastBookKnowsIsAskedWithTheOthers() {
    URI url = URI.create("https://203.0.113.7:8935");
    TestingKeeper before = new TestingKeeper().settings(SETTINGS).store(store);
    MarketKeeper first = before.list(() -> TestingKeeper.listed(url.toString())).start();
    first.catchUp();
    before.loop.settle();

    market.loop.passSeconds(1);
    MarketKeeper keeper = market.list(() -> TestingKeeper.listed(url.toString())).start();
    TestingPeer known = market.found.values().iterator().next();
    assertEquals(0, known.asked());
    assertEquals(1, market.sellable().size());
    catchUp(keeper);

    assertEquals(1, known.asked());
  }
}
