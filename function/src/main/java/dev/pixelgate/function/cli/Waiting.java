package dev.pixelgate.function.cli;

import io.vertx.core.Future;
import java.util.concurrent.ExecutionException;

/** Waits on the command's own thread, which is no event loop. */
final class Waiting {
  private Waiting() {}

  /** The result; a failure is thrown with its own message. */
  static <T> T forResult(Future<T> future) {
    try {
      return future.toCompletionStage().toCompletableFuture().get();
    } catch (ExecutionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new CommandFailedException(String.valueOf(cause.getMessage()), cause);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandFailedException("interrupted", e);
    }
  }
}
