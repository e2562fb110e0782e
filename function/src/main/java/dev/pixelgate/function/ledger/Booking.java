package dev.pixelgate.function.ledger;

import dev.pixelgate.function.store.Session;
import dev.pixelgate.function.store.Write;
import io.vertx.core.Future;

/** What moves the money of one attempt in the store. Many of them go into one {@link Batch}. */
sealed interface Booking extends Write permits DispatchBooking, EndBooking, UnsureRelease {
  /** Adds its rows to those of others. */
  void into(Batch batch);

  /**
   * Looks whether it is there already: a commit whose answer got lost may have been done, and an
   * instance that was taken for dead finds its attempts ended.
   */
  Future<Presence> presence(Session session);

  /** It is on disk. Called once, on any thread. */
  default void written() {}

  @Override
  default Future<?> apply(Session session) {
    Batch batch = new Batch();
    into(batch);
    return batch.apply(session);
  }

  /** What stands in the store where a booking would. */
  enum Presence {
    ABSENT,
    /** The same booking. */
    SAME,
    /** Another end of the same attempt. */
    OTHER
  }
}
