package dev.pixelgate.runtime.picture;

import java.awt.image.DataBuffer;
import java.awt.image.WritableRaster;

/** Divides colours by the alpha that was multiplied into them, as TIFF's associated alpha is. */
final class Premultiplied {
  private Premultiplied() {}

  /** In place; the last band is alpha. A colour that is brighter than its alpha is cut off. */
  static void undo(WritableRaster raster) {
    int bands = raster.getNumBands();
    int most = raster.getTransferType() == DataBuffer.TYPE_USHORT ? 65535 : 255;
    int[] row = new int[raster.getWidth() * bands];
    for (int y = 0; y < raster.getHeight(); y++) {
      raster.getPixels(0, y, raster.getWidth(), 1, row);
      for (int pixel = 0; pixel < row.length; pixel += bands) {
        int alpha = row[pixel + bands - 1];
        for (int band = 0; alpha != 0 && band < bands - 1; band++) {
          long colour = ((long) row[pixel + band] * most + alpha / 2) / alpha;
          row[pixel + band] = (int) Math.min(most, colour);
        }
      }
      raster.setPixels(0, y, raster.getWidth(), 1, row);
    }
  }
}
