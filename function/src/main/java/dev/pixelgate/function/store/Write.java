package dev.pixelgate.function.store;

import io.vertx.core.Future;

/** One change that can stand in the same transaction as others. */
@FunctionalInterface
public interface Write {
  /** Makes the change. It may be made again when the transaction had to be undone. */
  Future<?> apply(Session session);

  /**
   * It cannot be written though the store works, and is given up. What was written after it in the
   * same transaction is made again, without it.
   */
  default void lost() {}
}
