package dev.pixelgate.function.receipt;

import dev.pixelgate.function.store.Database;
import dev.pixelgate.function.store.Databases;
import dev.pixelgate.function.store.StoreUrl;
import dev.pixelgate.function.store.TestingPostgres;
import io.vertx.core.Vertx;
import java.nio.file.Path;

/** The audit in PostgreSQL. */
class PostgresReceiptAuditTest extends ReceiptAuditContract {
  private final String url = TestingPostgres.shared().newDatabase();

  @Override
  Database database(Vertx vertx) {
    return Databases.open(vertx, StoreUrl.parse(url), Path.of("unused"));
  }
}
