package dev.pixelgate.pricing;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An exact price in wei (1e-18 ether) for one pixel; Livepeer's {@code pricePerUnit} over {@code
 * pixelsPerUnit}. Zero is a price.
 *
 * @param wei not negative
 * @param pixels above zero; in lowest terms with {@code wei}, so that equal prices are equal
 *     records
 */
public record WeiPerPixel(BigInteger wei, BigInteger pixels)
    implements Price, Comparable<WeiPerPixel> {
  /** 10^27 wei are a billion ether. */
  private static final int MAX_DIGITS = 28;

  private static final int MAX_PIXEL_DIGITS = 60;
  private static final int GWEI_PER_MEGAPIXEL_DIGITS = 3;

  /** At one US dollar an ether, a wei is 10^12 / 10^18 picodollars. */
  private static final int PICODOLLAR_PER_WEI_SCALE = 18 - Usd.SCALE;

  private static final Pattern FRACTION = Pattern.compile("([0-9]{1,30})/([0-9]{1,30}) *wei/px");

  public WeiPerPixel {
    if (wei.signum() < 0 || pixels.signum() <= 0) {
      throw new IllegalArgumentException("price %s/%s wei/px is not one".formatted(wei, pixels));
    }
    BigInteger common = wei.gcd(pixels);
    wei = wei.divide(common);
    pixels = pixels.divide(common);
    if (digits(wei.divide(pixels)) > MAX_DIGITS || digits(pixels) > MAX_PIXEL_DIGITS) {
      throw new IllegalArgumentException(
          "price %s/%s wei/px is out of range: below 1e28 wei and 1e60 pixels are counted"
              .formatted(wei, pixels));
    }
  }

  /**
   * A price as it is on Livepeer's wire.
   *
   * @throws IllegalArgumentException when it is negative or for no pixel
   */
  public static WeiPerPixel of(long pricePerUnit, long pixelsPerUnit) {
    return new WeiPerPixel(BigInteger.valueOf(pricePerUnit), BigInteger.valueOf(pixelsPerUnit));
  }

  static boolean isFraction(String text) {
    return FRACTION.matcher(text.strip()).matches();
  }

  /** Reads {@code 7/3 wei/px}; the text {@link #isFraction is one}. */
  static WeiPerPixel parse(String text) {
    Matcher fraction = FRACTION.matcher(text.strip());
    if (!fraction.matches() || new BigInteger(fraction.group(2)).signum() == 0) {
      throw new IllegalArgumentException("price \"" + text + "\" is for no pixel");
    }
    return new WeiPerPixel(new BigInteger(fraction.group(1)), new BigInteger(fraction.group(2)));
  }

  static boolean isUnit(String unit) {
    return unit.equals("wei/px") || unit.equals("gwei/Mpx");
  }

  /** The price that this says, its unit being one of ours; 1000 gwei/Mpx are 1 wei/px. */
  static WeiPerPixel of(DecimalText price) {
    boolean perMegapixel = price.unit().equals("gwei/Mpx");
    BigDecimal wei = price.value().scaleByPowerOfTen(perMegapixel ? -GWEI_PER_MEGAPIXEL_DIGITS : 0);
    BigDecimal plain = wei.scale() < 0 ? wei.setScale(0) : wei;
    return new WeiPerPixel(plain.unscaledValue(), BigInteger.TEN.pow(plain.scale()));
  }

  @Override
  public Optional<UsdRatio> inUsd(Optional<Rate> rate) {
    return rate.map(
        ether ->
            Picodollars.of(
                wei.multiply(ether.usdPerEther().unscaledValue()),
                ether.usdPerEther().scale() + PICODOLLAR_PER_WEI_SCALE,
                pixels));
  }

  /** What so many pixels cost in wei, rounded up once, in the payee's favour. */
  public BigInteger owed(Pixels count) {
    BigInteger[] whole = wei.multiply(BigInteger.valueOf(count.count())).divideAndRemainder(pixels);
    return whole[1].signum() == 0 ? whole[0] : whole[0].add(BigInteger.ONE);
  }

  private static int digits(BigInteger number) {
    return new BigDecimal(number).precision();
  }

  @Override
  public int compareTo(WeiPerPixel other) {
    return wei.multiply(other.pixels).compareTo(other.wei.multiply(pixels));
  }

  /** Such as {@code 4816054 wei/px} or {@code 7/3 wei/px}; {@link Price#parse} reads it back. */
  @Override
  public String toString() {
    return (pixels.equals(BigInteger.ONE) ? wei.toString() : wei + "/" + pixels) + " wei/px";
  }
}
