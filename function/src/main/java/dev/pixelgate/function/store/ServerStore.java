package dev.pixelgate.function.store;

import dev.pixelgate.function.store.SqliteStore.Work;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;

/**
 * The store as a running server uses it: on worker threads, one piece of work after the other.
 * Futures complete on the calling context, where there is one, and fail with {@link StoreException}
 * when the store cannot be used; the next piece of work tries again.
 */
public final class ServerStore {
  private final Context context;

  // Confined to the context's blocking pieces, which run in order.
  private final ReopenedStore store;

  /** The store of a data folder, which need not exist. */
  public ServerStore(Vertx vertx, Path data) {
    this.context = vertx.getOrCreateContext();
    this.store = new ReopenedStore(data);
  }

  /** Reads; nothing when there is no store, which stays so. */
  <T> Future<Optional<T>> read(Function<SqliteStore, T> work) {
    return run(() -> store.existing().map(work));
  }

  /** Changes what is stored, all of it or nothing; makes the store when there is none. */
  <T> Future<T> transaction(Work<T> work) {
    return run(() -> store.made().transaction(work));
  }

  /** Gives the connection back, after the work before. */
  public Future<Void> close() {
    return run(() -> {
          store.close();
          return true;
        })
        .mapEmpty();
  }

  private <T> Future<T> run(Callable<T> work) {
    Context caller = Vertx.currentContext();
    Promise<T> done = Promise.promise();
    context
        .executeBlocking(() -> orClosed(work), true)
        .onComplete(
            result -> {
              if (caller == null) {
                done.handle(result);
              } else {
                caller.runOnContext(there -> done.handle(result));
              }
            });
    return done.future();
  }

  /** A connection that has failed is not used again: its file may have been replaced. */
  private <T> T orClosed(Callable<T> work) throws Exception {
    try {
      return work.call();
    } catch (StoreException e) {
      store.close();
      throw e;
    }
  }
}
