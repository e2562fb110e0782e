package dev.pixelgate.function.ledger;

import dev.pixelgate.function.store.Database;
import dev.pixelgate.function.store.Session;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** A real database that can be away, held up, and used by several ledgers. */
final class TestingDatabase implements Database {
  private final Database real;
  private final boolean shared;
  private final AtomicInteger transactions = new AtomicInteger();
  private volatile boolean away;
  private volatile boolean losesAnswers;
  private volatile Future<Void> gate = Future.succeededFuture();

  TestingDatabase(Database real, boolean shared) {
    this.real = real;
    this.shared = shared;
  }

  void setAway(boolean away) {
    this.away = away;
  }

  /** Transactions are done, and those who asked hear that they failed. */
  void setLosesAnswers(boolean losesAnswers) {
    this.losesAnswers = losesAnswers;
  }

  /** Holds every transaction up until the promise is completed. */
  Promise<Void> holdUp() {
    Promise<Void> promise = Promise.promise();
    gate = promise.future();
    return promise;
  }

  int transactions() {
    return transactions.get();
  }

  @Override
  public boolean isShared() {
    return shared;
  }

  @Override
  public <T> Future<T> transaction(Function<Session, Future<T>> work) {
    return gate.compose(
        v -> {
          if (away) {
            return Future.failedFuture(
                new IllegalStateException("the store is away, says the test"));
          }
          transactions.incrementAndGet();
          return real.transaction(work)
              .compose(
                  done ->
                      losesAnswers
                          ? Future.failedFuture(
                              new IllegalStateException("the answer is lost, says the test"))
                          : Future.succeededFuture(done));
        });
  }

  @Override
  public <T> Future<T> read(Function<Session, Future<T>> work) {
    return away
        ? Future.failedFuture(new IllegalStateException("the store is away, says the test"))
        : real.read(work);
  }

  @Override
  public Future<Boolean> exists() {
    return real.exists();
  }

  @Override
  public Future<Void> close() {
    return real.close();
  }
}
