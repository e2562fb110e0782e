package dev.pixelgate.runtime.inference;

import java.util.ArrayList;
import java.util.List;

/** A rectangle of a picture, px. */
record Tile(int x, int y, int width, int height) {
  /**
   * Covers a picture with tiles as equal as can be, none longer than {@code side}; each pixel is in
   * one tile. Row by row.
   */
  static List<Tile> cover(int width, int height, int side) {
    int columns = Math.ceilDiv(width, side);
    int rows = Math.ceilDiv(height, side);
    List<Tile> tiles = new ArrayList<>(columns * rows);
    for (int row = 0; row < rows; row++) {
      int top = cut(height, row, rows);
      int bottom = cut(height, row + 1, rows);
      for (int column = 0; column < columns; column++) {
        int left = cut(width, column, columns);
        tiles.add(new Tile(left, top, cut(width, column + 1, columns) - left, bottom - top));
      }
    }
    return tiles;
  }

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

  private static int cut(int length, int part, int parts) {
    return (int) ((long) length * part / parts);
  }
}
