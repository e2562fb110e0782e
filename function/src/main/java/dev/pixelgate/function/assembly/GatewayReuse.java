package dev.pixelgate.function.assembly;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.pixelgate.function.config.CacheRules;
import dev.pixelgate.function.config.CacheScope;
import dev.pixelgate.function.config.Configuration;
import dev.pixelgate.function.http.PaidOnce;
import dev.pixelgate.function.idempotency.IdempotencyKeys;
import dev.pixelgate.function.ledger.Ledger;
import dev.pixelgate.function.media.PictureStore;
import dev.pixelgate.function.media.Spool;
import dev.pixelgate.function.media.Workers;
import dev.pixelgate.function.reuse.ResultCache;
import dev.pixelgate.function.reuse.ResultFiles;
import dev.pixelgate.function.reuse.ReuseRules;
import dev.pixelgate.function.reuse.ReuseWatch;
import dev.pixelgate.function.reuse.ReusingSales;
import dev.pixelgate.function.reuse.StatedVersions;
import dev.pixelgate.function.sale.UpscaleSales;
import dev.pixelgate.router.Seller;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What keeps the clients of a gateway from paying twice: its idempotency keys, and its cache of
 * results, whose files lie beside the spool and go with the process.
 */
final class GatewayReuse {
  private static final Logger LOG = LoggerFactory.getLogger(GatewayReuse.class);

  private final Vertx vertx;
  private final Configuration configuration;
  private final Spool folder;
  private Optional<IdempotencyKeys> keys = Optional.empty();

  private GatewayReuse(Vertx vertx, Configuration configuration, Spool folder) {
    this.vertx = vertx;
    this.configuration = configuration;
    this.folder = folder;
  }

  /** Makes the folder and begins to remove those of dead processes. */
  static Future<GatewayReuse> open(Vertx vertx, Configuration configuration) {
    Workers workers = new Workers(vertx);
    return workers
        .call(() -> Spool.open(configuration.data(), "cache"))
        .onSuccess(
            folder ->
                workers
                    .call(folder::removeLeftOvers)
                    .onFailure(e -> LOG.warn("cache clean=failed reason={}", e.toString())))
        .map(folder -> new GatewayReuse(vertx, configuration, folder));
  }

  /**
   * What comes before these sales.
   *
   * @param own the models of the own runtime, each of which is deterministic
   */
  PaidOnce before(
      UpscaleSales sales,
      PictureStore media,
      GatewayMarket market,
      Set<String> own,
      ReuseWatch watch,
      Ledger ledger,
      InstantSource clock) {
    keys =
        Optional.of(
            new IdempotencyKeys(
                vertx, ledger.journal(), ledger::instance, configuration.mediaTtl(), clock));
    keys.get().start();
    CacheRules rules = configuration.cache();
    if (rules.scope() == CacheScope.OFF) {
      return PaidOnce.keyed(sales, keys.get());
    }
    ResultCache cache =
        new ResultCache(versions(market), rules.bytes(), rules.age(), Ticker.systemTicker());
    ReuseRules equal =
        new ReuseRules(
            sales.defaultModel(),
            deterministic(own),
            account -> rules.scope() == CacheScope.ACCOUNT ? account : "");
    ResultFiles files = new ResultFiles(media, folder);
    ReusingSales reusing = new ReusingSales(vertx, sales, equal, cache, files, watch);
    return new PaidOnce(reusing, reusing::mayKnow, cache::forget, keys.get());
  }

  /** A model of the Real-ESRGAN family, whoever serves it, draws nothing; nor does what we run. */
  private static Predicate<String> deterministic(Set<String> own) {
    return model -> own.contains(model) || model.toLowerCase(Locale.ROOT).contains("realesr");
  }

  private static StatedVersions versions(GatewayMarket market) {
    return (orchestrator, capability) ->
        Optional.ofNullable(market.current().sellers().get(orchestrator))
            .map(Seller::orchestrator)
            .<StatedVersions.Stated>map(
                one -> new StatedVersions.Stated.Present(one.version(capability)))
            .orElseGet(StatedVersions.Stated.Gone::new);
  }

  /** Removes every file. */
  Future<Void> close() {
    keys.ifPresent(IdempotencyKeys::stop);
    return new Workers(vertx).run(folder::close);
  }
}
