package dev.pixelgate.function.store;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
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
    return run(() -> store.made().transaction(work));
  }

  @Override
  public <T> Future<T> read(Function<Session, Future<T>> work) {
    return run(
        () -> {
          Optional<SqliteStore> there = store.existing();
          return there.isPresent() ? there.get().read(work) : readNothing(work);
        });
  }

  /** What a store with nothing in it says; none is made for that. */
  private static <T> T readNothing(Function<Session, Future<T>> work) {
    try (SqliteStore nothing = SqliteStore.empty()) {
      return nothing.read(work);
    }
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

  /** Where it is, for people. */
  @Override
  public String toString() {
    return store.file().toString();
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
