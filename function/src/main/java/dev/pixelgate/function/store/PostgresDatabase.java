package dev.pixelgate.function.store;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A database of a PostgreSQL server, brought to the newest schema when it is first used.
 *
 * <p>Changes are made at READ COMMITTED: what must not be overtaken is one {@code UPDATE} with its
 * condition in it, or comes after one that locks the row. A deadlock is undone by the server and
 * tried again here. Reads are read-only REPEATABLE READ transactions, since one that takes several
 * statements must see one moment's state; they lock nothing and cannot fail for others' sake. The
 * statement that begins one is sent along with the first of the work.
 */
final class PostgresDatabase implements Database {
  private static final String CHANGE = "BEGIN ISOLATION LEVEL READ COMMITTED";
  private static final String READ = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";

  /** For work that loses a deadlock each time; two or three are usual under a storm. */
  private static final int MOST_TRIES = 10;

  private final StoreUrl.Postgres url;
  private final PostgresFailures failures;
  private final PostgresSql sql = new PostgresSql();
  private final Vertx vertx;
  private final AtomicReference<Pool> pool;
  private volatile boolean isNewest;

  /** The database there; nothing is asked of it yet. */
  PostgresDatabase(Vertx vertx, StoreUrl.Postgres url) {
    this.url = url;
    this.failures = new PostgresFailures(url);
    this.vertx = vertx;
    this.pool = new AtomicReference<>(PostgresPool.open(vertx, url));
  }

  @Override
  public <T> Future<T> transaction(Function<Session, Future<T>> work) {
    return atNewest(() -> tried(CHANGE, work::apply, MOST_TRIES));
  }

  @Override
  public <T> Future<T> read(Function<Session, Future<T>> work) {
    return atNewest(() -> tried(READ, work::apply, MOST_TRIES));
  }

  @Override
  public Future<Boolean> exists() {
    return once(READ, PostgresMigrations::isThere);
  }

  @Override
  public boolean isShared() {
    return true;
  }

  @Override
  public Future<Void> close() {
    return pool.get().close();
  }

  /** Where it is, for people. */
  @Override
  public String toString() {
    return url.toString();
  }

  /** Each caller looks for itself until one has found it: the answer comes on its own context. */
  private <T> Future<T> atNewest(Supplier<Future<T>> work) {
    return isNewest ? work.get() : newest().compose(newest -> work.get());
  }

  /** Taking the lock of the migrations is for those who need one: others may hold it for long. */
  private Future<Void> newest() {
    return once(READ, session -> PostgresMigrations.isNewest(session, url))
        .compose(
            newest ->
                newest
                    ? Future.<Void>succeededFuture()
                    : tried(CHANGE, session -> PostgresMigrations.apply(session, url), MOST_TRIES))
        .onSuccess(done -> isNewest = true);
  }

  private <T> Future<T> tried(String begin, Function<PostgresSession, Future<T>> work, int tries) {
    return once(begin, work)
        .recover(
            cause ->
                tries > 1 && PostgresFailures.isBadLuck(cause)
                    ? tried(begin, work, tries - 1)
                    : Future.failedFuture(cause));
  }

  private <T> Future<T> once(String begin, Function<PostgresSession, Future<T>> work) {
    Pool from = pool.get();
    return connection(from)
        .compose(
            connection -> {
              PostgresSession session = new PostgresSession(connection, sql, failures);
              return committed(session, begun(session, begin, work))
                  .onSuccess(done -> connection.close())
                  .recover(cause -> undone(session, connection, from, cause));
            });
  }

  private Future<SqlConnection> connection(Pool from) {
    try {
      return from.getConnection().recover(cause -> Future.failedFuture(failures.of(cause)));
    } catch (IllegalStateException closed) {
      return Future.failedFuture(failures.of(closed));
    }
  }

  private static <T> Future<T> begun(
      PostgresSession session, String begin, Function<PostgresSession, Future<T>> work) {
    Future<Void> begun = session.command(begin);
    return Future.<Void>succeededFuture()
        .compose(sent -> work.apply(session))
        .compose(begun::map, cause -> begun.transform(sent -> Future.failedFuture(cause)));
  }

  /** A step that failed has undone the whole already, whatever the work made of it. */
  private static <T> Future<T> committed(PostgresSession session, Future<T> work) {
    return work.compose(
        result ->
            session.failure().isEmpty()
                ? session.command("COMMIT").map(result)
                : Future.failedFuture(session.failure().get()));
  }

  /** Where the server is silent, its answer to this is not waited for either. */
  private <T> Future<T> undone(
      PostgresSession session, SqlConnection connection, Pool from, Throwable cause) {
    Throwable first = session.failure().<Throwable>map(failed -> failed).orElse(cause);
    Future<?> rolledBack =
        connection.query("ROLLBACK").execute().onComplete(ended -> connection.close());
    if (session.isSilent()) {
      leave(from);
      return Future.failedFuture(first);
    }
    return rolledBack.transform(ended -> Future.failedFuture(first));
  }

  /**
   * Begins anew with connections: those to a machine that is gone without a word would be taken for
   * good ones for a quarter of an hour, while another may have its place already.
   */
  private void leave(Pool silent) {
    Pool next = PostgresPool.open(vertx, url);
    if (pool.compareAndSet(silent, next)) {
      silent.close();
    } else {
      next.close();
    }
  }
}
