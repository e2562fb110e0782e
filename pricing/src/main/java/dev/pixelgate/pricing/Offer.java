package dev.pixelgate.pricing;

/**
 * One orchestrator's price for one capability.
 *
 * @param orchestrator its name in the configuration
 * @param warm whether the model is loaded now
 */
public record Offer(String orchestrator, Capability capability, UsdPerPixel price, boolean warm) {
  /** What this offer asks for so many pixels, rounded up once. */
  public Usd charge(Pixels pixels) {
    return price.charge(pixels);
  }
}
