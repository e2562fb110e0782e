package dev.pixelgate.function.http;

import io.vertx.core.Future;

/**
 * What requests keep up to date, where the process may have no CPU between them. No step fails, and
 * each completes on the calling event loop.
 */
public interface Upkeep {
  /** Timers do it. */
  Upkeep NONE =
      new Upkeep() {
        @Override
        public Future<Void> ahead() {
          return Future.succeededFuture();
        }

        @Override
        public Future<Void> beside() {
          return Future.succeededFuture();
        }

        @Override
        public Future<Void> last() {
          return Future.succeededFuture();
        }
      };

  /** Before a request with a key is judged: by the keys as they are now. */
  Future<Void> ahead();

  /**
   * While a request is worked on that needs the market; what is old in the store is removed as
   * well. Its answer waits for the end, so that nothing is done after it.
   */
  Future<Void> beside();

  /**
   * After the work of a request that may have spent money, which is no longer counted as running,
   * and before its answer: what nobody here needs any more and others could is given back.
   */
  Future<Void> last();
}
