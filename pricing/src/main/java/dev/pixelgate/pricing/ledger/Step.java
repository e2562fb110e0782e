package dev.pixelgate.pricing.ledger;

import java.util.Locale;

/** Why a transfer was booked; an attempt has each at most once. */
public enum Step {
  /** Held for an attempt that is about to be sent. */
  DISPATCHED,
  /** An end: owed, and paid by the account. */
  SETTLED,
  /** An end: not paid by the account. */
  RELEASED,
  /** An end: nobody knows whether it is owed, so the account pays. */
  LOST,
  /** What is owed and the account does not pay. */
  LOSS,
  /** Paid in. */
  TOP_UP;

  /** Its name in the store, such as {@code top-up}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
