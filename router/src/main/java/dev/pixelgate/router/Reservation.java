package dev.pixelgate.router;

import dev.pixelgate.pricing.Usd;
import dev.pixelgate.pricing.budget.BudgetState;

/** What came of asking for an attempt's money. */
public sealed interface Reservation {
  /**
   * Held.
   *
   * @param charge what the account pays if the attempt is owed: that of the claim, or less where a
   *     quote binds
   */
  record Granted(Usd charge) implements Reservation {}

  /**
   * What is left of the budget does not cover it.
   *
   * @param needed the charge that was asked for
   */
  record OverBudget(BudgetState budget, Usd needed) implements Reservation {}

  /** The quote that the order was given under was used by another one. */
  record QuoteUsed(String quote) implements Reservation {}

  /** Nobody can say: the store is away. Nothing may be sent. */
  record Unavailable(String reason) implements Reservation {}
}
