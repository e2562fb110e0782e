package dev.pixelgate.function.ledger;

import java.math.BigInteger;

/**
 * What was paid to an orchestrator, what it is owed of that, and what it gives nothing for any
 * more, in wei.
 */
record CreditSums(BigInteger paid, BigInteger owed, BigInteger lost) {
  static CreditSums paid(BigInteger wei) {
    return new CreditSums(wei, BigInteger.ZERO, BigInteger.ZERO);
  }

  static CreditSums owed(BigInteger wei) {
    return new CreditSums(BigInteger.ZERO, wei, BigInteger.ZERO);
  }

  static CreditSums lost(BigInteger wei) {
    return new CreditSums(BigInteger.ZERO, BigInteger.ZERO, wei);
  }

  CreditSums plus(CreditSums other) {
    return new CreditSums(paid.add(other.paid), owed.add(other.owed), lost.add(other.lost));
  }

  /**
   * What it holds of ours and has not been owed; zero where it was never paid in tickets, whatever
   * it is owed, and where it is owed more than it was paid.
   */
  BigInteger left() {
    return paid.signum() == 0
        ? BigInteger.ZERO
        : paid.subtract(owed).subtract(lost).max(BigInteger.ZERO);
  }
}
