package dev.pixelgate.function.ledger;

import java.time.Instant;

/**
 * The money of an attempt that may be on disk as dispatched.
 *
 * @param hold the same before
 * @param at when it began
 */
record BegunHold(Hold hold, OpenAttempts open, Instant at) implements Hold {
  @Override
  public String instance() {
    return hold.instance();
  }

  @Override
  public String period() {
    return hold.period();
  }

  @Override
  public void giveBack() {
    hold.giveBack();
  }

  @Override
  public void release() {
    hold.release();
  }

  @Override
  public void spend() {
    hold.spend();
  }

  @Override
  public void written() {
    hold.written();
    open.end(at);
  }
}
