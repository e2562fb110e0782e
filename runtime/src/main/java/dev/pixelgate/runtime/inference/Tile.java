package dev.pixelgate.runtime.inference;

/** A rectangle of a picture, px. */
record Tile(int x, int y, int width, int height) {
  /**
   * What the network sees of this tile: {@code border} px more on each side, but no more than
   * {@code edge} px beyond the picture.
   */
  Tile window(int border, int edge, int pictureWidth, int pictureHeight) {
    int left = Math.max(x - border, -edge);
    int top = Math.max(y - border, -edge);
    int right = Math.min(x + width + border, pictureWidth + edge);
    int bottom = Math.min(y + height + border, pictureHeight + edge);
    return new Tile(left, top, right - left, bottom - top);
  }

  /** What of it lies in a picture of this size. */
  Tile within(int pictureWidth, int pictureHeight) {
    int left = Math.max(x, 0);
    int top = Math.max(y, 0);
    int right = Math.min(x + width, pictureWidth);
    int bottom = Math.min(y + height, pictureHeight);
    return new Tile(left, top, right - left, bottom - top);
  }

  /** The same place in the picture {@code scale} times as large. */
  Tile scaled(int scale) {
    return new Tile(x * scale, y * scale, width * scale, height * scale);
  }
}
