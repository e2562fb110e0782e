package dev.pixelgate.pricing;

import java.util.Optional;

/** The most that may be paid, per pixel or per request; equal passes. */
public sealed interface Cap {
  /** Where it stands, for whoever is refused: a key of the configuration or a header's name. */
  String source();

  /**
   * The most that a pixel may cost in a job of so many, exactly.
   *
   * @param rate what an ether is worth; only a cap in wei needs it
   * @return nothing when it needs a rate and there is none
   */
  Optional<UsdRatio> perPixel(Pixels pixels, Optional<Rate> rate);

  /** The most that one request may cost; nothing for a cap that is per pixel. */
  Optional<Usd> perRequest();

  /**
   * Reads a cap in {@code USD/px}, {@code USD/Mpx}, {@code wei/px}, {@code gwei/Mpx} or {@code
   * USD/request}.
   *
   * @param source where the text stands
   * @throws IllegalArgumentException says what, the value and the limit
   */
  static Cap parse(String text, String source) {
    if (WeiPerPixel.isFraction(text)) {
      return new PerPixel(WeiPerPixel.parse(text), source);
    }
    DecimalText cap = DecimalText.parse("cap", text);
    if (cap.unit().equals("USD/request")) {
      return new PerRequest(Usd.of(cap.value()), source);
    }
    if (!UsdPerPixel.isUnit(cap.unit()) && !WeiPerPixel.isUnit(cap.unit())) {
      throw UsdPerPixel.unknownUnit(
          "cap", text, cap.unit(), "USD/px, USD/Mpx, wei/px, gwei/Mpx or USD/request");
    }
    return new PerPixel(Price.of(cap, "cap", text), source);
  }

  /** Compares prices. */
  record PerPixel(Price max, String source) implements Cap {
    @Override
    public Optional<UsdRatio> perPixel(Pixels pixels, Optional<Rate> rate) {
      return max.inUsd(rate);
    }

    @Override
    public Optional<Usd> perRequest() {
      return Optional.empty();
    }

    /** Such as {@code 1.9073484e-8 USD/px (caps[1] in pixelgate.yaml)}. */
    @Override
    public String toString() {
      return max + " (" + source + ")";
    }
  }

  /**
   * Compares charges. A charge rounded up to 1e-12 USD is within a cap of whole picodollars exactly
   * when the unrounded one is, so a pixel's share of the cap says the same, and no charge is too
   * large to compare.
   */
  record PerRequest(Usd max, String source) implements Cap {
    @Override
    public Optional<UsdRatio> perPixel(Pixels pixels, Optional<Rate> rate) {
      return Optional.of(UsdRatio.share(max, pixels));
    }

    @Override
    public Optional<Usd> perRequest() {
      return Optional.of(max);
    }

    /** Such as {@code 0.02 USD/request (caps[2] in pixelgate.yaml)}. */
    @Override
    public String toString() {
      return max.toShortDecimal() + " USD/request (" + source + ")";
    }
  }
}
