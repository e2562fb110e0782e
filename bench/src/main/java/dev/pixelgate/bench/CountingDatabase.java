package dev.pixelgate.bench;

import dev.pixelgate.function.store.Database;
import dev.pixelgate.function.store.Session;
import io.vertx.core.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/** A database whose commits are counted. */
final class CountingDatabase implements Database {
  private final Database database;
  private final AtomicLong commits = new AtomicLong();

  CountingDatabase(Database database) {
    this.database = database;
  }

  long commits() {
    return commits.get();
  }

  @Override
  public <T> Future<T> transaction(Function<Session, Future<T>> work) {
    commits.incrementAndGet();
    return database.transaction(work);
  }

  @Override
  public <T> Future<T> read(Function<Session, Future<T>> work) {
    return database.read(work);
  }

  @Override
  public Future<Boolean> exists() {
    return database.exists();
  }

  @Override
  public boolean isShared() {
    return database.isShared();
  }

  @Override
  public Future<Void> close() {
    return database.close();
  }
}
