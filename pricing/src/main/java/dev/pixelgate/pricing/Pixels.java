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
    return ofImages(width, height, 1);
  }

  /**
   * What image-to-image charges for, its input for each picture that it makes, and text-to-image,
   * its output.
   *
   * @param images how many pictures are made
   */
  public static Pixels ofImages(int width, int height, int images) {
    if (width < 1 || height < 1 || images < 1) {
      throw new IllegalArgumentException(
          "%d pictures of %dx%d px: each must be at least 1".formatted(images, width, height));
    }
    return new Pixels(Math.multiplyExact(Math.multiplyExact((long) width, height), images));
  }

  @Override
  public String toString() {
    return Long.toString(count);
  }
}
