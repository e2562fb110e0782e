package dev.pixelgate.function.assembly;

import dev.pixelgate.function.config.Configuration;
import dev.pixelgate.function.selfhosted.RuntimeMeters;
import dev.pixelgate.function.store.Database;
import dev.pixelgate.function.store.Databases;
import dev.pixelgate.function.store.StoredPins;
import dev.pixelgate.router.Board;
import dev.pixelgate.router.BoardQuery;
import dev.pixelgate.router.Decisions;
import dev.pixelgate.router.Dispatcher;
import dev.pixelgate.router.PriceBoard;
import dev.pixelgate.router.ResultWriter;
import dev.pixelgate.router.discovery.DiscoveryWatch;
import dev.pixelgate.runtime.ImageRuntime;
import io.vertx.core.Future;
import java.time.InstantSource;
import java.util.Optional;

/** The market of a configuration, asked once, for somebody who only wants to look at it. */
public record MarketLook(Platform platform, Configuration configuration) {
  /**
   * Asks everybody, each for {@code discovery.timeout} at most, and shows what there is then. The
   * own runtime is started for it: only its model folder says what it sells.
   *
   * @param watch hears who does not answer
   */
  public Future<Board> show(BoardQuery query, DiscoveryWatch watch) {
    Assembly assembly = new Assembly(platform.vertx(), configuration);
    Future<Optional<ImageRuntime>> runtime =
        configuration.selfHosted().enabled()
            ? assembly.runtime().map(Optional::of)
            : Future.succeededFuture(Optional.empty());
    Database store = Databases.open(platform.vertx(), configuration.store(), configuration.data());
    return runtime.compose(
        own ->
            show(query, market(assembly, own, store, watch))
                .eventually(store::close)
                .eventually(() -> own.map(ImageRuntime::close).orElseGet(Future::succeededFuture)));
  }

  private GatewayMarket market(
      Assembly assembly, Optional<ImageRuntime> own, Database store, DiscoveryWatch watch) {
    InstantSource clock = InstantSource.system();
    RuntimeMeters meters = new RuntimeMeters(platform.registry());
    return new GatewayMarket(
        platform.vertx(),
        configuration,
        own.map(runtime -> assembly.ownSeller(runtime, meters)).stream().toList(),
        new MarketMemory(new NoBookStore(), new StoredPins(store, clock)),
        rates -> new NothingPaid(),
        watch,
        changed -> {},
        clock);
  }

  private static Future<Board> show(BoardQuery query, GatewayMarket market) {
    Dispatcher unused = market.dispatcher(MarketLook::nothingIsBought, Decisions.usual());
    PriceBoard board = new PriceBoard(unused.market(), unused.selector(), unused.health());
    return market
        .start()
        .compose(begun -> market.refresh(everybody -> false))
        .map(asked -> board.show(query))
        .eventually(market::close);
  }

  private static ResultWriter nothingIsBought(String account) {
    throw new IllegalStateException("nothing is bought by looking");
  }
}
