package dev.pixelgate.function.decision;

import dev.pixelgate.function.store.Database;
import dev.pixelgate.function.store.Databases;
import dev.pixelgate.function.store.StoreUrl;
import dev.pixelgate.function.store.TestingPostgres;
import io.vertx.core.Vertx;
import java.nio.file.Path;

/** Decisions in PostgreSQL. */
class PostgresDecisionBookTest extends DecisionBookContract {
  private final String url = TestingPostgres.shared().newDatabase();

  @Override
  Database database(Vertx vertx) {
    return Databases.open(vertx, StoreUrl.parse(url), Path.of("unused"));
  }
}
