package dev.pixelgate.function.ledger;

import dev.pixelgate.function.store.Database;
import dev.pixelgate.function.store.Databases;
import dev.pixelgate.function.store.StoreUrl;
import dev.pixelgate.function.store.TestingPostgres;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class PostgresPaymentBooksTest extends PaymentBooksContract {
  @TempDir Path data;

  private final String url = TestingPostgres.shared().newDatabase();

  @Override
  Database open(Vertx vertx) {
    return Databases.open(vertx, StoreUrl.parse(url), data);
  }

  @Override
  String kind() {
    return "postgresql";
  }
}
