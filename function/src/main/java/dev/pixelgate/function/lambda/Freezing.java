package dev.pixelgate.function.lambda;

import io.vertx.core.Future;

/**
 * What has to be done around an invocation, since between two of them the process may stand still
 * for an hour. Neither fails, and neither is waited for longer than the invocation allows.
 */
public interface Freezing {
  /** For who never stands still. */
  Freezing NONE =
      new Freezing() {
        @Override
        public Future<Void> thawed() {
          return Future.succeededFuture();
        }

        @Override
        public Future<Void> freezes() {
          return Future.succeededFuture();
        }
      };

  /** Before the request is put: what stood still meanwhile catches up. */
  Future<Void> thawed();

  /** Before the last byte of the answer: nothing is left to be done after it. */
  Future<Void> freezes();
}
