package dev.pixelgate.pricing.budget;

import dev.pixelgate.pricing.Usd;
import java.time.Instant;
import java.util.Optional;

/**
 * How a budget stood when somebody looked.
 *
 * @param budget as it is configured
 * @param limit what may be spent in the period; of a balance all that was ever paid in
 * @param spent what was, lost attempts too
 * @param reserved what is held for attempts that are not over, and leased to instances for the next
 *     ones
 * @param resets when the next period begins; absent for a balance
 */
public record BudgetState(
    Budget budget, Usd limit, Usd spent, Usd reserved, Optional<Instant> resets) {
  /** What is left for somebody else. */
  public Usd left() {
    long left = limit.picodollars() - spent.picodollars() - reserved.picodollars();
    return new Usd(Math.max(0, left));
  }

  /** What is left if nothing that is held is spent: more is not to be had in this period. */
  public Usd unspent() {
    return new Usd(Math.max(0, limit.picodollars() - spent.picodollars()));
  }
}
