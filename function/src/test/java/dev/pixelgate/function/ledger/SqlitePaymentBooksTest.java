package dev.pixelgate.function.ledger;

import dev.pixelgate.function.store.Database;
import dev.pixelgate.function.store.SqliteDatabase;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class SqlitePaymentBooksTest extends PaymentBooksContract {
  @TempDir Path data;

  @Override
  Database open(Vertx vertx) {
    return new SqliteDatabase(vertx, data);
  }

  @Override
  String kind() {
    return "sqlite";
  }
}
