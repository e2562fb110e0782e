package dev.pixelgate.function.assembly;

import io.vertx.core.Future;

/** Waits for futures, on threads that are no event loop. */
public final class Blocking {
  private Blocking() {}

  /**
   * The result.
   *
   * @throws java.util.concurrent.CompletionException with the cause, when the future failed
   */
  public static <T> T join(Future<T> future) {
    return future.toCompletionStage().toCompletableFuture().join();
  }
}
