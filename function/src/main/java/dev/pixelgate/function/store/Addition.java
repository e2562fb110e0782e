package dev.pixelgate.function.store;

import io.vertx.core.Future;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One row that is added to a table. Those of one statement that stand in the same transaction are
 * made with it at once: on PostgreSQL a statement is a round trip.
 *
 * @param sql an {@code INSERT} that may be made again
 */
public record Addition(String sql, List<@Nullable Object> values) implements Write {
  @Override
  public Future<?> apply(Session session) {
    return session.changeEach(sql, List.of(values));
  }
}
