package dev.pixelgate.function.ledger;

import dev.pixelgate.pricing.Usd;

/** What came of paying something in. */
public sealed interface TopUp {
  /**
   * Booked.
   *
   * @param total what the account has ever paid in
   */
  record Paid(Usd total) implements TopUp {}

  /**
   * The same was booked before, under this id; nothing has changed.
   *
   * @param total what the account has ever paid in
   */
  record PaidBefore(Usd total) implements TopUp {}

  /**
   * Another amount was booked under this id; nothing has changed.
   *
   * @param amount that one
   */
  record OtherAmount(Usd amount) implements TopUp {}

  /**
   * The sum would be over what is counted.
   *
   * @param total what the account has ever paid in
   */
  record TooMuch(Usd total) implements TopUp {}
}
