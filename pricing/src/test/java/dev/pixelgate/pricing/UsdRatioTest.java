package dev.pixelgate.pricing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigDecimal;
import java.math.BigInteger;
import org.junit.jupiter.api.Test;

class UsdRatioTest {
  private static final UsdRatio THIRD = new UsdRatio(BigInteger.ONE, BigInteger.valueOf(3));
  private static final UsdRatio TENTH = UsdRatio.of(new BigDecimal("0.1"));

  @Test
  void subtractsExactly() {
    assertEquals(new UsdRatio(BigInteger.valueOf(7), BigInteger.valueOf(30)), THIRD.minus(TENTH));
    assertEquals(UsdRatio.ZERO, THIRD.minus(THIRD));
    assertThrows(IllegalArgumentException.class, () -> TENTH.minus(THIRD));
  }
}
