package dev.pixelgate.pricing;

/**
 * An offer with its price in US dollars, as one price book converts it.
 *
 * @param perPixel at the rate of the book
 */
public record Ask(Offer offer, UsdRatio perPixel) {
  /** What it asks for so many pixels, rounded up once. */
  public Usd charge(Pixels pixels) {
    return perPixel.charge(pixels);
  }
}
