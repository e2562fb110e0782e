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

import dev.pixelgate.router.Discovery;
import dev.pixelgate.router.Market;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What a request does for which nothing sellable is known. */
class RefreshNowTest {
  private final TestingKeeper market = new TestingKeeper();

  private static boolean sells(Market now) {
    return !now.book().asks(UPSCALE).isEmpty();
  }

  @Test
  void waitsForTheFirstAnswerThatIsEnough() {
    Promise<Discovery> answer = Promise.promise();
    market.with(TestingPeer.answering("alpha", answer::future), hanging("hangs"));
    MarketKeeper keeper = market.start();

    Future<Market> waited = keeper.refreshNow(RefreshNowTest::sells);
    assertFalse(waited.isComplete());
    found(offer("alpha", UPSCALE, "1")).onComplete(answer);
    market.loop.settle();

    assertTrue(sells(waited.result()));
  }

  @Test
  void waitsForNothingWhenThereIsEnough() {
    MarketKeeper keeper = market.with(selling("alpha", "1")).start();

    assertTrue(keeper.refreshNow(RefreshNowTest::sells).isComplete());
  }

  @Test
  void waitsNoLongerThanTheTimeout() {
    MarketKeeper keeper = market.with(hanging("hangs")).start();
    market.loop.pass(Duration.ofHours(1));

    Future<Market> waited = keeper.refreshNow(RefreshNowTest::sells);
    market.loop.pass(Duration.ofMillis(2999));
    assertFalse(waited.isComplete());
    market.loop.pass(Duration.ofMillis(1));

    assertTrue(waited.succeeded());
  }

  @Test
  void endsWithTheRoundWhenEverybodyHasAnswered() {
    MarketKeeper keeper = market.with(TestingPeer.answering("dead", () -> failed("no"))).start();
    market.loop.pass(Duration.ofHours(1));

    Future<Market> waited = keeper.refreshNow(RefreshNowTest::sells);
    market.loop.settle();

    assertTrue(waited.succeeded());
  }

  @Test
  void asksOneThatIsBackedOffToo() {
    TestingPeer back = TestingPeer.answering("back", () -> failed("not yet"));
    MarketKeeper keeper = market.with(back).start();
    market.loop.pass(Duration.ofHours(1));
    back.sells("1");

    Future<Market> waited = keeper.refreshNow(RefreshNowTest::sells);
    market.loop.settle();

    assertTrue(sells(waited.result()));
  }

  @Test
  void asksOnceForAllWhoWait() {
    Promise<Discovery> answer = Promise.promise();
    TestingPeer alpha = TestingPeer.answering("alpha", answer::future);
    MarketKeeper keeper = market.with(alpha).start();

    for (int i = 0; i < 100; i++) {
      keeper.refreshNow(RefreshNowTest::sells);
    }

    assertEquals(1, alpha.asked());
    assertEquals(1, alpha.beingAsked());
  }

  @Test
  void doesNotHammerTheDead() {
    TestingPeer dead = TestingPeer.answering("dead", () -> failed("no"));
    MarketKeeper keeper = market.with(dead).start();
    market.loop.pass(Duration.ofHours(1));
    int before = dead.asked();

    for (int i = 0; i < 100; i++) {
      keeper.refreshNow(RefreshNowTest::sells);
      market.loop.pass(Duration.ofMillis(10));
    }

    assertTrue(dead.asked() - before <= 2, dead.asked() - before + " in a second");
  }

  @Test
  void everybodyWasAskedWhenTheFirstRoundIsOver() {
    Promise<Discovery> answer = Promise.promise();
    MarketKeeper keeper = market.with(TestingPeer.answering("alpha", answer::future)).start();
    assertFalse(keeper.everybodyWasAsked());

    failed("no").onComplete(answer);
    market.loop.settle();

    assertTrue(keeper.everybodyWasAsked());
  }

  @Test
  void whereNobodyIsToBeAskedEverybodyWasAsked() {
    assertTrue(market.start().everybodyWasAsked());
  }

  @Test
  void waitsForTheListAndThoseOnItToo() {
    Promise<AddressSource.Listing> list = Promise.promise();
    MarketKeeper keeper = market.list(list::future).start();

    Future<Market> waited = keeper.refreshNow(RefreshNowTest::sells);
    market.loop.settle();
    assertFalse(waited.isComplete());
    list.complete(TestingKeeper.listing("https://203.0.113.7:8935"));
    market.loop.settle();

    assertTrue(sells(waited.result()));
  }
}
