package dev.pixelgate.function.signing;

import dev.pixelgate.function.store.Database;
import dev.pixelgate.function.store.Databases;
import dev.pixelgate.function.store.StoreUrl;
import dev.pixelgate.function.store.TestingPostgres;
import io.vertx.core.Vertx;
import java.nio.file.Path;

/** Signing keys in PostgreSQL. */
class PostgresSigningKeysTest extends SigningKeysContract {
  private final StoreUrl url = StoreUrl.parse(TestingPostgres.shared().newDatabase());

  @Override
  Database database(Vertx vertx) {
    return Databases.open(vertx, url, Path.of("unused"));
  }
}
