package dev.pixelgate.pricing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * Charges against plain arithmetic on {@link BigInteger}, which shares no code with them: from the
 * text of a price to the picodollars of a job, for prices in US dollars and in wei.
 */
final class ChargeOracleTest {
  private static final int PAIRS = 1_000_000;
  private static final BigInteger PICO = BigInteger.TEN.pow(12);
  private static final BigInteger WEI_PER_ETHER = BigInteger.TEN.pow(18);
  private static final BigInteger MOST = BigInteger.valueOf(Long.MAX_VALUE);
  private static final long SEED = Long.getLong("pixelgate.test.seed", 6);

  private final SplittableRandom random = new SplittableRandom(SEED);

  /** A price as it is written, and the same as numerator and denominator in US dollars. */
  private record Written(String text, Optional<Rate> rate, BigInteger over, BigInteger under) {}

  @Test
  void aMillionChargesAreExact() {
    int chargeable = 0;
    for (int i = 0; i < PAIRS; i++) {
      Written price = random.nextInt(3) == 0 ? wei() : usd();
      int width = side();
      int height = side();
      int images = random.nextInt(4) == 0 ? 1 + random.nextInt(10) : 1;
      BigInteger pixels =
          BigInteger.valueOf(width)
              .multiply(BigInteger.valueOf(height))
              .multiply(BigInteger.valueOf(images));
      // Rounded up once: (a + b - 1) / b of the one fraction that nothing was rounded in before.
      BigInteger dividend = price.over.multiply(pixels).multiply(PICO);
      BigInteger expected = dividend.add(price.under).subtract(BigInteger.ONE).divide(price.under);

      UsdRatio ratio = Price.parse(price.text).inUsd(price.rate).orElseThrow();
      Pixels counted = Pixels.ofImages(width, height, images);
      boolean fits = expected.compareTo(MOST) <= 0;
      assertEquals(fits, ratio.isChargeable(counted), () -> said(price, pixels));
      if (fits) {
        chargeable++;
        assertEquals(
            expected.longValueExact(),
            ratio.charge(counted).picodollars(),
            () -> said(price, pixels));
      }
    }
    assertTrue(chargeable > PAIRS * 9 / 10, "only " + chargeable + " could be charged");
  }

  private static String said(Written price, BigInteger pixels) {
    return "seed %d: %s x %s pixels at %s".formatted(SEED, price.text, pixels, price.rate);
  }

  private Written usd() {
    BigInteger digits = digits(1 + random.nextInt(18));
    int scale = random.nextInt(13, 31);
    boolean mega = random.nextInt(4) == 0;
    int perPixel = mega ? scale + 6 : scale;
    String text = new BigDecimal(digits, scale) + (mega ? " USD/Mpx" : " USD/px");
    return new Written(text, Optional.empty(), digits, BigInteger.TEN.pow(perPixel));
  }

  /** As orchestrators quote: a price for so many pixels, at a rate with cents. */
  private Written wei() {
    BigInteger perUnit = digits(1 + random.nextInt(14));
    BigInteger units = BigInteger.valueOf(random.nextInt(1, 1_000));
    BigInteger cents = BigInteger.valueOf(random.nextInt(1, 1_000_000));
    Rate rate = new Rate(new BigDecimal(cents, 2), Instant.MAX);
    return new Written(
        perUnit + "/" + units + " wei/px",
        Optional.of(rate),
        perUnit.multiply(cents),
        units.multiply(WEI_PER_ETHER).multiply(BigInteger.valueOf(100)));
  }

  private BigInteger digits(int count) {
    StringBuilder digits = new StringBuilder();
    digits.append((char) ('1' + random.nextInt(9)));
    for (int i = 1; i < count; i++) {
      digits.append((char) ('0' + random.nextInt(10)));
    }
    return new BigInteger(digits.toString());
  }

  /** Mostly pictures, sometimes a side as long as a header can say. */
  private int side() {
    return random.nextInt(20) == 0 ? random.nextInt(1, 65_536) : random.nextInt(1, 5_000);
  }
}
