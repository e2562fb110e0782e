package dev.pixelgate.pricing;

/** What all caps together say about one job. */
public sealed interface Strictest {
  /** Whether an offer at this price is within every cap; equal is. */
  boolean allows(UsdRatio price);

  /** No cap applies. */
  record Unlimited() implements Strictest {
    @Override
    public boolean allows(UsdRatio price) {
      return true;
    }
  }

  /**
   * The cap that leaves the least for a pixel: what it allows, every cap allows.
   *
   * @param perPixel the most that a pixel of this job may cost
   */
  record Limited(Cap cap, UsdRatio perPixel) implements Strictest {
    @Override
    public boolean allows(UsdRatio price) {
      return price.compareTo(perPixel) <= 0;
    }
  }

  /** This cap is in wei and there is no fresh rate: nobody can say what it allows. */
  record NeedsRate(Cap cap) implements Strictest {
    @Override
    public boolean allows(UsdRatio price) {
      return false;
    }
  }
}
