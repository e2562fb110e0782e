package dev.pixelgate.function.store;

import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;

final class PostgresKeyringRefresherTest extends KeyringRefresherContract {
  private final StoreUrl url = StoreUrl.parse(TestingPostgres.shared().newDatabase());
  private final List<Database> opened = new ArrayList<>();

  @Override
  TestingKeys store() {
    return TestingKeys.open(url, Path.of("nowhere"), InstantSource.system());
  }

  @Override
  Database open(Vertx vertx) {
    Database database = new PostgresDatabase(vertx, (StoreUrl.Postgres) url);
    opened.add(database);
    return database;
  }

  @AfterEach
  void closeAll() throws Exception {
    for (Database database : opened) {
      await(database.close());
    }
  }
}
