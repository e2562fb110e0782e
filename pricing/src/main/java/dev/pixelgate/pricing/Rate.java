package dev.pixelgate.pricing;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.Optional;

/**
 * What an ether is worth.
 *
 * @param usdPerEther above zero
 * @param goodUntil from then on it is stale, and what is priced in wei cannot be sold; {@link
 *     Instant#MAX} for a configured one, which has no age
 */
public record Rate(BigDecimal usdPerEther, Instant goodUntil) {
  private static final int MAX_DIGITS = 40;
  private static final int WEI_DIGITS = 18;

  public Rate {
    usdPerEther = usdPerEther.stripTrailingZeros();
    boolean readable =
        usdPerEther.precision() <= MAX_DIGITS && Math.abs(usdPerEther.scale()) <= MAX_DIGITS;
    if (usdPerEther.signum() <= 0 || !readable) {
      throw new IllegalArgumentException(
          "rate " + usdPerEther + " USD for an ether must be above 0, with at most 40 digits");
    }
  }

  /** A configured rate. */
  public static Rate fixed(BigDecimal usdPerEther) {
    return new Rate(usdPerEther, Instant.MAX);
  }

  /** Whether it may still be used. */
  public boolean isFresh(Instant now) {
    return now.isBefore(goodUntil);
  }

  /**
   * What so many wei are worth, rounded up once to picodollars; nothing over the largest amount
   * that is counted.
   *
   * @param wei not negative
   */
  public Optional<Usd> worth(BigInteger wei) {
    BigDecimal usd =
        new BigDecimal(wei)
            .multiply(usdPerEther)
            .movePointLeft(WEI_DIGITS)
            .setScale(Usd.SCALE, RoundingMode.CEILING);
    return usd.compareTo(Usd.MAX) > 0 ? Optional.empty() : Optional.of(Usd.of(usd));
  }

  /** Such as {@code 3120.55 USD/ETH}. */
  @Override
  public String toString() {
    return usdPerEther.toPlainString() + " USD/ETH";
  }
}
