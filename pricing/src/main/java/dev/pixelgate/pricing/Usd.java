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

  static final int SCALE = 12;

  public Usd {
    if (picodollars < 0) {
      throw new IllegalArgumentException("an amount cannot be negative: " + picodollars + " pUSD");
    }
  }

  /** The sum; throws {@link ArithmeticException} rather than wrapping. */
  public Usd plus(Usd other) {
    return new Usd(Math.addExact(picodollars, other.picodollars));
  }

  @Override
  public int compareTo(Usd other) {
    return Long.compare(picodollars, other.picodollars);
  }

  /** All 12 decimals without a unit, such as {@code 0.000655360000}. */
  public String toDecimal() {
    return BigDecimal.valueOf(picodollars, SCALE).toPlainString();
  }

  /** All 12 decimals and the unit, such as {@code 0.000655360000 USD}. */
  @Override
  public String toString() {
    return toDecimal() + " USD";
  }
}
