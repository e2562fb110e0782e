package dev.pixelgate.pricing;

import java.math.BigDecimal;

/**
 * An amount of US dollars, exact in picodollars (1e-12 USD).
 *
 * @param picodollars never negative; up to about 9.2 million USD
 */
public record Usd(long picodollars) implements Comparable<Usd> {
  /** Nothing. */
  public static final Usd ZERO = new Usd(0);

  /** The largest amount that is counted. */
  public static final Usd LARGEST = new Usd(Long.MAX_VALUE);

  static final int SCALE = 12;

  /** The largest amount, 9223372.036854775807 USD. */
  static final BigDecimal MAX = BigDecimal.valueOf(Long.MAX_VALUE, SCALE);

  public Usd {
    if (picodollars < 0) {
      throw new IllegalArgumentException("an amount cannot be negative: " + picodollars + " pUSD");
    }
  }

  /**
   * Reads an amount such as {@code 0.0005 USD} or {@code 5e-4 USD}, exactly.
   *
   * @throws IllegalArgumentException when it is negative, has another unit or none, more than 12
   *     decimals, or is over the largest amount
   */
  public static Usd parse(String text) {
    DecimalText amount = DecimalText.parse("amount", text);
    if (!amount.unit().equals("USD")) {
      throw new IllegalArgumentException(
          "amount \"" + text + "\" has the unit " + amount.unit() + ", USD is needed");
    }
    return of(amount.value());
  }

  /** This many US dollars, exactly; the errors of {@link #parse}. */
  static Usd of(BigDecimal usd) {
    BigDecimal value = usd.stripTrailingZeros();
    if (value.scale() > SCALE) {
      throw new IllegalArgumentException(
          "amount %s USD has %d decimals, at most %d are counted (1e-12 USD)"
              .formatted(value, value.scale(), SCALE));
    }
    if (value.compareTo(MAX) > 0) {
      throw new IllegalArgumentException(
          "amount " + value + " USD is over the limit of " + MAX + " USD");
    }
    return new Usd(value.movePointRight(SCALE).longValueExact());
  }

  /** The sum; throws {@link ArithmeticException} rather than wrapping. */
  public Usd plus(Usd other) {
    return new Usd(Math.addExact(picodollars, other.picodollars));
  }

  /**
   * What is left of it.
   *
   * @throws IllegalArgumentException when {@code less} is more than this
   */
  public Usd minus(Usd less) {
    return new Usd(picodollars - less.picodollars);
  }

  @Override
  public int compareTo(Usd other) {
    return Long.compare(picodollars, other.picodollars);
  }

  /** All 12 decimals without a unit, such as {@code 0.000655360000}. */
  public String toDecimal() {
    return toBigDecimal().toPlainString();
  }

  /** As few decimals as it has, without a unit, such as {@code 0.02}. */
  public String toShortDecimal() {
    return toBigDecimal().stripTrailingZeros().toPlainString();
  }

  BigDecimal toBigDecimal() {
    return BigDecimal.valueOf(picodollars, SCALE);
  }

  /** All 12 decimals and the unit, such as {@code 0.000655360000 USD}. */
  @Override
  public String toString() {
    return toDecimal() + " USD";
  }
}
