package dev.pixelgate.pricing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UsdTest {
  @ParameterizedTest
  @CsvSource({
    "0.0005 USD, 500000000",
    "5e-4 USD, 500000000",
    "5E-04 USD, 500000000",
    "0 USD, 0",
    "0.000000000001 USD, 1",
    "10e-13 USD, 1",
    "0.0100000000000000 USD, 10000000000",
    "+2USD, 2000000000000",
    "9223372.036854775807 USD, 9223372036854775807",
  })
  void readsDecimalAndExponentForm(String text, long picodollars) {
    assertEquals(new Usd(picodollars), Usd.parse(text));
  }

  @ParameterizedTest
  @CsvSource({
    "0.0000000000001 USD, 13 decimals",
    "1e-13 USD, at most 12",
    "9223372.036854775808 USD, over the limit of 9223372.036854775807 USD",
    "-1 USD, negative",
    "-0 USD, negative",
    "1, has no unit",
    "1 EUR, USD is needed",
    "1 USD/px, USD is needed",
    "1 usd, USD is needed",
    "USD, not a decimal number",
    "1. USD, not a decimal number",
    "1e USD, not a decimal number",
    "0x1 USD, not a decimal number",
    "NaN USD, not a decimal number",
    "'1,5 USD', not a decimal number",
    "1 USD 2 USD, not a decimal number",
    "1e-999999999 USD, exponent beyond -99 to 99",
    "1e999999999999999999999 USD, exponent beyond",
    "1e99 USD, over the limit",
    "'', not a decimal number",
  })
  void refusesWhatIsNoAmountAndSaysWhy(String text, String why) {
    var error = assertThrows(IllegalArgumentException.class, () -> Usd.parse(text));
    assertTrue(error.getMessage().contains(why), error.getMessage());
  }

  @Test
  void refusesEndlessTextByItsLength() {
    String text = "0." + "0".repeat(1_000_000) + " USD";
    var error = assertThrows(IllegalArgumentException.class, () -> Usd.parse(text));
    assertEquals(
        "amount \"0.00000000000000000000000000000000000000...\" has 1000006 characters, at most"
            + " 100 are read",
        error.getMessage());
  }

  @Property
  void readsBackWhatItPrints(@ForAll @LongRange(min = 0) long picodollars) {
    Usd amount = new Usd(picodollars);
    assertEquals(amount, Usd.parse(amount.toString()));
  }

  @Test
  void addsWithoutWrapping() {
    assertEquals(new Usd(5), new Usd(2).plus(new Usd(3)));
    Usd most = new Usd(Long.MAX_VALUE);
    assertThrows(ArithmeticException.class, () -> most.plus(new Usd(1)));
  }

  @Test
  void leavesNothingLessThanNothing() {
    assertEquals(new Usd(2), new Usd(7).minus(new Usd(5)));
    assertThrows(IllegalArgumentException.class, () -> new Usd(5).minus(new Usd(7)));
  }

  @Test
  void printsTwelveDecimals() {
    assertEquals("0.000655360000 USD", new Usd(655_360_000L).toString());
    assertEquals("0.000000000000", Usd.ZERO.toDecimal());
  }
}
