package dev.pixelgate.function.statement;

import java.math.BigInteger;

/**
 * What a day was in wei, for who asks wei.
 *
 * @param owed to orchestrators
 * @param paid with tickets, which may be for later attempts too
 */
public record DayWei(BigInteger owed, BigInteger paid) {
  public static final DayWei NONE = new DayWei(BigInteger.ZERO, BigInteger.ZERO);

  DayWei plus(DayWei other) {
    return new DayWei(owed.add(other.owed), paid.add(other.paid));
  }
}
