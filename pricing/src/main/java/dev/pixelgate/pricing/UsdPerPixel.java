package dev.pixelgate.pricing;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * An exact price in US dollars for one pixel; zero is a price.
 *
 * @param usd stripped of trailing zeros, so that equal prices are equal records; at most 60
 *     decimals and 9223372 USD
 */
public record UsdPerPixel(BigDecimal usd) implements Price, Comparable<UsdPerPixel> {
  private static final int MAX_DECIMALS = 60;
  private static final int MEGAPIXEL_DIGITS = 6;

  public UsdPerPixel {
    if (usd.signum() < 0) {
      throw new IllegalArgumentException("a price cannot be negative: " + usd + " USD/px");
    }
    usd = usd.stripTrailingZeros();
    if (usd.scale() > MAX_DECIMALS) {
      throw new IllegalArgumentException(
          "price %s USD/px has %d decimals, at most %d are read"
              .formatted(usd, usd.scale(), MAX_DECIMALS));
    }
    if (usd.compareTo(Usd.MAX) > 0) {
      throw new IllegalArgumentException(
          "price " + usd + " USD/px is over the limit of " + Usd.MAX + " USD/px");
    }
  }

  /**
   * Reads a price such as {@code 1.9073484e-8 USD/px} or {@code 0.019 USD/Mpx} (for 10^6 pixels),
   * exactly.
   *
   * @throws IllegalArgumentException when it is negative, out of range, or has another unit or none
   */
  public static UsdPerPixel parse(String text) {
    DecimalText price = DecimalText.parse("price", text);
    if (!isUnit(price.unit())) {
      throw unknownUnit("price", text, price.unit(), "USD/px or USD/Mpx");
    }
    return of(price);
  }

  static boolean isUnit(String unit) {
    return unit.equals("USD/px") || unit.equals("USD/Mpx");
  }

  /** The price that this says, its unit being one of ours. */
  static UsdPerPixel of(DecimalText price) {
    boolean perMegapixel = price.unit().equals("USD/Mpx");
    return new UsdPerPixel(price.value().scaleByPowerOfTen(perMegapixel ? -MEGAPIXEL_DIGITS : 0));
  }

  static IllegalArgumentException unknownUnit(String what, String text, String unit, String known) {
    return new IllegalArgumentException(
        "%s \"%s\" has the unit %s, %s is needed".formatted(what, text, unit, known));
  }

  @Override
  public Optional<UsdRatio> inUsd(Optional<Rate> rate) {
    return Optional.of(UsdRatio.of(usd));
  }

  @Override
  public int compareTo(UsdPerPixel other) {
    return usd.compareTo(other.usd);
  }

  /** Such as {@code 1.0e-8 USD/px}; {@link #parse} reads it back exactly. */
  @Override
  public String toString() {
    return text(usd);
  }

  /** Such as {@code 1.0e-8 USD/px}; without trailing zeros in {@code usd}. */
  static String text(BigDecimal usd) {
    if (usd.signum() == 0) {
      return "0 USD/px";
    }
    String digits = usd.unscaledValue().toString();
    String decimals = digits.length() == 1 ? "0" : digits.substring(1);
    int exponent = usd.precision() - usd.scale() - 1;
    return digits.charAt(0) + "." + decimals + "e" + exponent + " USD/px";
  }
}
