package dev.pixelgate.function.store;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SqliteKeyringRefresherTest extends KeyringRefresherContract {
  @TempDir Path folder;
  private final List<Database> opened = new ArrayList<>();

  private Path data() {
    return folder.resolve("data");
  }

  @Override
  TestingKeys store() {
    return TestingKeys.open(data(), InstantSource.system());
  }

  @Override
  Database open(Vertx vertx) {
    Database database = new SqliteDatabase(vertx, data());
    opened.add(database);
    return database;
  }

  @AfterEach
  void closeAll() throws Exception {
    for (Database database : opened) {
      await(database.close());
    }
  }

  @Test
  void makesNoStoreToLookIntoIt(Vertx vertx) throws Exception {
    KeyringRefresher keys = new KeyringRefresher(vertx, open(vertx), Map.of());
    await(keys.start());
    assertFalse(Files.exists(data()));
    await(keys.close());
  }

  @Test
  void doesNotStartOnABrokenStore(Vertx vertx) throws IOException, InterruptedException {
    Files.createDirectories(data());
    Files.writeString(data().resolve("pixelgate.db"), "not a database".repeat(200));
    KeyringRefresher keys = new KeyringRefresher(vertx, open(vertx), Map.of());
    Future<Void> start = keys.start();
    start.toCompletionStage().exceptionally(e -> null).toCompletableFuture().join();
    assertInstanceOf(StoreException.class, start.cause());
  }

  @Test
  void keepsTheLastKeysWhenTheStoreBreaksAndRecovers(Vertx vertx) throws Exception {
    NewKey key;
    try (TestingKeys store = store()) {
      key = store.create("acme", false);
    }
    KeyringRefresher keys = new KeyringRefresher(vertx, open(vertx), Map.of());
    await(keys.start());
    Path file = data().resolve("pixelgate.db");
    Files.move(file, data().resolve("away.db"));
    Files.writeString(file, "not a database".repeat(200));
    await(keys.lookAgain());
    assertTrue(keys.current().account(key.key()).isPresent());
    Files.delete(file);
    await(keys.lookAgain());
    assertTrue(keys.current().account(key.key()).isPresent());
    NewKey other;
    try (TestingKeys store = store()) {
      other = store.create("boss", false);
    }
    until(vertx, keys, ring -> ring.account(other.key()).isPresent());
    assertTrue(keys.current().account(key.key()).isEmpty());
    await(keys.close());
  }
}
