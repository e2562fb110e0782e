package dev.pixelgate.pricing;

import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * A fraction of a US dollar in numbers of any size, for what does not fit into a {@link PicoRatio}.
 *
 * @param numerator not negative
 * @param denominator above zero; in lowest terms with {@code numerator}
 */
record WideRatio(BigInteger numerator, BigInteger denominator) implements UsdRatio {
  private static final BigInteger PICODOLLARS = BigInteger.valueOf(Picodollars.PER_DOLLAR);
  private static final BigInteger MOST = BigInteger.valueOf(Long.MAX_VALUE);

  /** This fraction of a picodollar; one of this kind only when it has to be. */
  static UsdRatio of(BigInteger picodollars, BigInteger pixels) {
    BigInteger common = picodollars.gcd(pixels);
    BigInteger numerator = picodollars.divide(common);
    BigInteger denominator = pixels.divide(common);
    if (PicoRatio.fits(numerator, denominator)) {
      return new PicoRatio(numerator.longValue(), denominator.longValue());
    }
    BigInteger pico = numerator.gcd(PICODOLLARS);
    return new WideRatio(numerator.divide(pico), denominator.multiply(PICODOLLARS.divide(pico)));
  }

  /** The same number, for arithmetic that is too large for 63 bits; not to be kept. */
  static WideRatio exactly(PicoRatio ratio) {
    return new WideRatio(ratio.numerator(), ratio.denominator());
  }

  @Override
  public Usd charge(Pixels pixels) {
    BigInteger[] whole =
        numerator
            .multiply(BigInteger.valueOf(pixels.count()))
            .multiply(PICODOLLARS)
            .divideAndRemainder(denominator);
    BigInteger charge = whole[1].signum() == 0 ? whole[0] : whole[0].add(BigInteger.ONE);
    if (charge.compareTo(MOST) > 0) {
      throw new ArithmeticException(
          "charge %s USD (%s x %s pixels) is over the limit of %s USD"
              .formatted(new BigDecimal(charge, Usd.SCALE), this, pixels, Usd.MAX));
    }
    return new Usd(charge.longValueExact());
  }

  @Override
  public boolean isChargeable(Pixels pixels) {
    return numerator
            .multiply(BigInteger.valueOf(pixels.count()))
            .multiply(PICODOLLARS)
            .compareTo(denominator.multiply(MOST))
        <= 0;
  }

  @Override
  public int compareTo(UsdRatio other) {
    WideRatio wide =
        switch (other) {
          case WideRatio w -> w;
          case PicoRatio p -> exactly(p);
        };
    return numerator.multiply(wide.denominator).compareTo(wide.numerator.multiply(denominator));
  }

  /** Such as {@code 1.5028233e-8 USD/px}, to 17 digits. */
  @Override
  public String toString() {
    return UsdPerPixel.text(approximate());
  }
}
