package dev.pixelgate.runtime.inference;

import dev.pixelgate.runtime.picture.Bitmap;
import java.util.OptionalInt;

/**
 * Between which values a picture allows the alpha of its result: the least and the largest alpha of
 * the 3x3 pixels around. So what is opaque stays opaque and what is invisible stays so, exactly,
 * and an edge does not ring.
 */
final class AlphaLimits {
  private static final int NONE = -1;

  private final Bitmap picture;
  private final int scale;
  private final float max;
  private int limitsX;
  private int limitsY = NONE;
  private float[] low = {};
  private float[] high = {};

  AlphaLimits(Bitmap picture, int scale) {
    this.picture = picture;
    this.scale = scale;
    this.max = Rows.max(picture);
  }

  /** The one alpha that all pixels of the window have, if they do. */
  OptionalInt constant(Tile window) {
    Tile inside = window.within(picture.width(), picture.height());
    int[] row = new int[inside.width()];
    Rows.read(picture, Bitmap.RGB, inside.x(), inside.y(), row);
    int first = row[0];
    for (int y = inside.y(); y < inside.y() + inside.height(); y++) {
      Rows.read(picture, Bitmap.RGB, inside.x(), y, row);
      for (int alpha : row) {
        if (alpha != first) {
          return OptionalInt.empty();
        }
      }
    }
    return OptionalInt.of(first);
  }

  /**
   * Turns a part of a row of the result's alpha into what is allowed.
   *
   * @param sum of three channels that each give an alpha in 0..1
   * @param x of the part's start in the result, a multiple of the scale, as is {@code count}
   */
  void apply(float[] sum, int x, int y, int count, float[] into) {
    prepare(x / scale, y / scale, count / scale);
    int i = 0;
    for (int pixel = 0; pixel < low.length; pixel++) {
      for (int end = i + scale; i < end; i++) {
        into[i] = Math.min(Math.max(sum[i] / Bitmap.RGB, low[pixel]), high[pixel]);
      }
    }
  }

  private void prepare(int x, int y, int count) {
    if (limitsX == x && limitsY == y && low.length == count) {
      return;
    }
    limitsX = x;
    limitsY = y;
    low = new float[count];
    high = new float[count];
    Tile around = new Tile(x - 1, y - 1, count + 2, 3).within(picture.width(), picture.height());
    int[] least = new int[around.width()];
    int[] most = new int[around.width()];
    columnLimits(around, least, most);
    for (int i = 0; i < count; i++) {
      int from = Math.max(x + i - 1 - around.x(), 0);
      int to = Math.min(x + i + 1 - around.x(), around.width() - 1);
      low[i] = Math.min(least[from], Math.min(least[to], least[x + i - around.x()])) / max;
      high[i] = Math.max(most[from], Math.max(most[to], most[x + i - around.x()])) / max;
    }
  }

  private void columnLimits(Tile around, int[] least, int[] most) {
    int[] row = new int[around.width()];
    Rows.read(picture, Bitmap.RGB, around.x(), around.y(), least);
    Rows.read(picture, Bitmap.RGB, around.x(), around.y(), most);
    for (int y = around.y() + 1; y < around.y() + around.height(); y++) {
      Rows.read(picture, Bitmap.RGB, around.x(), y, row);
      for (int i = 0; i < row.length; i++) {
        least[i] = Math.min(least[i], row[i]);
        most[i] = Math.max(most[i], row[i]);
      }
    }
  }
}
