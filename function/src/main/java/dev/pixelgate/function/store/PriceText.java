package dev.pixelgate.function.store;

import dev.pixelgate.pricing.Price;
import dev.pixelgate.pricing.UsdPerPixel;
import dev.pixelgate.pricing.WeiPerPixel;
import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * Prices as they are stored, exactly: {@code 1E-8 USD/px}, {@code 7/3 wei/px}. Not what people read
 * and write, which has limits of length of its own.
 */
public final class PriceText {
  private static final String USD = " USD/px";
  private static final String WEI = " wei/px";

  private PriceText() {}

  /** The text of this price. */
  public static String of(Price price) {
    return switch (price) {
      case UsdPerPixel(BigDecimal usd) -> usd + USD;
      case WeiPerPixel(BigInteger wei, BigInteger pixels) -> wei + "/" + pixels + WEI;
    };
  }

  /**
   * Reads what {@link #of} has written.
   *
   * @throws IllegalArgumentException for anything else
   */
  public static Price parse(String text) {
    if (text.endsWith(USD)) {
      return new UsdPerPixel(new BigDecimal(text.substring(0, text.length() - USD.length())));
    }
    int slash = text.indexOf('/');
    if (text.endsWith(WEI) && slash < text.length() - WEI.length()) {
      return new WeiPerPixel(
          new BigInteger(text.substring(0, slash)),
          new BigInteger(text.substring(slash + 1, text.length() - WEI.length())));
    }
    throw new IllegalArgumentException("stored price \"" + text + "\" is not known");
  }
}
