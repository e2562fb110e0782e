package dev.pixelgate.function.idempotency;

import dev.pixelgate.function.store.Database;
import dev.pixelgate.function.store.SqliteDatabase;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** Idempotency keys in SQLite. */
class SqliteIdempotencyKeysTest extends IdempotencyKeysContract {
  @TempDir private Path data;

  @Override
  Database database(Vertx vertx) {
    return new SqliteDatabase(vertx, data);
  }
}
