package dev.pixelgate.function.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.pixelgate.pricing.Offer;
import dev.pixelgate.pricing.WeiPerPixel;
import dev.pixelgate.router.AttemptEnd;
import dev.pixelgate.router.Cancellation;
import dev.pixelgate.router.Discovery;
import dev.pixelgate.router.Job;
import dev.pixelgate.router.Orchestrator;
import dev.pixelgate.router.Owing;
import dev.pixelgate.router.Peer;
import dev.pixelgate.router.ResultWriter;
import dev.pixelgate.router.Seller;
import dev.pixelgate.router.discovery.AddressPolicy;
import dev.pixelgate.router.discovery.ConfiguredPeer;
import dev.pixelgate.router.discovery.DiscoverySettings;
import dev.pixelgate.router.discovery.DiscoveryWatch;
import dev.pixelgate.router.discovery.MarketKeeper;
import dev.pixelgate.router.discovery.MarketSources;
import dev.pixelgate.router.discovery.VertxLoop;
import dev.pixelgate.router.health.HealthBoard;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A market and the one after it, which knows it from the store alone. */
@ExtendWith(VertxExtension.class)
final class KeptMarketTest {
  private static final Duration MAX_AGE = Duration.ofMinutes(10);

  @TempDir private Path data;

  private static <T> T await(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
  }

  /** Alpha, of whom nothing is configured but the address, and who answers so. */
  private record Alpha(Future<Discovery> answer) implements Peer {
    @Override
    public String name() {
      return "alpha";
    }

    @Override
    public Future<Discovery> discover() {
      return answer;
    }

    @Override
    public Seller seller() {
      return new Seller(new SellsNothing(), Owing.ON_SUCCESS, Optional.empty());
    }

    @Override
    public Future<Void> close() {
      return Future.succeededFuture();
    }
  }

  private record SellsNothing() implements Orchestrator {
    @Override
    public String name() {
      return "alpha";
    }

    @Override
    public Future<AttemptEnd> attempt(
        Job job, ResultWriter result, Cancellation cancellation, Runnable dispatched) {
      throw new IllegalStateException("nothing is bought here");
    }
  }

  private static MarketKeeper market(
      Vertx vertx, StoredBooks store, Future<Discovery> answer, InstantSource clock) {
    return new MarketKeeper(
        new VertxLoop(vertx, clock),
        DiscoverySettings.of(Duration.ofMinutes(1), MAX_AGE, Duration.ofSeconds(15)),
        new MarketSources(
            List.of(),
            List.of(
                new ConfiguredPeer(
                    new Alpha(answer), URI.create("https://192.0.2.7:8935"), List.of())),
            Optional.empty(),
            address -> new Alpha(answer),
            AddressPolicy.ANY,
            Optional::empty,
            new HealthBoard(clock),
            store),
        DiscoveryWatch.NONE,
        new SplittableRandom(7));
  }

  /** What the first market has heard of alpha and kept. */
  private Offer kept(Vertx vertx) throws Exception {
    Offer heard =
        BookStoreContract.offer("alpha", WeiPerPixel.of(7, 3), Instant.MAX.minusSeconds(600));
    Database store = new SqliteDatabase(vertx, data);
    MarketKeeper market =
        market(
            vertx,
            new StoredBooks(store, InstantSource.system()),
            Future.succeededFuture(new Discovery.Found(List.of(heard), List.of(), List.of())),
            InstantSource.system());
    await(market.start());
    await(market.refreshNow(now -> !now.book().all().isEmpty()));
    await(market.close());
    await(store.close());
    return market.get().book().all().getFirst();
  }

  private List<Offer> nextMarketWhileAlphaIsSilent(Vertx vertx, InstantSource clock)
      throws Exception {
    Database store = new SqliteDatabase(vertx, data);
    MarketKeeper market =
        market(vertx, new StoredBooks(store, clock), Promise.<Discovery>promise().future(), clock);
    await(market.start());
    List<Offer> offers = market.get().book().all();
    await(market.close());
    await(store.close());
    return offers;
  }

  @Test
  void theNextMarketSellsAtOnceWhatTheLastOneHeard(Vertx vertx) throws Exception {
    Offer kept = kept(vertx);
    InstantSource nineMinutesOn = () -> kept.seenAt().plus(Duration.ofMinutes(9));
    assertEquals(List.of(kept), nextMarketWhileAlphaIsSilent(vertx, nineMinutesOn));
  }

  @Test
  void theNextMarketDoesNotSellWhatIsTooOld(Vertx vertx) throws Exception {
    Offer kept = kept(vertx);
    InstantSource tenMinutesOn = () -> kept.seenAt().plus(MAX_AGE);
    assertEquals(List.of(), nextMarketWhileAlphaIsSilent(vertx, tenMinutesOn));
  }
}
