package dev.pixelgate.function.cli;

import dev.pixelgate.function.assembly.Blocking;
import io.vertx.core.Future;
import java.util.concurrent.CompletionException;

/** Waits on the command's own thread, which is no event loop. */
final class Waiting {
  private Waiting() {}

  /** The result; a failure is thrown with its own message. */
  static <T> T forResult(Future<T> future) {
    try {
      return Blocking.join(future);
    } catch (CompletionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new CommandFailedException(String.valueOf(cause.getMessage()), cause);
    }
  }
}
