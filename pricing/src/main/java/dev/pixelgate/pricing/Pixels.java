package dev.pixelgate.pricing;

/** A number of charged pixels, at least one. */
public record Pixels(long count) {
  public Pixels {
    if (count < 1) {
      throw new IllegalArgumentException("pixels " + count + " must be at least 1");
    }
  }

  /** What upscale charges for: the stored input width times height. */
  public static Pixels ofInput(int width, int height) {
    return new Pixels(Math.multiplyExact((long) width, (long) height));
  }

  @Override
  public String toString() {
    return Long.toString(count);
  }
}
