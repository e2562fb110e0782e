package dev.pixelgate.function.cli;

import dev.pixelgate.pricing.budget.Budget;
import java.util.Optional;

/** A budget as it is given on the command line. */
final class BudgetText {
  private BudgetText() {}

  static Budget parse(String text) {
    try {
      return Budget.parse(text);
    } catch (IllegalArgumentException e) {
      throw new WrongUseException(String.valueOf(e.getMessage()));
    }
  }

  /** Nothing for {@code none}. */
  static Optional<Budget> parseOrNone(String text) {
    return text.equals("none") ? Optional.empty() : Optional.of(parse(text));
  }
}
