package dev.pixelgate.bench;

import dev.pixelgate.function.store.Database;
import dev.pixelgate.function.store.Row;
import dev.pixelgate.function.store.Session;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A database that takes everything, has committed at once, and knows of zeros only. */
final class CommittedAtOnce implements Database {
  private static final Session SESSION = new Taking();

  @Override
  public <T> Future<T> transaction(Function<Session, Future<T>> work) {
    return work.apply(SESSION);
  }

  @Override
  public <T> Future<T> read(Function<Session, Future<T>> work) {
    return work.apply(SESSION);
  }

  @Override
  public Future<Boolean> exists() {
    return Future.succeededFuture(true);
  }

  @Override
  public Future<Void> close() {
    return Future.succeededFuture();
  }

  private static final class Taking implements Session {
    @Override
    public Future<Integer> change(String sql, @Nullable Object... values) {
      return Future.succeededFuture(1);
    }

    @Override
    public Future<Void> changeEach(String sql, List<List<@Nullable Object>> rows) {
      return Future.succeededFuture();
    }

    /** A budget's row is there; everything else is not. */
    @Override
    public Future<List<Row>> rows(String sql, @Nullable Object... values) {
      return Future.succeededFuture(sql.contains("RETURNING") ? List.of(new Zeros()) : List.of());
    }
  }

  private record Zeros() implements Row {
    @Override
    public long number(int column) {
      return 0;
    }

    @Override
    public String text(int column) {
      return "";
    }

    @Override
    public byte[] bytes(int column) {
      return new byte[0];
    }

    @Override
    public Optional<Long> maybeNumber(int column) {
      return Optional.of(0L);
    }

    @Override
    public Optional<String> maybeText(int column) {
      return Optional.empty();
    }
  }
}
