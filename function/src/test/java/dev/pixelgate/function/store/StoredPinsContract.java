package dev.pixelgate.function.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.pixelgate.router.livepeer.PinStore;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Pins in any kind of store. */
@ExtendWith(VertxExtension.class)
abstract class StoredPinsContract extends PinStoreContract {
  private Vertx vertx;
  private Database database;

  /** A user of the same, at first empty, store. */
  abstract Database open(Vertx vertx);

  @BeforeEach
  void openFirst(Vertx vertx) {
    this.vertx = vertx;
    database = open(vertx);
  }

  @AfterEach
  void close() throws Exception {
    await(database.close());
  }

  @Override
  PinStore store() {
    return new StoredPins(database, InstantSource.system());
  }

  @Test
  void seesWhatAnotherProcessTrusts() throws Exception {
    PinStore store = store();
    await(store.save(ALPHA, OLD));
    Database other = open(vertx);
    await(new StoredPins(other, InstantSource.system()).save(ALPHA, NEW));
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

  private void fill() throws Exception {
    String sql =
        "WITH RECURSIVE n (i) AS (SELECT 2 UNION ALL SELECT i + 1 FROM n WHERE i < %d)"
            + " INSERT INTO pin SELECT 'h' || i || ':1', '%s', 0 FROM n";
    await(
        database.transaction(
            session -> session.change(sql.formatted(StoredPins.MOST_PINS, OLD.sha256()))));
  }
}
