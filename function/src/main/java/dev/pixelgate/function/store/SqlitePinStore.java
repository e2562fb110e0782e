package dev.pixelgate.function.store;

import dev.pixelgate.router.livepeer.Pin;
import dev.pixelgate.router.livepeer.PinStore;
import io.vertx.core.Future;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Optional;

/** Keeps pins in the store; several processes may do so at the same time. */
public final class SqlitePinStore implements PinStore {
  /**
   * An orchestrator may name new addresses for ever, each with a certificate. A market has 10,000
   * at a time. When this many were seen, a new one is not kept: to drop an old one instead would
   * let a stranger undo what was trusted.
   */
  static final int MOST_PINS = 100_000;

  private final ServerStore store;
  private final InstantSource clock;

  /** Keeps them there; the store is made for the first pin. */
  public SqlitePinStore(ServerStore store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  @Override
  public Future<Optional<Pin>> find(String hostPort) {
    return store
        .read(open -> open.read(connection -> PinRows.find(connection, hostPort)))
        .map(pin -> pin.flatMap(found -> found));
  }

  /** Fails with {@link StoreException} for a new address when too many are kept. */
  @Override
  public Future<Void> save(String hostPort, Pin pin) {
    return store
        .transaction(
            connection -> {
              refuseOneTooMany(connection, hostPort);
              PinRows.put(connection, hostPort, pin, clock.instant());
              return true;
            })
        .mapEmpty();
  }

  private static void refuseOneTooMany(Connection connection, String hostPort) throws SQLException {
    if (PinRows.find(connection, hostPort).isEmpty() && PinRows.count(connection) >= MOST_PINS) {
      throw new StoreException(
          "the certificate of %s is not kept: there are %d already, the limit is %d"
              .formatted(hostPort, PinRows.count(connection), MOST_PINS));
    }
  }
}
