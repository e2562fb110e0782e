package dev.pixelgate.function.store;

import io.vertx.core.Vertx;

final class PostgresStoredPinsTest extends StoredPinsContract {
  private final StoreUrl url = StoreUrl.parse(TestingPostgres.shared().newDatabase());

  @Override
  Database open(Vertx vertx) {
    return new PostgresDatabase(vertx, (StoreUrl.Postgres) url);
  }
}
