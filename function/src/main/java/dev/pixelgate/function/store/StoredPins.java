package dev.pixelgate.function.store;

import dev.pixelgate.router.livepeer.Pin;
import dev.pixelgate.router.livepeer.PinStore;
import io.vertx.core.Future;
import java.time.InstantSource;
import java.util.Optional;

/** Keeps pins in the store; several processes may do so at the same time. */
public final class StoredPins implements PinStore {
  /**
   * An orchestrator may name new addresses for ever, each with a certificate. A market has 10,000
   * at a time. When this many were seen, a new one is not kept: to drop an old one instead would
   * let a stranger undo what was trusted.
   */
  static final int MOST_PINS = 100_000;

  private final Database database;
  private final InstantSource clock;

  /** Keeps them there; a file is made for the first pin. */
  public StoredPins(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  @Override
  public Future<Optional<Pin>> find(String hostPort) {
    return database
        .exists()
        .compose(
            there ->
                there
                    ? database.read(session -> PinRows.find(session, hostPort))
                    : Future.succeededFuture(Optional.empty()));
  }

  /** Fails with {@link StoreException} for a new address when too many are kept. */
  @Override
  public Future<Void> save(String hostPort, Pin pin) {
    return database
        .transaction(
            session ->
                PinRows.find(session, hostPort)
                    .compose(
                        known ->
                            known.isPresent()
                                ? Future.succeededFuture()
                                : refuseOneTooMany(session, hostPort))
                    .compose(fits -> PinRows.put(session, hostPort, pin, clock.instant())))
        .mapEmpty();
  }

  /** Two instances that save at once may pass it by one; it is there against thousands. */
  private static Future<Void> refuseOneTooMany(Session session, String hostPort) {
    return PinRows.count(session)
        .compose(
            kept ->
                kept < MOST_PINS
                    ? Future.succeededFuture()
                    : Future.failedFuture(
                        new StoreException(
                            "the certificate of %s is not kept: there are %d already, the limit is %d"
                                .formatted(hostPort, kept, MOST_PINS))));
  }
}
