package dev.pixelgate.runtime.inference;

import dev.pixelgate.runtime.picture.Bitmap8;

/** Bands that no network filled. */
public final class TestingBand {
  private TestingBand() {}

  /** Fills it with rows of a picture of the result's width. */
  public static void fill(Band band, Bitmap8 picture, int firstRow, int rows) {
    int rowBytes = band.shape().rowBytes();
    band.start(firstRow, rows, new Seam(0, new byte[0]));
    System.arraycopy(picture.samples(), firstRow * rowBytes, band.samples(), 0, rows * rowBytes);
  }
}
