package dev.pixelgate.function.ledger;

import dev.pixelgate.function.store.Session;
import io.vertx.core.Future;

/** Keeps a run of the server that was taken for dead from writing as if it were alive. */
interface Fence {
  /** The name under which it is alive. */
  String instance();

  /**
   * Gives a sign of life, and keeps others from resolving this instance until the transaction is
   * over. The first thing in every transaction that moves money.
   *
   * @return fails with {@link TakenForDead}
   */
  Future<Void> pass(Session session);

  /** Goes on under another name when this one was taken for dead, without its slices. */
  Future<Void> renew(String dead);
}
