package dev.pixelgate.router.discovery;

import static dev.pixelgate.router.discovery.TestingPeer.UPSCALE;
import static dev.pixelgate.router.discovery.TestingPeer.hanging;
import static dev.pixelgate.router.discovery.TestingPeer.offer;
import static dev.pixelgate.router.discovery.TestingPeer.selling;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pixelgate.pricing.Capability;
import dev.pixelgate.pricing.Offer;
import dev.pixelgate.pricing.Pipeline;
import dev.pixelgate.pricing.Price;
import dev.pixelgate.router.discovery.PeerAddress.Origin;
import io.vertx.core.Future;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The book that one process keeps for the next. */
class LastBookTest {
  private static final String A = "203.0.113.1:8935";
  private static final PeerAddress LISTED =
      PeerAddress.of(URI.create("https://" + A), Origin.WEBHOOK);

  private final TestingKeeper market = new TestingKeeper();

  private SavedBook book(Duration age) {
    Instant seen = market.loop.instant().minus(age);
    Offer offer = offer("alpha", UPSCALE, "1").seen(seen, seen.plus(Duration.ofMinutes(10)));
    return new SavedBook(List.of(offer), List.of(UPSCALE), List.of());
  }

  @Test
  void sellsAtOnceWhatIsStillWithinTheMaximumAge() {
    market.store(TestingBookStore.with(book(Duration.ofMinutes(9)))).with(hanging("alpha")).start();

    assertEquals(List.of("alpha"), market.sellable());
  }

  @Test
  void doesNotSellWhatIsTooOld() {
    market
        .store(TestingBookStore.with(book(Duration.ofMinutes(11))))
        .with(hanging("alpha"))
        .start();

    assertEquals(List.of(), market.sellers());
    assertTrue(market.book().knows(UPSCALE), "a model that was known is not unknown");
  }

  @Test
  void doesNotSellWhatWasSeenInTheFuture() {
    market
        .store(TestingBookStore.with(book(Duration.ofMinutes(-5))))
        .with(hanging("alpha"))
        .start();

    assertEquals(List.of(), market.sellers());
  }

  @Test
  void doesNotSellForAnOrchestratorThatIsNoLongerThere() {
    market.store(TestingBookStore.with(book(Duration.ofMinutes(1)))).with(hanging("beta")).start();

    assertEquals(List.of(), market.sellers());
  }

  @Test
  void takesTheConfigurationsPriceBeforeASavedOne() {
    market
        .store(TestingBookStore.with(book(Duration.ofMinutes(1))))
        .with(hanging("alpha").configured("7"))
        .start();

    assertEquals("7.0e-6 USD/px", market.book().all().getFirst().price().toString());
  }

  @Test
  void sellsForThoseOnTheLastListBeforeTheListIsThere() {
    Offer offer =
        offer(A, UPSCALE, "1").seen(market.loop.instant(), market.loop.instant().plusSeconds(500));
    market.found.put(A, hanging(A));
    market
        .store(TestingBookStore.with(new SavedBook(List.of(offer), List.of(), List.of(LISTED))))
        .list(() -> Future.succeededFuture(new AddressSource.Listing.Failed("answered 500")))
        .start();

    assertEquals(List.of(A), market.sellable());
  }

  @Test
  void asksNobodyOnTheLastListWhenThereIsNoListAnyMore() {
    market
        .store(TestingBookStore.with(new SavedBook(List.of(), List.of(), List.of(LISTED))))
        .start();

    assertEquals(Set.of(), market.found.keySet());
  }

  @Test
  void forgetsRememberedNodesOnceEverybodyWasAskedAndNobodyNamesThem() {
    PeerAddress node = PeerAddress.of(URI.create("https://" + A), Origin.NODE);
    market
        .store(TestingBookStore.with(new SavedBook(List.of(), List.of(), List.of(node))))
        .with(selling("alpha", "1"))
        .start();
    assertEquals(Set.of(A), market.found.keySet());

    market.loop.passSeconds(61);

    assertTrue(market.found.get(A).isClosed());
    assertEquals(List.of("alpha"), market.sellers());
  }

  @Test
  void isSavedSoonAfterAChangeAndNotForEveryOne() {
    TestingBookStore store = new TestingBookStore();
    TestingPeer alpha = selling("alpha", "1");
    market.store(store).with(alpha, selling("beta", "1"), selling("gamma", "1")).start();
    assertEquals(0, store.saves());

    market.loop.passSeconds(6);

    assertEquals(1, store.saves());
    assertEquals(3, store.last().offers().size());
    assertEquals(List.of(UPSCALE), store.last().known());
  }

  @Test
  void isSavedSeldomForAgesAlone() {
    TestingBookStore store = new TestingBookStore();
    market.store(store).with(selling("alpha", "1")).start();

    market.loop.pass(Duration.ofHours(1));

    assertTrue(store.saves() > 10 && store.saves() < 40, store.saves() + " in an hour");
  }

  @Test
  void isSavedAtTheEnd() {
    TestingBookStore store = new TestingBookStore();
    MarketKeeper keeper = market.store(store).with(selling("alpha", "1")).start();

    keeper.close();

    assertEquals(1, store.saves());
  }

  @Test
  void holdsNoConfiguredPrice() {
    TestingBookStore store = new TestingBookStore();
    MarketKeeper keeper = market.store(store).with(selling("alpha", "1").configured("1")).start();
    keeper.close();

    assertEquals(List.of(), store.last().offers());
  }

  /** It may be another one by the next start, and a Livepeer orchestrator only repeats it. */
  @Test
  void holdsNoConfiguredPriceThatItsOrchestratorOnlyRepeats() {
    TestingBookStore store = new TestingBookStore();
    Offer repeated = Offer.configured("alpha", UPSCALE, Price.parse("1e-8 USD/px"));
    TestingPeer alpha = TestingPeer.answering("alpha", () -> TestingPeer.found(repeated));
    MarketKeeper keeper = market.store(store).with(alpha).start();
    assertEquals(List.of("alpha"), market.sellable());
    keeper.close();

    assertEquals(List.of(), store.last().offers());
    assertEquals(List.of(UPSCALE), store.last().known());
  }

  @Test
  void isNotNeeded() {
    TestingBookStore store = new TestingBookStore();
    store.breakDown();
    MarketKeeper keeper = market.store(store).with(selling("alpha", "1")).start();
    market.loop.passSeconds(60);

    assertEquals(List.of("alpha"), market.sellable());
    assertTrue(keeper.close().succeeded());
  }

  @Test
  void bringsBackModelsThatWereKnown() {
    Capability gone = new Capability(Pipeline.UPSCALE, "long/gone");
    market.store(TestingBookStore.with(new SavedBook(List.of(), List.of(gone), List.of()))).start();

    assertTrue(market.book().knows(gone));
  }
}
