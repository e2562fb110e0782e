package dev.pixelgate.pricing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

/** Fractions of both widths against plain arithmetic of any size. */
class UsdRatioTest {
  private static final BigInteger PICO = BigInteger.TEN.pow(12);
  private static final BigInteger MOST = BigInteger.valueOf(Long.MAX_VALUE);

  /** A fraction of a US dollar, in any terms. */
  record Fraction(BigInteger numerator, BigInteger denominator) {
    UsdRatio ratio() {
      return UsdRatio.of(numerator, denominator);
    }

    int compareTo(Fraction other) {
      return numerator.multiply(other.denominator).compareTo(other.numerator.multiply(denominator));
    }
  }

  @Property
  void comparesLikeArithmeticOfAnySize(
      @ForAll("fractions") Fraction one, @ForAll("fractions") Fraction other) {
    assertEquals(one.compareTo(other), one.ratio().compareTo(other.ratio()));
    assertEquals(other.compareTo(one), other.ratio().compareTo(one.ratio()));
    assertEquals(one.compareTo(other) == 0, one.ratio().equals(other.ratio()));
  }

  /** The nearest neighbours: a part of the last digit more or less. */
  @Property
  void tellsNeighboursApart(@ForAll("fractions") Fraction one, @ForAll("large") BigInteger finer) {
    Fraction same =
        new Fraction(one.numerator().multiply(finer), one.denominator().multiply(finer));
    Fraction above = new Fraction(same.numerator().add(BigInteger.ONE), same.denominator());
    assertEquals(one.ratio(), same.ratio());
    assertEquals(one.ratio().hashCode(), same.ratio().hashCode());
    assertEquals(0, one.ratio().compareTo(same.ratio()));
    assertEquals(-1, one.ratio().compareTo(above.ratio()));
    assertEquals(1, above.ratio().compareTo(one.ratio()));
  }

  @Property
  void isInLowestTerms(@ForAll("fractions") Fraction fraction) {
    UsdRatio ratio = fraction.ratio();
    assertEquals(BigInteger.ONE, ratio.numerator().gcd(ratio.denominator()));
    assertEquals(0, fraction.compareTo(new Fraction(ratio.numerator(), ratio.denominator())));
  }

  @Property
  void chargesLikeArithmeticOfAnySize(
      @ForAll("fractions") Fraction fraction, @ForAll @LongRange(min = 1) long count) {
    Pixels pixels = new Pixels(count);
    BigInteger[] charge =
        fraction
            .numerator()
            .multiply(PICO)
            .multiply(BigInteger.valueOf(count))
            .divideAndRemainder(fraction.denominator());
    BigInteger up = charge[1].signum() == 0 ? charge[0] : charge[0].add(BigInteger.ONE);
    boolean countable = up.compareTo(MOST) <= 0;
    assertEquals(countable, fraction.ratio().isChargeable(pixels));
    if (countable) {
      assertEquals(up.longValueExact(), fraction.ratio().charge(pixels).picodollars());
    } else {
      assertThrows(ArithmeticException.class, () -> fraction.ratio().charge(pixels));
    }
  }

  @Property
  void sharesATotal(
      @ForAll @LongRange(min = 0) long total, @ForAll @LongRange(min = 1) long count) {
    assertEquals(
        UsdRatio.of(BigInteger.valueOf(total), PICO.multiply(BigInteger.valueOf(count))),
        UsdRatio.share(new Usd(total), new Pixels(count)));
  }

  @Property
  void subtractsLikeArithmeticOfAnySize(
      @ForAll("fractions") Fraction one, @ForAll("fractions") Fraction other) {
    UsdRatio more = one.compareTo(other) < 0 ? other.ratio() : one.ratio();
    UsdRatio less = one.compareTo(other) < 0 ? one.ratio() : other.ratio();
    UsdRatio left = more.minus(less);
    Fraction expected =
        new Fraction(
            more.numerator()
                .multiply(less.denominator())
                .subtract(less.numerator().multiply(more.denominator())),
            more.denominator().multiply(less.denominator()));
    assertEquals(expected.ratio(), left);
    if (one.compareTo(other) != 0) {
      assertThrows(IllegalArgumentException.class, () -> less.minus(more));
    }
  }

  @Test
  void isNarrowAsLongAsBothNumbersHave63Bits() {
    assertTrue(UsdRatio.of(MOST, PICO) instanceof PicoRatio);
    assertTrue(UsdRatio.of(MOST.add(BigInteger.ONE), PICO) instanceof WideRatio);
    assertTrue(UsdRatio.of(BigInteger.ONE, MOST.multiply(PICO)) instanceof PicoRatio);
    assertTrue(
        UsdRatio.of(BigInteger.ONE, MOST.add(BigInteger.TWO).multiply(PICO)) instanceof WideRatio);
  }

  @Test
  void readsDecimalsOfAnyScale() {
    assertEquals(usd("1000"), UsdRatio.of(new BigDecimal("1E+3")));
    assertEquals(usd("0.5"), UsdRatio.of(BigInteger.ONE, BigInteger.TWO));
    assertEquals(UsdRatio.zero(), UsdRatio.of(new BigDecimal("0E-70")));
    UsdRatio tiny = usd("1E-70");
    assertEquals(BigInteger.TEN.pow(70), tiny.denominator());
    assertEquals("1.0e-70 USD/px", tiny.toString());
  }

  @Test
  void refusesWhatIsNoPrice() {
    for (List<Long> no : List.of(List.of(-1L, 1L), List.of(1L, 0L), List.of(1L, -1L))) {
      assertThrows(
          IllegalArgumentException.class,
          () -> UsdRatio.of(BigInteger.valueOf(no.getFirst()), BigInteger.valueOf(no.getLast())));
    }
  }

  private static UsdRatio usd(String decimal) {
    return UsdRatio.of(new BigDecimal(decimal));
  }

  @Provide
  Arbitrary<Fraction> fractions() {
    return Combinators.combine(numbers(), numbers().filter(number -> number.signum() > 0))
        .as(Fraction::new);
  }

  @Provide
  Arbitrary<BigInteger> large() {
    return numbers().filter(number -> number.signum() > 0);
  }

  /** Small ones, powers of ten, and some around the limits of a long. */
  private static Arbitrary<BigInteger> numbers() {
    return Arbitraries.oneOf(
        Arbitraries.bigIntegers().between(BigInteger.ZERO, BigInteger.TEN),
        Arbitraries.bigIntegers().between(BigInteger.ZERO, BigInteger.TEN.pow(9)),
        Arbitraries.integers().between(0, 30).map(BigInteger.TEN::pow),
        Arbitraries.integers().between(-3, 3).map(near -> MOST.add(BigInteger.valueOf(near))),
        Arbitraries.bigIntegers().between(BigInteger.ZERO, BigInteger.TEN.pow(40)));
  }
}
