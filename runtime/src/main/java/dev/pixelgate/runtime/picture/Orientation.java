package dev.pixelgate.runtime.picture;

/**
 * How a stored picture is turned to stand upright: the values 1 to 8 of EXIF's tag 274, in order.
 */
enum Orientation {
  UPRIGHT(false, false, false),
  MIRRORED(false, true, false),
  UPSIDE_DOWN(false, true, true),
  MIRRORED_UPSIDE_DOWN(false, false, true),
  TRANSPOSED(true, false, false),
  TURNED_LEFT(true, false, true),
  TRANSPOSED_UPSIDE_DOWN(true, true, true),
  TURNED_RIGHT(true, true, false);

  private final boolean swapsSides;
  private final boolean readsColumnsBackwards;
  private final boolean readsRowsBackwards;

  Orientation(boolean swapsSides, boolean readsColumnsBackwards, boolean readsRowsBackwards) {
    this.swapsSides = swapsSides;
    this.readsColumnsBackwards = readsColumnsBackwards;
    this.readsRowsBackwards = readsRowsBackwards;
  }

  /** Of EXIF's value; one that EXIF does not know leaves the picture as it is. */
  static Orientation of(int exif) {
    return exif >= 1 && exif <= 8 ? values()[exif - 1] : UPRIGHT;
  }

  /** Where the stored sample of an upright pixel lies. */
  Walk walk(int storedWidth, int storedHeight, int pixelStride, int rowStride) {
    int column = readsColumnsBackwards ? -pixelStride : pixelStride;
    int row = readsRowsBackwards ? -rowStride : rowStride;
    int start =
        (readsColumnsBackwards ? (storedWidth - 1) * pixelStride : 0)
            + (readsRowsBackwards ? (storedHeight - 1) * rowStride : 0);
    return swapsSides
        ? new Walk(storedHeight, storedWidth, start, row, column)
        : new Walk(storedWidth, storedHeight, start, column, row);
  }

  /**
   * Through stored samples in upright order: pixel (x, y) begins at {@code start + x * right + y *
   * down}.
   */
  record Walk(int width, int height, int start, int right, int down) {}
}
