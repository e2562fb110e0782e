package dev.pixelgate.router.discovery;

import static dev.pixelgate.router.discovery.TestingPeer.UPSCALE;
import static dev.pixelgate.router.discovery.TestingPeer.found;
import static dev.pixelgate.router.discovery.TestingPeer.hanging;
import static dev.pixelgate.router.discovery.TestingPeer.offer;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pixelgate.router.Discovery;
import dev.pixelgate.router.Market;
import dev.pixelgate.router.health.HealthBoard;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The keeper on a real event loop, with real timers. */
class KeeperOnVertxTest {
  private final Vertx vertx = Vertx.vertx();

  @AfterEach
  void close() throws Exception {
    await(vertx.close());
  }

  private static <T> T await(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
  }

  private MarketKeeper keeper(List<ConfiguredPeer> peers, Duration timeout) {
    return new MarketKeeper(
        new VertxLoop(vertx, InstantSource.system()),
        DiscoverySettings.of(Duration.ofMinutes(1), Duration.ofMinutes(10), timeout),
        new MarketSources(
            List.of(),
            peers,
            Optional.empty(),
            address -> hanging(address.name()),
            AddressPolicy.ANY,
            Optional::empty,
            new HealthBoard(InstantSource.system()),
            new TestingBookStore()),
        DiscoveryWatch.NONE,
        new SplittableRandom(7));
  }

  /** Answers from another thread's timer, as a network does. */
  private TestingPeer later(String name) {
    return TestingPeer.answering(
        name,
        () -> {
          Promise<Discovery> answer = Promise.promise();
          vertx.setTimer(1, fired -> found(offer(name, UPSCALE, "1")).onComplete(answer));
          return answer.future();
        });
  }

  private static Predicate<Market> sells(int offers) {
    return market -> market.book().asks(UPSCALE).size() >= offers;
  }

  @Test
  void findsAThousandOfWhomTenHang() throws Exception {
    List<ConfiguredPeer> peers = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      peers.add((i % 100 == 0 ? hanging("peer-" + i) : later("peer-" + i)).configured());
    }
    MarketKeeper keeper = keeper(peers, Duration.ofSeconds(50));
    await(keeper.start());

    Market market = await(keeper.refreshNow(sells(990)));

    assertEquals(990, market.book().all().size());
    assertEquals(market, keeper.get());
    await(keeper.close());
  }

  @Test
  void answersARequestOnItsOwnEventLoop() throws Exception {
    MarketKeeper keeper = keeper(List.of(later("alpha").configured()), Duration.ofSeconds(50));
    await(keeper.start());
    Context request = vertx.getOrCreateContext();
    Promise<Boolean> there = Promise.promise();

    request.runOnContext(
        start ->
            keeper
                .refreshNow(sells(1))
                .onComplete(done -> there.complete(request.equals(Vertx.currentContext()))));

    assertTrue(await(there.future()));
    await(keeper.close());
  }

  @Test
  void readsTheMarketWhileNobodyAnswers() throws Exception {
    MarketKeeper keeper = keeper(List.of(hanging("beta").configured("1")), Duration.ofSeconds(50));
    await(keeper.start());

    assertEquals(1, keeper.get().book().asks(UPSCALE).size());
    await(keeper.close());
  }
}
