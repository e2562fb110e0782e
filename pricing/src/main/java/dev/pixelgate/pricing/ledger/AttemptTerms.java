package dev.pixelgate.pricing.ledger;

import dev.pixelgate.pricing.Usd;

/**
 * Whose money an attempt moves, and how much.
 *
 * @param charge what the account pays if it is owed
 * @param owed what the orchestrator gets, which is more where a quote binds
 */
public record AttemptTerms(String account, String orchestrator, Usd charge, Usd owed) {
  public AttemptTerms {
    if (charge.compareTo(owed) > 0) {
      throw new IllegalArgumentException("charge %s is over the owed %s".formatted(charge, owed));
    }
  }

  /** What the gateway pays if the account pays. */
  Usd difference() {
    return owed.minus(charge);
  }
}
