package dev.pixelgate.function.receipt;

import dev.pixelgate.function.store.Database;
import dev.pixelgate.function.store.SqliteDatabase;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** The audit in SQLite. */
class SqliteReceiptAuditTest extends ReceiptAuditContract {
  @TempDir private Path data;

  @Override
  Database database(Vertx vertx) {
    return new SqliteDatabase(vertx, data);
  }
}
