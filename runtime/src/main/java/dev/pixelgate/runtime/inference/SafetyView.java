package dev.pixelgate.runtime.inference;

import dev.pixelgate.runtime.picture.Bitmap;
import java.nio.FloatBuffer;

/**
 * What the safety checker sees of a result, gathered while its bands pass: a bilinear resize with
 * aligned corners to a square whatever the aspect, RGB in 0..1, NHWC. Of a picture with alpha it
 * sees what a viewer sees on a white page.
 */
public final class SafetyView {
  private static final int WHITE = 255;

  private final ResultShape shape;
  private final int side;
  private final FloatBuffer input;

  /** The interpolated rows above each sample row, kept until the row below has come. */
  private final double[] above;

  private int nextRow;

  SafetyView(ResultShape shape, int side) {
    this.shape = shape;
    this.side = side;
    this.input = Tensors.allocate(side * side * Bitmap.RGB);
    this.above = new double[side * side * Bitmap.RGB];
  }

  /** Takes the next band; they come in order. */
  public void see(Band band) {
    if (band.firstRow() != nextRow) {
      throw new IllegalArgumentException(
          "a band at row " + band.firstRow() + ", must be at row " + nextRow);
    }
    nextRow += band.rows();
    for (int row = 0; row < side; row++) {
      double y = aligned(row, shape.height());
      int top = (int) y;
      if (isIn(band, top)) {
        keepAbove(band, row, top);
      }
      int bottom = Math.min(top + 1, shape.height() - 1);
      if (isIn(band, bottom)) {
        finish(band, row, bottom, y - top);
      }
    }
  }

  /** The whole square, once the last band was seen. */
  FloatBuffer input() {
    if (nextRow != shape.height()) {
      throw new IllegalStateException(nextRow + " of " + shape.height() + " rows were seen");
    }
    return input.position(0);
  }

  private static boolean isIn(Band band, int row) {
    return row >= band.firstRow() && row - band.firstRow() < band.rows();
  }

  private void keepAbove(Band band, int row, int y) {
    int at = row * side * Bitmap.RGB;
    for (int column = 0; column < side; column++) {
      for (int channel = 0; channel < Bitmap.RGB; channel++) {
        above[at++] = across(band, column, y, channel);
      }
    }
  }

  private void finish(Band band, int row, int y, double down) {
    int at = row * side * Bitmap.RGB;
    for (int column = 0; column < side; column++) {
      for (int channel = 0; channel < Bitmap.RGB; channel++) {
        double value = mix(above[at], across(band, column, y, channel), down);
        input.put(at++, (float) (value / 255));
      }
    }
  }

  private double across(Band band, int column, int y, int channel) {
    double x = aligned(column, shape.width());
    int left = (int) x;
    int right = Math.min(left + 1, shape.width() - 1);
    return mix(seen(band, left, y, channel), seen(band, right, y, channel), x - left);
  }

  private static double seen(Band band, int x, int y, int channel) {
    double colour = band.level(x, y, channel);
    return band.shape().channels() == Bitmap.RGB
        ? colour
        : mix(WHITE, colour, band.level(x, y, Bitmap.RGB) / 255);
  }

  /** First and last sample fall on the first and last pixel. */
  private double aligned(int index, int length) {
    return (double) index * (length - 1) / (side - 1);
  }

  private static double mix(double from, double to, double part) {
    return from + (to - from) * part;
  }
}
