package dev.pixelgate.function.decision;

import dev.pixelgate.function.store.Database;
import dev.pixelgate.function.store.SqliteDatabase;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** Decisions in SQLite. */
class SqliteDecisionBookTest extends DecisionBookContract {
  @TempDir private Path data;

  @Override
  Database database(Vertx vertx) {
    return new SqliteDatabase(vertx, data);
  }
}
