package dev.pixelgate.function.media;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.Callable;

/**
 * Runs file work on Vert.x's worker threads; futures complete on the context of the caller. Pieces
 * of work are not ordered among each other, so that one slow disk access does not hold up the rest.
 */
public record Workers(Vertx vertx) {
  /** Something to do with files. */
  @FunctionalInterface
  public interface FileWork {
    /** Does it. */
    void run() throws IOException;
  }

  /** Runs work that has a result. */
  public <T> Future<T> call(Callable<T> work) {
    return vertx.executeBlocking(work, false).map(Objects::requireNonNull);
  }

  /** Runs work that has none. */
  public Future<Void> run(FileWork work) {
    return vertx
        .executeBlocking(
            () -> {
              work.run();
              return true;
            },
            false)
        .mapEmpty();
  }
}
