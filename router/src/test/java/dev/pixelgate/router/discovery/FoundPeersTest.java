package dev.pixelgate.router.discovery;

import static dev.pixelgate.router.discovery.TestingKeeper.listed;
import static dev.pixelgate.router.discovery.TestingPeer.selling;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pixelgate.router.discovery.AddressSource.Listing;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Orchestrators that a list or another orchestrator names. */
class FoundPeersTest {
  private static final String A = "203.0.113.1:8935";
  private static final String B = "203.0.113.2:8935";

  private final TestingKeeper market = new TestingKeeper();
  private Future<Listing> list = listed();

  private void start() {
    market.list(() -> list).start();
  }

  @Test
  void sellsWhatThoseOnTheListOffer() {
    list = listed("https://" + A, "https://" + B);
    start();

    assertEquals(Set.of(A, B), Set.copyOf(market.sellable()));
  }

  @Test
  void letsThoseGoThatAreNoLongerOnTheList() {
    list = listed("https://" + A, "https://" + B);
    start();

    list = listed("https://" + B);
    market.loop.passSeconds(61);

    assertEquals(List.of(B), market.sellers());
    assertTrue(market.found.get(A).isClosed());
  }

  @Test
  void keepsTheLastGoodListWhenThereIsNone() {
    list = listed("https://" + A);
    start();

    list = Future.succeededFuture(new Listing.Failed("answered 500"));
    market.loop.pass(Duration.ofHours(1));

    assertEquals(List.of(A), market.sellable());
    assertTrue(market.failures.contains("list: answered 500"));
  }

  @Test
  void clearsTheMarketWhenTheListIsEmpty() {
    list = listed("https://" + A);
    start();

    list = listed();
    market.loop.passSeconds(61);

    assertEquals(List.of(), market.sellers());
  }

  @Test
  void asksEachHostAndPortOnceHoweverItIsWritten() {
    list = listed("https://HOST.example:8935", "https://host.example:8935/", "http://host.example");
    start();

    assertEquals(Set.of("host.example:8935", "host.example:80"), market.found.keySet());
  }

  @Test
  void doesNotFindAConfiguredOneAgain() {
    list = listed("https://alpha.example:8935", "https://" + A);
    market.with(selling("alpha", "1"));
    start();

    assertEquals(Set.of(A), market.found.keySet());
  }

  @Test
  void followsTheNodesThatOneNames() {
    TestingPeer alpha = selling("alpha", "1");
    alpha.names("https://" + A, "https://" + B);
    market.with(alpha).start();

    assertEquals(Set.of("alpha", A, B), Set.copyOf(market.sellable()));
  }

  @Test
  void followsNodesOneLevelOnly() {
    TestingPeer alpha = selling("alpha", "1");
    alpha.names("https://" + A);
    market.found.put(A, selling(A, "1"));
    market.found.get(A).names("https://" + B);
    market.with(alpha).start();
    market.loop.pass(Duration.ofMinutes(5));

    assertEquals(Set.of("alpha", A), Set.copyOf(market.sellable()));
  }

  @Test
  void takesAtMostSixteenNodesFromOne() {
    TestingPeer alpha = selling("alpha", "1");
    alpha.names(
        IntStream.range(1, 100).mapToObj(i -> "https://203.0.113." + i).toArray(String[]::new));
    market.with(alpha).start();

    assertEquals(16, market.found.size());
  }

  @Test
  void letsNodesGoThatNobodyNamesAnyMore() {
    TestingPeer alpha = selling("alpha", "1");
    alpha.names("https://" + A);
    market.with(alpha).start();

    alpha.names();
    market.loop.passSeconds(61);

    assertEquals(List.of("alpha"), market.sellers());
    assertTrue(market.found.get(A).isClosed());
  }

  @Test
  void keepsNodesOfOneThatFails() {
    TestingPeer alpha = selling("alpha", "1");
    alpha.names("https://" + A);
    market.with(alpha).start();

    alpha.answers(() -> TestingPeer.failed("no"));
    market.loop.pass(Duration.ofHours(2));

    assertTrue(market.sellable().contains(A));
  }

  @Test
  void skipsAddressesThatThePolicyRefusesAndTellsItOnce() {
    list = listed("https://10.0.0.1:8935", "https://" + A);
    market.policy(
        url ->
            Future.succeededFuture(
                url.getHost().startsWith("10.") ? Optional.of("is private") : Optional.empty()));
    start();
    market.loop.pass(Duration.ofMinutes(10));

    assertEquals(Set.of(A), market.found.keySet());
    assertEquals(List.of("10.0.0.1:8935"), market.refused);
  }

  @Test
  void forgetsRefusedAddressesThatNobodyNamesAnyMore() {
    TestingPeer alpha = selling("alpha", "1");
    alpha.names("https://10.0.0.1");
    market.policy(url -> Future.succeededFuture(Optional.of("is private")));
    market.with(alpha).start();

    alpha.names();
    market.loop.passSeconds(61);
    alpha.names("https://10.0.0.1");
    market.loop.passSeconds(61);

    assertEquals(List.of("10.0.0.1:443", "10.0.0.1:443"), market.refused);
  }

  @Test
  void skipsAddressesThatCannotBeJudged() {
    list = listed("https://" + A);
    market.policy(url -> Future.failedFuture("a bug"));
    start();

    assertEquals(Set.of(), market.found.keySet());
    assertEquals(List.of(A), market.refused);
  }

  @Test
  void takesNoMoreThanTheMostThatAreAllowed() {
    list =
        listed(
            IntStream.range(1, 100).mapToObj(i -> "https://203.0.113." + i).toArray(String[]::new));
    market.settings(
        new DiscoverySettings(
            Duration.ofSeconds(60),
            Duration.ofMinutes(10),
            Duration.ofSeconds(3),
            10,
            16,
            128,
            true));
    start();

    assertEquals(10, market.found.size());
    assertEquals(10, market.sellable().size());
  }

  @Test
  void goesOnWhenAnAddressCannotBeMadeAnOrchestrator() {
    list = listed("gopher://203.0.113.9", "https://" + A);
    start();

    assertEquals(List.of(A), market.sellable());
  }
}
