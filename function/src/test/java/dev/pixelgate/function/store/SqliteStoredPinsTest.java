package dev.pixelgate.function.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SqliteStoredPinsTest extends StoredPinsContract {
  @TempDir private Path folder;

  @Override
  Database open(Vertx vertx) {
    return new SqliteDatabase(vertx, folder.resolve("data"));
  }

  @Test
  void makesNoStoreToLookIntoIt() throws Exception {
    assertEquals(Optional.empty(), await(store().find(ALPHA)));
    assertFalse(Files.exists(folder.resolve("data")));
  }
}
