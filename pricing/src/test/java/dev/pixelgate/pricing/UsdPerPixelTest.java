package dev.pixelgate.pricing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UsdPerPixelTest {
  @ParameterizedTest
  @CsvSource({
    "1.9073484e-8 USD/px, 1.9073484e-8 USD/px",
    "0.000000010 USD/px, 1.0e-8 USD/px",
    "0.019 USD/Mpx, 1.9e-8 USD/px",
    "1 USD/Mpx, 1.0e-6 USD/px",
    "12 USD/px, 1.2e1 USD/px",
    "1 USD/px, 1.0e0 USD/px",
    "0 USD/Mpx, 0 USD/px",
    "0e5 USD/px, 0 USD/px",
  })
  void readsAndPrintsExactPrices(String text, String printed) {
    assertEquals(printed, UsdPerPixel.parse(text).toString());
  }

  @ParameterizedTest
  @CsvSource({
    "100 wei/px, USD/px or USD/Mpx is needed",
    "1e-8 USD, USD/px or USD/Mpx is needed",
    "1e-8 USD/request, USD/px or USD/Mpx is needed",
    "1e-61 USD/px, 61 decimals",
    "1e-55 USD/Mpx, 61 decimals",
    "9223373 USD/px, over the limit",
    "-1e-8 USD/px, negative",
    "free, not a decimal number",
  })
  void refusesWhatIsNoPriceAndSaysWhy(String text, String why) {
    var error = assertThrows(IllegalArgumentException.class, () -> UsdPerPixel.parse(text));
    assertTrue(error.getMessage().contains(why), error.getMessage());
  }

  @Test
  void chargesTheContractsExample() {
    Usd charge = usd("1.0e-8 USD/px").charge(Pixels.ofInput(256, 256));
    assertEquals("0.000655360000 USD", charge.toString());
  }

  @ParameterizedTest
  @CsvSource({
    "1e-12 USD/px, 3, 3",
    "1.1e-12 USD/px, 1, 2",
    "1e-30 USD/px, 1, 1",
    "3.3333333333333333333e-13 USD/px, 3, 1",
    "0 USD/px, 9223372036854775807, 0",
  })
  void roundsUpOnceAtTheEnd(String price, long pixels, long picodollars) {
    assertEquals(new Usd(picodollars), usd(price).charge(new Pixels(pixels)));
  }

  @Test
  void saysWhatIsTooLargeToCharge() {
    UsdRatio price = usd("1 USD/px");
    var error = assertThrows(ArithmeticException.class, () -> price.charge(new Pixels(9223373L)));
    assertEquals(
        "charge 9223373.000000000000 USD (1.0e0 USD/px x 9223373 pixels) is over the limit of"
            + " 9223372.036854775807 USD",
        error.getMessage());
  }

  @Property
  void readsBackWhatItPrints(@ForAll("prices") UsdPerPixel price) {
    assertEquals(price, UsdPerPixel.parse(price.toString()));
  }

  /** The charge is the least whole number of picodollars that is not under price x pixels. */
  @Property
  void chargesTheExactProductRoundedUp(
      @ForAll("prices") UsdPerPixel price, @ForAll @LongRange(min = 1, max = 1L << 40) long count) {
    BigDecimal exact = price.usd().multiply(BigDecimal.valueOf(count)).movePointRight(12);
    BigDecimal charged =
        BigDecimal.valueOf(UsdRatio.of(price.usd()).charge(new Pixels(count)).picodollars());
    assertTrue(charged.compareTo(exact) >= 0, "not under");
    assertTrue(charged.subtract(BigDecimal.ONE).compareTo(exact) < 0, "less than 1 pUSD over");
  }

  private static UsdRatio usd(String price) {
    return UsdPerPixel.parse(price).inUsd(Optional.empty()).orElseThrow();
  }

  /** Up to 1e-6 USD/px, so that 2^40 pixels can be charged. */
  @Provide
  Arbitrary<UsdPerPixel> prices() {
    Arbitrary<BigInteger> digits =
        Arbitraries.bigIntegers().between(BigInteger.ZERO, BigInteger.TEN.pow(30));
    Arbitrary<Integer> scales = Arbitraries.integers().between(36, 60);
    return Combinators.combine(digits, scales)
        .as((unscaled, scale) -> new UsdPerPixel(new BigDecimal(unscaled, scale)));
  }
}
