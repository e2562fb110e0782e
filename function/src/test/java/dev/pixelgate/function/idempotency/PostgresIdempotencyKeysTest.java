package dev.pixelgate.function.idempotency;

import dev.pixelgate.function.store.Database;
import dev.pixelgate.function.store.Databases;
import dev.pixelgate.function.store.StoreUrl;
import dev.pixelgate.function.store.TestingPostgres;
import io.vertx.core.Vertx;
import java.nio.file.Path;

/** Idempotency keys in PostgreSQL. */
class PostgresIdempotencyKeysTest extends IdempotencyKeysContract {
  private final String url = TestingPostgres.shared().newDatabase();

  @Override
  Database database(Vertx vertx) {
    return Databases.open(vertx, StoreUrl.parse(url), Path.of("unused"));
  }
}
