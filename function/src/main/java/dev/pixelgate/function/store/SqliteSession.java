package dev.pixelgate.function.store;

import io.vertx.core.Future;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Work on SQLite, each step done when it returns. For the thread that has the connection. */
final class SqliteSession implements Session, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SqliteSession.class);

  private final String name;
  private final Connection connection;

  /** Compiling a statement costs more than running it. The program has some tens of them. */
  private final Map<String, PreparedStatement> compiled = new HashMap<>();

  private @Nullable StoreException failed;

  /** Steps on this connection; failures name what it leads to. */
  SqliteSession(String name, Connection connection) {
    this.name = name;
    this.connection = connection;
  }

  /**
   * Does this work and answers what came of it.
   *
   * @throws StoreException when a step failed, whatever the work made of that: PostgreSQL takes no
   *     other step either then
   */
  <T> T ended(Function<Session, Future<T>> work) {
    failed = null;
    Future<T> ended = work.apply(this);
    if (failed != null) {
      throw failed;
    }
    if (!ended.isComplete()) {
      throw new IllegalStateException("work on the store waits for something else");
    }
    if (ended.failed()) {
      throw ended.cause() instanceof RuntimeException e
          ? e
          : new StoreException("the store cannot be used: " + ended.cause(), ended.cause());
    }
    return ended.result();
  }

  @Override
  public Future<Integer> change(String sql, @Nullable Object... values) {
    return step(() -> bound(sql, values).executeUpdate());
  }

  @Override
  public Future<Void> changeEach(String sql, List<List<@Nullable Object>> rows) {
    return step(() -> {
          PreparedStatement statement = statement(sql);
          for (List<@Nullable Object> row : rows) {
            bind(statement, row.toArray());
            statement.addBatch();
          }
          return statement.executeBatch().length;
        })
        .mapEmpty();
  }

  @Override
  public Future<List<Row>> rows(String sql, @Nullable Object... values) {
    return step(
        () -> {
          List<Row> rows = new ArrayList<>();
          try (ResultSet found = bound(sql, values).executeQuery()) {
            int columns = found.getMetaData().getColumnCount();
            while (found.next()) {
              @Nullable Object[] row = new @Nullable Object[columns];
              for (int i = 0; i < columns; i++) {
                row[i] = found.getObject(i + 1);
              }
              rows.add(new ValueRow(row));
            }
          }
          return rows;
        });
  }

  /** Runs what is no step of any work, such as {@code COMMIT}. */
  void command(String sql) throws SQLException {
    statement(sql).execute();
  }

  /** Undoes what was not committed; a disk that is full may have done so already. */
  void undo() {
    try {
      command("ROLLBACK");
    } catch (SQLException e) {
      LOG.debug("store={} nothing to undo: {}", name, e.getMessage());
    }
  }

  private PreparedStatement bound(String sql, @Nullable Object[] values) throws SQLException {
    PreparedStatement statement = statement(sql);
    bind(statement, values);
    return statement;
  }

  private PreparedStatement statement(String sql) throws SQLException {
    PreparedStatement known = compiled.get(sql);
    if (known == null) {
      known = connection.prepareStatement(sql);
      compiled.put(sql, known);
    }
    return known;
  }

  private static void bind(PreparedStatement statement, @Nullable Object[] values)
      throws SQLException {
    for (int i = 0; i < values.length; i++) {
      statement.setObject(i + 1, values[i]);
    }
  }

  private <T> Future<T> step(Step<T> step) {
    try {
      return Future.succeededFuture(step.run());
    } catch (SQLException e) {
      StoreException failure = failure(e);
      if (failed == null) {
        failed = failure;
      }
      return Future.failedFuture(failure);
    }
  }

  /** This failure in the store's words. */
  StoreException failure(SQLException e) {
    return new StoreException("the store " + name + " cannot be used: " + e.getMessage(), e);
  }

  @Override
  public void close() throws SQLException {
    for (PreparedStatement statement : compiled.values()) {
      statement.close();
    }
    compiled.clear();
  }

  private interface Step<T> {
    T run() throws SQLException;
  }
}
