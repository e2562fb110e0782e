package dev.pixelgate.function.store;

import io.vertx.pgclient.PgException;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;

/** What goes wrong with one PostgreSQL server, in the store's words and without secrets. */
final class PostgresFailures {
  /** serialization_failure and deadlock_detected: the same work may pass the next time. */
  private static final Set<String> BAD_LUCK = Set.of("40001", "40P01");

  private final StoreUrl.Postgres url;

  PostgresFailures(StoreUrl.Postgres url) {
    this.url = url;
  }

  /** Whether the server undid the work only because of what others did at the same time. */
  static boolean isBadLuck(Throwable cause) {
    return root(cause) instanceof PgException e && BAD_LUCK.contains(e.getSqlState());
  }

  /** A failure of the work itself stays as it is. */
  RuntimeException of(Throwable cause) {
    return switch (cause) {
      case StoreException known -> known;
      case PgException e ->
          new StoreException(
              "the store %s cannot be used: %s (SQLSTATE %s)"
                  .formatted(url, e.getErrorMessage(), e.getSqlState()),
              e);
      case TimeoutException e ->
          new StoreException(
              "the store %s did not answer within %d s"
                  .formatted(url, PostgresPool.SILENCE.toSeconds()),
              e);
      case CompletionException e when e.getCause() != null -> of(e.getCause());
      default ->
          new StoreException("the store %s cannot be used: %s".formatted(url, said(cause)), cause);
    };
  }

  private static Throwable root(Throwable cause) {
    return cause instanceof StoreException && cause.getCause() != null ? cause.getCause() : cause;
  }

  private static String said(Throwable cause) {
    String message = cause.getMessage();
    return message == null || message.isBlank() ? cause.getClass().getSimpleName() : message;
  }
}
