package dev.pixelgate.function.store;

import dev.pixelgate.pricing.budget.Budget;
import java.util.Optional;

/**
 * How much an account may ask for.
 *
 * @param budget what it may spend; absent: anything
 * @param rate how often it may ask, on each instance
 * @param concurrent how many of its requests may run at a time, on each instance
 */
public record AccountLimits(
    Optional<Budget> budget, Optional<RequestRate> rate, Optional<Integer> concurrent) {
  /** No limit. */
  public static final AccountLimits NONE =
      new AccountLimits(Optional.empty(), Optional.empty(), Optional.empty());

  /** Of a budget alone. */
  static AccountLimits of(Budget budget) {
    return new AccountLimits(Optional.of(budget), Optional.empty(), Optional.empty());
  }

  /** These, and those where there are none here. */
  public AccountLimits or(AccountLimits those) {
    return new AccountLimits(
        budget.or(those::budget), rate.or(those::rate), concurrent.or(those::concurrent));
  }
}
