package dev.pixelgate.function.store;

import io.vertx.core.Future;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Work on SQLite, each step done when it returns. For the thread that has the connection. */
final class SqliteSession implements Session, AutoCloseable {
  private final Path file;
  private final Connection connection;

  /** Compiling a statement costs more than running it. The program has some tens of them. */
  private final Map<String, PreparedStatement> compiled = new HashMap<>();

  SqliteSession(Path file, Connection connection) {
    this.file = file;
    this.connection = connection;
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
      return Future.failedFuture(
          new StoreException("the store " + file + " cannot be used: " + e.getMessage(), e));
    }
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
