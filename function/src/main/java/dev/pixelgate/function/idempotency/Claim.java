package dev.pixelgate.function.idempotency;

import dev.pixelgate.function.store.Write;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/** A key that a running request has. It ends once. Confined to the event loop of its request. */
public final class Claim {
  private final IdempotencyKeys keys;
  private final AccountKey key;
  private final RunningKey running;
  private boolean written;

  Claim(IdempotencyKeys keys, AccountKey key, RunningKey running) {
    this.keys = keys;
    this.key = key;
    this.running = running;
  }

  /**
   * What is to be written with the last of the request's money.
   *
   * @param answer absent for a request that leaves its key free
   */
  public List<Write> writes(Optional<StoredAnswer> answer) {
    written = true;
    return List.of(keys.ending(key, running, answer));
  }

  /**
   * Ends the claim, and tells those who wait for the answer. Writes it when that has not been done
   * with the money. Never fails.
   */
  public Future<Void> end(Optional<StoredAnswer> answer) {
    Future<Void> onDisk =
        written
            ? Future.succeededFuture()
            : keys.journal().record(List.of(keys.ending(key, running, answer)));
    return onDisk.onComplete(recorded -> keys.leave(key, running, answer));
  }

  /**
   * Ends the claim of a request that met a bug. Whether anything was bought, the ledger knows: the
   * next one who shows the key is told.
   */
  public void abandon() {
    keys.leave(key, running, Optional.empty());
  }
}
