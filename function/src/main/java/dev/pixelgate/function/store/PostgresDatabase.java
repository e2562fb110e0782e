package dev.pixelgate.function.store;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
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
  private final Pool pool;
  private volatile boolean isNewest;

  /** The database there; nothing is asked of it yet. */
  PostgresDatabase(Vertx vertx, StoreUrl.Postgres url) {
    this.url = url;
    this.failures = new PostgresFailures(url);
    this.pool = PostgresPool.open(vertx, url);
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
    return pool.close();
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
    return connection()
        .compose(
            connection -> {
              PostgresSession session = new PostgresSession(connection, sql, failures);
              return ended(session, begun(session, begin, work)).eventually(connection::close);
            });
  }

  private Future<SqlConnection> connection() {
    try {
      return pool.getConnection().recover(cause -> Future.failedFuture(failures.of(cause)));
    } catch (IllegalStateException closed) {
      return Future.failedFuture(failures.of(closed));
    }
  }

  private static <T> Future<T> begun(
      PostgresSession session, String begin, Function<PostgresSession, Future<T>> work) {
    Future<Void> begun = session.command(begin);
    return Future.<Void>succeededFuture()
        .compose(sent -> work.apply(session))
        .compose(
            result -> begun.map(result), cause -> begun.transform(b -> Future.failedFuture(cause)));
  }

  /** A step that failed has undone the whole already, whatever the work made of it. */
  private static <T> Future<T> ended(PostgresSession session, Future<T> work) {
    return work.compose(
        result ->
            session.failure().isEmpty()
                ? session.command("COMMIT").map(result)
                : undone(session, session.failure().get()),
        cause -> undone(session, cause));
  }

  private static <T> Future<T> undone(PostgresSession session, Throwable cause) {
    Throwable first = session.failure().isPresent() ? session.failure().get() : cause;
    return session.command("ROLLBACK").transform(ended -> Future.failedFuture(first));
  }
}
