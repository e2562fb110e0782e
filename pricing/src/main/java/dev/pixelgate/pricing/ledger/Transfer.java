package dev.pixelgate.pricing.ledger;

import dev.pixelgate.pricing.Usd;

/**
 * One entry of the ledger: takes from one side what it gives to the other.
 *
 * @param debit who gives
 * @param credit who gets
 */
public record Transfer(Step step, Side debit, Side credit, Usd amount) {
  public Transfer {
    if (debit.equals(credit)) {
      throw new IllegalArgumentException(
          "a transfer of " + amount + " from " + debit + " to itself");
    }
  }
}
