package dev.pixelgate.function.statement;

import dev.pixelgate.pricing.Usd;
import dev.pixelgate.pricing.budget.BudgetState;
import java.util.List;
import java.util.Optional;

/**
 * What an account spent on some days, and how its budget stands now.
 *
 * @param budget absent for an account without one
 * @param lines by day, pipeline and model
 */
public record Statement(
    String account, Days days, Optional<BudgetState> budget, List<DayLine> lines) {
  public Statement {
    lines = List.copyOf(lines);
  }

  /** All that it was charged on these days. */
  public Usd charge() {
    return lines.stream().map(DayLine::charge).reduce(Usd.ZERO, Usd::plus);
  }
}
