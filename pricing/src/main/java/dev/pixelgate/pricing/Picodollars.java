package dev.pixelgate.pricing;

import java.math.BigInteger;
import java.util.stream.IntStream;

/** Makes fractions of picodollars, in the narrowest form that holds them. */
final class Picodollars {
  static final long PER_DOLLAR = 1_000_000_000_000L;

  /** Computing one takes longer than comparing two prices. */
  private static final BigInteger[] POWERS_OF_TEN =
      IntStream.range(0, 64).mapToObj(BigInteger.TEN::pow).toArray(BigInteger[]::new);

  private Picodollars() {}

  /** So many picodollars for so many pixels. */
  static UsdRatio of(BigInteger picodollars, BigInteger pixels) {
    if (picodollars.signum() < 0 || pixels.signum() <= 0) {
      throw new IllegalArgumentException(
          "%s/%s is not a number of picodollars for a pixel".formatted(picodollars, pixels));
    }
    return PicoRatio.fits(picodollars, pixels)
        ? PicoRatio.of(picodollars.longValue(), pixels.longValue())
        : WideRatio.of(picodollars, pixels);
  }

  /** The same where the picodollars are a decimal number. */
  static UsdRatio of(BigInteger unscaled, int scale, BigInteger pixels) {
    return scale < 0
        ? of(unscaled.multiply(powerOfTen(-scale)), pixels)
        : of(unscaled, pixels.multiply(powerOfTen(scale)));
  }

  private static BigInteger powerOfTen(int exponent) {
    return exponent < POWERS_OF_TEN.length ? POWERS_OF_TEN[exponent] : BigInteger.TEN.pow(exponent);
  }
}
