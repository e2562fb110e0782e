package dev.pixelgate.runtime.inference;

import dev.pixelgate.runtime.model.ModelKind;

/**
 * How a picture is cut: into bands over its whole width, each of them into tiles; as equal as can
 * be, each pixel in one tile.
 *
 * <p>A band is as high as the model's tile, but a wide picture's is lower, so that its result stays
 * within 48 MiB: 256 px up to a width of 4096 px (RGB, 8 bits, 4x), 128 px at 8192 px, and never
 * less than 16. A tile of a low band is wider instead, so that its window has no more pixels than
 * that of a square one: with tiles of 256 px and borders of 16 the network sees 1.27 times the
 * picture's pixels at a width of 4096 px, 1.33 at 8192, 1.55 at 16384 and 3.0 at 65536, where
 * square tiles in 16-px bands would make it 3.4.
 *
 * @param bandHeight of the highest band, px of the input
 */
record Layout(int width, int height, int bands, int columns, int bandHeight) {
  private static final long BAND_BYTES = 48L << 20;
  private static final int LEAST_HEIGHT = 16;

  /**
   * Cuts a picture.
   *
   * @param bytesPerPixel of the result
   */
  static Layout of(int width, int height, ModelKind.Esrgan kind, int bytesPerPixel) {
    long bytesPerRow = (long) width * kind.scale() * kind.scale() * bytesPerPixel;
    // Equal bands are more than half as high as they may be: ramps of one do not meet.
    int least = Math.max(LEAST_HEIGHT, 4 * kind.blend());
    long fitting = Math.max(BAND_BYTES / bytesPerRow, least);
    int bands = Math.ceilDiv(height, (int) Math.min(fitting, kind.tile()));
    int bandHeight = Math.ceilDiv(height, bands);
    int side = kind.tile() + 2 * kind.border();
    int tileWidth = side * side / (bandHeight + 2 * kind.border()) - 2 * kind.border();
    return new Layout(width, height, bands, Math.ceilDiv(width, tileWidth), bandHeight);
  }

  /** How many tiles there are. */
  int tiles() {
    return bands * columns;
  }

  /** The row in which a band begins, and the one before it ends. */
  int top(int band) {
    return cut(height, band, bands);
  }

  /** A band, and so many px of its neighbours above and below. */
  Tile band(int band, int more) {
    return new Tile(0, top(band), width, height(band)).window(more, 0, width, height);
  }

  /** How high a band is. */
  int height(int band) {
    return top(band + 1) - top(band);
  }

  /** One tile of a band. */
  Tile tile(int band, int column) {
    int left = cut(width, column, columns);
    int right = cut(width, column + 1, columns);
    return new Tile(left, top(band), right - left, height(band));
  }

  private static int cut(int length, int part, int parts) {
    return (int) ((long) length * part / parts);
  }
}
