package dev.pixelgate.function.ledger;

import dev.pixelgate.pricing.budget.BudgetState;

/** What came of asking a slice for the money of an attempt. */
sealed interface SliceAnswer {
  /** Held. */
  record Granted(Hold hold) implements SliceAnswer {}

  /** The row that all instances share has not got it. */
  record Refused(BudgetState state) implements SliceAnswer {}

  /** Nobody can say. */
  record Unavailable(String reason) implements SliceAnswer {}
}
