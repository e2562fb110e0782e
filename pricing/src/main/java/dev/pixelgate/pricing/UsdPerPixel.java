package dev.pixelgate.pricing;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/**
 * An exact price in US dollars for one pixel, a decimal of any length.
 *
 * @param usd stripped of trailing zeros, so that equal prices are equal records
 */
public record UsdPerPixel(BigDecimal usd) implements Comparable<UsdPerPixel> {
  public UsdPerPixel {
    if (usd.signum() < 0) {
      throw new IllegalArgumentException("a price cannot be negative: " + usd + " USD/px");
    }
    usd = usd.stripTrailingZeros();
  }

  /** This price for so many pixels, rounded up once to 1e-12 USD, in the payee's favour. */
  public Usd charge(Pixels pixels) {
    BigInteger picodollars =
        usd.multiply(BigDecimal.valueOf(pixels.count()))
            .setScale(Usd.SCALE, RoundingMode.CEILING)
            .unscaledValue();
    return new Usd(picodollars.longValueExact());
  }

  @Override
  public int compareTo(UsdPerPixel other) {
    return usd.compareTo(other.usd);
  }

  /** Such as {@code 1.0e-8 USD/px}. */
  @Override
  public String toString() {
    return usd + " USD/px";
  }
}
