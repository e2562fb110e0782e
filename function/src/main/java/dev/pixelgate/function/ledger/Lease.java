package dev.pixelgate.function.ledger;

import dev.pixelgate.pricing.Usd;
import dev.pixelgate.pricing.budget.Budget;
import dev.pixelgate.pricing.budget.BudgetState;
import dev.pixelgate.pricing.budget.Period;
import io.vertx.core.Future;

/** Changes what an instance has of a budget, in the row that all instances share. */
@FunctionalInterface
interface Lease {
  /** Gives back what is not kept, and takes what is needed, in one transaction. */
  Future<Leased> exchange(Ask ask);

  /**
   * What a slice wants.
   *
   * @param instance whose slice it is
   * @param keep what is held for attempts, and what may be used but not given back yet; the rest of
   *     the slice goes back first
   * @param first what the request needs whose turn it is; zero to take nothing
   * @param demand what all that wait need
   */
  record Ask(
      String instance,
      String account,
      Budget budget,
      Period period,
      Usd keep,
      Usd first,
      Usd demand) {}

  /**
   * What came of it.
   *
   * @param granted beside what was kept; zero when {@code first} is not left
   * @param state of the budget after that
   */
  record Leased(Usd granted, BudgetState state) {}
}
