package dev.pixelgate.runtime.picture;

/**
 * A picture in memory: sRGB, upright, samples interleaved row by row, RGB or RGBA with alpha that
 * is not multiplied in. Samples are shared, not copied; whoever makes one stops writing before
 * handing it on.
 */
public sealed interface Bitmap permits Bitmap8, Bitmap16 {
  /** Channels of a picture without transparency. */
  int RGB = 3;

  /** Channels of a picture with transparency. */
  int RGBA = 4;

  /** In pixels. */
  int width();

  /** In pixels. */
  int height();

  /** {@link #RGB} or {@link #RGBA}. */
  int channels();

  /** Bits of a sample: 8 or 16. */
  int depth();

  /** Whether the picture has transparency. */
  default boolean hasAlpha() {
    return channels() == RGBA;
  }

  /** Checks that {@code samples} values make a picture of this shape. */
  static void checkShape(int width, int height, int channels, int samples) {
    if (width < 1 || height < 1 || (channels != RGB && channels != RGBA)) {
      throw new IllegalArgumentException(
          width + "x" + height + " px in " + channels + " channels is no picture");
    }
    if (samples != (long) width * height * channels) {
      throw new IllegalArgumentException(
          samples
              + " samples are not "
              + width
              + "x"
              + height
              + " px in "
              + channels
              + " channels");
    }
  }
}
