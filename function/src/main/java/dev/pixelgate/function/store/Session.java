package dev.pixelgate.function.store;

import io.vertx.core.Future;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One connection while a piece of work has it. Values are {@link String}, {@link Long}, {@code
 * byte[]} or null; columns of other types are not used.
 *
 * <p>SQLite's completes at once, on the thread that runs the work; PostgreSQL's when the server has
 * answered. Work is written for both: with {@code compose}, and without waiting. A step takes 10
 * seconds at most. Each {@code ?} stands where its type is clear, or in a {@code CAST}; integers of
 * every kind come back as numbers, truth as 0 or 1, and text may not hold U+0000.
 */
public interface Session {
  /** Runs a statement and answers how many rows it changed. */
  Future<Integer> change(String sql, @Nullable Object... values);

  /** Runs the same statement once for each row of values. */
  Future<Void> changeEach(String sql, List<List<@Nullable Object>> rows);

  /** Runs a query, or a statement with {@code RETURNING}. */
  Future<List<Row>> rows(String sql, @Nullable Object... values);
}
