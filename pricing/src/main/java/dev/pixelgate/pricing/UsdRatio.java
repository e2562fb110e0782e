package dev.pixelgate.pricing;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;

/**
 * An exact number of US dollars for one pixel, as a fraction: what prices in different currencies
 * are compared and charged in. Equal numbers are equal, whatever they were made from.
 */
public sealed interface UsdRatio extends Comparable<UsdRatio> permits PicoRatio, WideRatio {
  /** Nothing. */
  static UsdRatio zero() {
    return new PicoRatio(0, 1);
  }

  /**
   * This fraction of a US dollar.
   *
   * @param numerator not negative
   * @param denominator above zero
   */
  static UsdRatio of(BigInteger numerator, BigInteger denominator) {
    return Picodollars.of(
        numerator.multiply(BigInteger.valueOf(Picodollars.PER_DOLLAR)), denominator);
  }

  /** This decimal number, exactly. */
  static UsdRatio of(BigDecimal usd) {
    return Picodollars.of(usd.unscaledValue(), usd.scale() - Usd.SCALE, BigInteger.ONE);
  }

  /** What a pixel may cost when so many may cost {@code total}, exactly. */
  static UsdRatio share(Usd total, Pixels pixels) {
    return PicoRatio.of(total.picodollars(), pixels.count());
  }

  /** Of the fraction of a US dollar in lowest terms. */
  BigInteger numerator();

  /** Of the fraction of a US dollar in lowest terms. */
  BigInteger denominator();

  /**
   * What so many pixels cost, rounded up once to 1e-12 USD, in the payee's favour.
   *
   * @throws ArithmeticException when that is more than an amount can be
   */
  Usd charge(Pixels pixels);

  /** Whether what so many pixels cost is at most the largest amount. */
  boolean isChargeable(Pixels pixels);

  /**
   * What is left of it, exactly.
   *
   * @throws IllegalArgumentException when {@code less} is more than this
   */
  default UsdRatio minus(UsdRatio less) {
    return of(
        numerator().multiply(less.denominator()).subtract(less.numerator().multiply(denominator())),
        denominator().multiply(less.denominator()));
  }

  /** Seventeen digits of it, for charts and estimates, never for money. */
  default BigDecimal approximate() {
    return new BigDecimal(numerator())
        .divide(new BigDecimal(denominator()), new MathContext(17))
        .stripTrailingZeros();
  }
}
