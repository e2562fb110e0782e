package dev.pixelgate.function.store;

import dev.pixelgate.pricing.Cap;

/** The rule for an account's cap. */
public final class AccountCap {
  private AccountCap() {}

  /**
   * Reads one, such as {@code 2e-8 USD/px}; it is named {@code account acme} in refusals.
   *
   * @throws IllegalArgumentException says what, the value and the limit
   */
  public static Cap parse(String text, String account) {
    return Cap.parse(text, "account " + account);
  }
}
