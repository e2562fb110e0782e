package dev.pixelgate.function.store;

import io.vertx.core.Future;
import java.util.function.Function;

/**
 * Where everything is kept that outlives the process: SQLite in the data folder, or PostgreSQL.
 * Both take the same SQL, with {@code ?} for values; what differs is in their migrations alone.
 *
 * <p>Any thread may ask. Futures complete on the calling context where there is one, and fail with
 * {@link StoreException} when the store cannot be used; the next piece of work tries again.
 */
public interface Database {
  /**
   * Does all of this work or, when its future fails, nothing of it; a step that fails undoes the
   * whole. Work may be done several times before it stays. Where the connection breaks while the
   * end is written, it fails though all may have been done: work that is tried again must bear
   * that.
   *
   * <p>Others may change rows between two steps in PostgreSQL, not in SQLite. So what must not be
   * overtaken is one {@code UPDATE} with its condition in it, or follows one that has locked the
   * row; and everybody takes rows in the same order, since a deadlock costs a second.
   */
  <T> Future<T> transaction(Function<Session, Future<T>> work);

  /** Reads only, at one moment's state; all is empty where there is nothing yet. */
  <T> Future<T> read(Function<Session, Future<T>> work);

  /** Whether there is anything to read; makes nothing. */
  Future<Boolean> exists();

  /** Whether other servers may use it at the same time. */
  default boolean isShared() {
    return false;
  }

  /** Gives every connection back, after the work before. */
  Future<Void> close();
}
