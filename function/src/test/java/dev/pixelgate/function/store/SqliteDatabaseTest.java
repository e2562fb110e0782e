package dev.pixelgate.function.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SqliteDatabaseTest extends DatabaseContract {
  @TempDir private Path folder;

  private Path data() {
    return folder.resolve("data");
  }

  @Override
  Database open(Vertx vertx) {
    return openAgain(vertx);
  }

  @Override
  Database openAgain(Vertx vertx) {
    return new SqliteDatabase(vertx, data());
  }

  /** Its sessions do not wait, so this blocks the reader's thread. */
  @Override
  Future<?> between(Database other) {
    try (SqliteStore store = SqliteStore.open(data())) {
      return Future.succeededFuture(
          store.transaction(session -> session.change(PUT, "b", 1L, null)));
    }
  }

  @Test
  void readingMakesNoFile() throws Exception {
    assertEquals(0, count("account"));
    assertEquals(false, await(database.exists()));
    assertFalse(Files.exists(data()));
  }

  @Test
  void goesOnWithTheNextFileAfterOneThatIsNoDatabase() throws Exception {
    Path file = Files.createDirectories(data()).resolve("pixelgate.db");
    Files.writeString(file, "not a database".repeat(200));
    assertInstanceOf(
        StoreException.class,
        failureOf(database.transaction(session -> session.change(PUT, "a", 1L, null))));
    Files.delete(file);
    await(database.transaction(session -> session.change(PUT, "a", 1L, null)));
    assertEquals(1, count("account"));
  }
}
