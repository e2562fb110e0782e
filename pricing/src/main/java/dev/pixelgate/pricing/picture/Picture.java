package dev.pixelgate.pricing.picture;

/**
 * What a picture's header says.
 *
 * @param width stored width in pixels, before any EXIF turn
 * @param height stored height in pixels
 */
public record Picture(PictureFormat format, int width, int height) {
  public Picture {
    if (width < 1 || height < 1) {
      throw new IllegalArgumentException("a picture of " + width + "x" + height);
    }
  }
}
