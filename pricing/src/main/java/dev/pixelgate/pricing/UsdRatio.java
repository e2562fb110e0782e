package dev.pixelgate.pricing;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;

/**
 * An exact number of US dollars for one pixel, as a fraction: what prices in different currencies
 * are compared and charged in.
 *
 * @param numerator not negative
 * @param denominator above zero; the fraction is in lowest terms, so that equal ones are equal
 *     records
 */
public record UsdRatio(BigInteger numerator, BigInteger denominator)
    implements Comparable<UsdRatio> {
  /** Nothing. */
  public static final UsdRatio ZERO = new UsdRatio(BigInteger.ZERO, BigInteger.ONE);

  private static final BigInteger PICODOLLARS = BigInteger.TEN.pow(Usd.SCALE);
  private static final BigInteger MOST = BigInteger.valueOf(Long.MAX_VALUE);

  public UsdRatio {
    if (numerator.signum() < 0 || denominator.signum() <= 0) {
      throw new IllegalArgumentException(
          "%s/%s is not a number of US dollars for a pixel".formatted(numerator, denominator));
    }
    BigInteger common = numerator.gcd(denominator);
    numerator = numerator.divide(common);
    denominator = denominator.divide(common);
  }

  /** This decimal number, exactly. */
  public static UsdRatio of(BigDecimal usd) {
    BigDecimal plain = usd.scale() < 0 ? usd.setScale(0) : usd;
    return new UsdRatio(plain.unscaledValue(), BigInteger.TEN.pow(plain.scale()));
  }

  /**
   * What so many pixels cost, rounded up once to 1e-12 USD, in the payee's favour.
   *
   * @throws ArithmeticException when that is more than an amount can be
   */
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

  /** Whether what so many pixels cost is at most the largest amount. */
  public boolean isChargeable(Pixels pixels) {
    return numerator
            .multiply(BigInteger.valueOf(pixels.count()))
            .multiply(PICODOLLARS)
            .compareTo(denominator.multiply(MOST))
        <= 0;
  }

  /**
   * What is left of it, exactly.
   *
   * @throws IllegalArgumentException when {@code less} is more than this
   */
  public UsdRatio minus(UsdRatio less) {
    return new UsdRatio(
        numerator.multiply(less.denominator).subtract(less.numerator.multiply(denominator)),
        denominator.multiply(less.denominator));
  }

  /** What a pixel may cost when so many may cost {@code total}, exactly. */
  public static UsdRatio share(Usd total, Pixels pixels) {
    return new UsdRatio(
        BigInteger.valueOf(total.picodollars()),
        PICODOLLARS.multiply(BigInteger.valueOf(pixels.count())));
  }

  /** Seventeen digits of it, for charts and estimates, never for money. */
  public BigDecimal approximate() {
    return new BigDecimal(numerator)
        .divide(new BigDecimal(denominator), new MathContext(17))
        .stripTrailingZeros();
  }

  @Override
  public int compareTo(UsdRatio other) {
    return numerator.multiply(other.denominator).compareTo(other.numerator.multiply(denominator));
  }

  /** Such as {@code 1.5028233e-8 USD/px}, to 17 digits. */
  @Override
  public String toString() {
    return UsdPerPixel.text(approximate());
  }
}
