package dev.pixelgate.pricing;

import java.math.BigDecimal;

/** The most that may be paid, per pixel or per request; equal passes. */
public sealed interface Cap {
  /** Where it stands, for whoever is refused: a key of the configuration or a header's name. */
  String source();

  /** Whether this offer for so many pixels is within the cap. */
  default boolean allows(Offer offer, Pixels pixels) {
    return offer.price().times(pixels).compareTo(bound(pixels)) <= 0;
  }

  /** The most US dollars that one job of so many pixels may cost, not rounded. */
  BigDecimal bound(Pixels pixels);

  /**
   * Reads a cap in {@code USD/px}, {@code USD/Mpx} or {@code USD/request}.
   *
   * @param source where the text stands
   * @throws IllegalArgumentException says what, the value and the limit
   */
  static Cap parse(String text, String source) {
    DecimalText cap = DecimalText.parse("cap", text);
    if (cap.unit().equals("USD/request")) {
      return new PerRequest(Usd.of(cap.value()), source);
    }
    if (!UsdPerPixel.isUnit(cap.unit())) {
      throw UsdPerPixel.unknownUnit("cap", text, cap.unit(), "USD/px, USD/Mpx or USD/request");
    }
    return new PerPixel(UsdPerPixel.of(cap), source);
  }

  /** Compares prices. Price x pixels against cap x pixels is the same comparison. */
  record PerPixel(UsdPerPixel max, String source) implements Cap {
    @Override
    public BigDecimal bound(Pixels pixels) {
      return max.times(pixels);
    }

    /** Such as {@code 1.9073484e-8 USD/px (caps[1] in pixelgate.yaml)}. */
    @Override
    public String toString() {
      return max + " (" + source + ")";
    }
  }

  /**
   * Compares charges. A charge rounded up to 1e-12 USD is within a cap of whole picodollars exactly
   * when the unrounded one is, so no rounding is needed here, and no charge is too large to
   * compare.
   */
  record PerRequest(Usd max, String source) implements Cap {
    @Override
    public BigDecimal bound(Pixels pixels) {
      return max.toBigDecimal();
    }

    /** Such as {@code 0.02 USD/request (caps[2] in pixelgate.yaml)}. */
    @Override
    public String toString() {
      return max.toShortDecimal() + " USD/request (" + source + ")";
    }
  }
}
