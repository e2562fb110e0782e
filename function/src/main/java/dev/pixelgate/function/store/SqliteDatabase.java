package dev.pixelgate.function.store;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.function.Function;

/** The database in a data folder: on worker threads, one piece of work after the other. */
public final class SqliteDatabase implements Database {
  private final Context context;

  // Confined to the context's blocking pieces, which run in order.
  private final ReopenedStore store;

  /** The database of a data folder, which need not exist. */
  public SqliteDatabase(Vertx vertx, Path data) {
    this.context = vertx.getOrCreateContext();
    this.store = new ReopenedStore(data);
  }

  @Override
  public <T> Future<T> transaction(Function<Session, Future<T>> work) {
    return run(
        () -> {
          SqliteStore made = store.made();
          return made.transaction(connection -> ended(work.apply(made.session())));
        });
  }

  @Override
  public <T> Future<T> read(Function<Session, Future<T>> work) {
    return run(
        () -> {
          SqliteStore made = store.made();
          return made.read(connection -> ended(work.apply(made.session())));
        });
  }

  @Override
  public Future<Boolean> exists() {
    return run(() -> Files.exists(store.file()));
  }

  @Override
  public Future<Void> close() {
    return run(() -> {
          store.close();
          return true;
        })
        .mapEmpty();
  }

  /** A session of SQLite has done everything before it returns. */
  private static <T> T ended(Future<T> work) {
    if (work.failed()) {
      throw work.cause() instanceof RuntimeException e
          ? e
          : new StoreException("the store cannot be used: " + work.cause(), work.cause());
    }
    if (!work.isComplete()) {
      throw new IllegalStateException("work on the store waits for something else");
    }
    return work.result();
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
