package dev.pixelgate.function.store;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Work on PostgreSQL: each step is sent at once, and answered in the order sent. */
final class PostgresSession implements Session {
  private final SqlConnection connection;
  private final PostgresSql sql;
  private final PostgresFailures failures;

  // Confined to the connection's context.
  private @Nullable RuntimeException failed;

  private boolean silent;

  PostgresSession(SqlConnection connection, PostgresSql sql, PostgresFailures failures) {
    this.connection = connection;
    this.sql = sql;
    this.failures = failures;
  }

  /** The first step that went wrong, after which the server takes no other one. */
  Optional<RuntimeException> failure() {
    return Optional.ofNullable(failed);
  }

  /** Whether a step was not answered in time: what was sent may have been done or not. */
  boolean isSilent() {
    return silent;
  }

  /** Sends what is no query of the work's, such as {@code COMMIT}. */
  Future<Void> command(String command) {
    return step(connection.query(command).execute(), done -> done).mapEmpty();
  }

  @Override
  public Future<Integer> change(String statement, @Nullable Object... values) {
    return step(
        connection.preparedQuery(sql.of(statement)).execute(tuple(values)), RowSet::rowCount);
  }

  @Override
  public Future<Void> changeEach(String statement, List<List<@Nullable Object>> rows) {
    if (rows.isEmpty()) {
      return Future.succeededFuture();
    }
    List<Tuple> tuples = rows.stream().map(row -> tuple(row.toArray())).toList();
    return step(connection.preparedQuery(sql.of(statement)).executeBatch(tuples), done -> done)
        .mapEmpty();
  }

  @Override
  public Future<List<Row>> rows(String statement, @Nullable Object... values) {
    return step(
        connection.preparedQuery(sql.of(statement)).execute(tuple(values)), PostgresSession::rows);
  }

  /** An answer that comes after its time counts as none. */
  private <A, T> Future<T> step(Future<A> answer, Function<A, T> read) {
    return answer
        .timeout(PostgresPool.SILENCE.toMillis(), TimeUnit.MILLISECONDS)
        .map(read)
        .recover(cause -> Future.failedFuture(noted(cause)));
  }

  private RuntimeException noted(Throwable cause) {
    silent = silent || cause instanceof TimeoutException;
    RuntimeException failure = failures.of(cause);
    if (failed == null) {
      failed = failure;
    }
    return failure;
  }

  private static Tuple tuple(@Nullable Object[] values) {
    Tuple tuple = Tuple.tuple();
    for (Object value : values) {
      tuple.addValue(value instanceof byte[] bytes ? Buffer.buffer(bytes) : value);
    }
    return tuple;
  }

  private static List<Row> rows(RowSet<io.vertx.sqlclient.Row> found) {
    List<Row> rows = new ArrayList<>(found.size());
    for (io.vertx.sqlclient.Row row : found) {
      @Nullable Object[] values = new @Nullable Object[row.size()];
      for (int i = 0; i < values.length; i++) {
        values[i] = value(row.getValue(i));
      }
      rows.add(new ValueRow(values));
    }
    return rows;
  }

  /** As SQLite has it: truth is 0 or 1, and a sum of integers is an integer. */
  private static @Nullable Object value(@Nullable Object value) {
    return switch (value) {
      case Boolean truth -> truth ? 1L : 0L;
      case Buffer bytes -> bytes.getBytes();
      case io.vertx.sqlclient.data.Numeric sum -> sum.bigDecimalValue().longValueExact();
      case null, default -> value;
    };
  }
}
