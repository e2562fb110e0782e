package dev.pixelgate.router;

import io.vertx.core.Future;

/**
 * The money of one order: held for the next attempt before anything is sent, and moved when that
 * has ended. One attempt at a time goes through {@code reserve}, {@code dispatch}, {@code end}, in
 * this order; {@code end} also follows a reservation that was never dispatched. Nothing is asked of
 * it after its order's outcome. Confined to the event loop of its order, on which every future
 * completes.
 */
public interface Bill {
  /**
   * Holds the charge of one attempt on the account's budget, all of it or nothing. Never fails:
   * what stands in the way is a value.
   */
  Future<Reservation> reserve(Claim claim);

  /**
   * Writes down that the attempt is about to be sent. When it completes that is on disk, so that a
   * crash cannot forget it; when it fails nothing may be sent, and {@code end} releases. It fails
   * with {@link QuoteUsedException} when another order was given this one's quote in the meantime,
   * and with anything else when the store is away.
   */
  Future<Void> dispatch();

  /** Ends the attempt that was reserved last, exactly once. What was held and not used is free. */
  void end(Ending ending);
}
