package dev.pixelgate.function.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.pixelgate.router.livepeer.PinStore;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(VertxExtension.class)
final class SqlitePinStoreTest extends PinStoreContract {
  @TempDir private Path folder;
  private Vertx vertx;
  private ServerStore server;

  @BeforeEach
  void open(Vertx vertx) {
    this.vertx = vertx;
    server = new ServerStore(vertx, data());
  }

  @AfterEach
  void close() throws Exception {
    await(server.close());
  }

  private Path data() {
    return folder.resolve("data");
  }

  @Override
  PinStore store() {
    return new SqlitePinStore(server, InstantSource.system());
  }

  @Test
  void makesNoStoreToLookIntoIt() throws Exception {
    assertEquals(Optional.empty(), await(store().find(ALPHA)));
    assertFalse(Files.exists(data()));
  }

  @Test
  void seesWhatAnotherProcessTrusts() throws Exception {
    PinStore store = store();
    await(store.save(ALPHA, OLD));
    ServerStore other = new ServerStore(vertx, data());
    await(new SqlitePinStore(other, InstantSource.system()).save(ALPHA, NEW));
    await(other.close());
    assertEquals(Optional.of(NEW), await(store.find(ALPHA)));
  }

  @Test
  void keepsNoMoreThanTheLimitAndForgetsNobodyForIt() throws Exception {
    PinStore store = store();
    await(store.save(ALPHA, OLD));
    fill();

    ExecutionException refused =
        assertThrows(ExecutionException.class, () -> await(store.save("192.0.2.9:1", NEW)));
    assertInstanceOf(StoreException.class, refused.getCause());
    assertEquals(
        "the certificate of 192.0.2.9:1 is not kept: there are 100000 already, the limit is 100000",
        refused.getCause().getMessage());
    assertEquals(Optional.of(OLD), await(store.find(ALPHA)));
    await(store.save(ALPHA, NEW));
    assertEquals(Optional.of(NEW), await(store.find(ALPHA)));
  }

  private void fill() {
    String sql =
        "WITH RECURSIVE n (i) AS (SELECT 2 UNION ALL SELECT i + 1 FROM n WHERE i < %d)"
            + " INSERT INTO pin SELECT 'h' || i || ':1', '%s', 0 FROM n";
    try (SqliteStore store = SqliteStore.open(data())) {
      store.transaction(
          connection -> {
            try (Statement statement = connection.createStatement()) {
              return statement.executeUpdate(sql.formatted(SqlitePinStore.MOST_PINS, OLD.sha256()));
            }
          });
    }
  }
}
