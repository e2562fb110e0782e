package dev.pixelgate.function.cli;

import dev.pixelgate.function.config.Configuration;
import dev.pixelgate.function.store.Database;
import dev.pixelgate.function.store.Databases;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.function.BiFunction;

/** The store of a configuration while one command works with it, beside servers or without one. */
final class StoreUse {
  private StoreUse() {}

  /** Opens it, waits for the work, and closes it. */
  static <T> T of(Configuration configuration, BiFunction<Vertx, Database, Future<T>> work) {
    Vertx vertx = Vertx.vertx();
    try {
      Database database = Databases.open(vertx, configuration.store(), configuration.data());
      return Waiting.forResult(work.apply(vertx, database).eventually(database::close));
    } finally {
      Waiting.forResult(vertx.close());
    }
  }
}
