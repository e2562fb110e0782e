package dev.pixelgate.pricing;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;

/**
 * An exact amount of wei (1e-18 ether), with fractions of one: what tickets are worth, and what is
 * left of them at an orchestrator. May be below zero.
 *
 * @param denominator above zero; in lowest terms with {@code numerator}, so that equal amounts are
 *     equal records
 */
public record WeiAmount(BigInteger numerator, BigInteger denominator)
    implements Comparable<WeiAmount> {
  public static final WeiAmount ZERO = of(BigInteger.ZERO);

  /** A ticket that wins with this chance wins always. */
  private static final BigInteger CERTAIN = BigInteger.TWO.pow(256).subtract(BigInteger.ONE);

  public WeiAmount {
    if (denominator.signum() <= 0) {
      throw new IllegalArgumentException(
          "amount %s/%s wei is not one".formatted(numerator, denominator));
    }
    BigInteger common = numerator.gcd(denominator);
    numerator = numerator.divide(common);
    denominator = denominator.divide(common);
  }

  /** So many whole wei. */
  public static WeiAmount of(BigInteger wei) {
    return new WeiAmount(wei, BigInteger.ONE);
  }

  /** So many whole wei. */
  public static WeiAmount of(long wei) {
    return of(BigInteger.valueOf(wei));
  }

  /**
   * What a ticket is worth on average: {@code faceValue x winProb / (2^256 - 1)}, as Livepeer's
   * TicketBroker counts it.
   *
   * @param faceValue wei, if it wins
   * @param winProb of 2^256 - 1
   */
  public static WeiAmount ofTicket(BigInteger faceValue, BigInteger winProb) {
    return new WeiAmount(faceValue.multiply(winProb), CERTAIN);
  }

  /** What so many pixels cost, to the last fraction. */
  public static WeiAmount cost(WeiPerPixel price, Pixels pixels) {
    return new WeiAmount(price.wei().multiply(BigInteger.valueOf(pixels.count())), price.pixels());
  }

  public WeiAmount plus(WeiAmount other) {
    return new WeiAmount(
        numerator.multiply(other.denominator).add(other.numerator.multiply(denominator)),
        denominator.multiply(other.denominator));
  }

  public WeiAmount minus(WeiAmount other) {
    return plus(new WeiAmount(other.numerator.negate(), other.denominator));
  }

  public WeiAmount times(long factor) {
    return new WeiAmount(numerator.multiply(BigInteger.valueOf(factor)), denominator);
  }

  /** How many of these cover this amount; 0 when it is not above zero. */
  public BigInteger ceilDiv(WeiAmount each) {
    return signum() <= 0
        ? BigInteger.ZERO
        : ceil(numerator.multiply(each.denominator), denominator.multiply(each.numerator));
  }

  /** How many of these are within this amount; below zero when this is. */
  public BigInteger floorDiv(WeiAmount each) {
    BigInteger[] whole =
        numerator
            .multiply(each.denominator)
            .divideAndRemainder(denominator.multiply(each.numerator));
    return whole[1].signum() < 0 ? whole[0].subtract(BigInteger.ONE) : whole[0];
  }

  /** The least whole number of wei that covers it. */
  public BigInteger ceil() {
    return ceil(numerator, denominator);
  }

  private static BigInteger ceil(BigInteger numerator, BigInteger denominator) {
    BigInteger[] whole = numerator.divideAndRemainder(denominator);
    return whole[1].signum() > 0 ? whole[0].add(BigInteger.ONE) : whole[0];
  }

  public int signum() {
    return numerator.signum();
  }

  public WeiAmount max(WeiAmount other) {
    return compareTo(other) >= 0 ? this : other;
  }

  public WeiAmount min(WeiAmount other) {
    return compareTo(other) <= 0 ? this : other;
  }

  @Override
  public int compareTo(WeiAmount other) {
    return numerator.multiply(other.denominator).compareTo(other.numerator.multiply(denominator));
  }

  /** For people: such as {@code 19726560092.16 wei}, with at most 20 digits. */
  @Override
  public String toString() {
    BigDecimal rounded =
        new BigDecimal(numerator).divide(new BigDecimal(denominator), new MathContext(20));
    BigDecimal plain = rounded.signum() == 0 ? BigDecimal.ZERO : rounded.stripTrailingZeros();
    return plain.toPlainString() + " wei";
  }
}
