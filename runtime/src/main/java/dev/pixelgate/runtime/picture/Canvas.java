package dev.pixelgate.runtime.picture;

import java.awt.Rectangle;
import java.awt.image.DataBuffer;
import java.awt.image.WritableRaster;
import java.util.Arrays;

/** Where an animation's frames are painted. */
final class Canvas {
  private Canvas() {}

  /** On a larger or smaller canvas, transparent around; what lies beyond it is cut off. */
  static Decoded place(Decoded picture, int width, int height, int left, int top) {
    WritableRaster from = picture.raster();
    int colours = picture.inks().bands();
    WritableRaster screen = Samples.interleaved(DataBuffer.TYPE_BYTE, width, height, colours + 1);
    Rectangle part =
        new Rectangle(width, height)
            .intersection(new Rectangle(left, top, from.getWidth(), from.getHeight()));
    int[] row = new int[Math.max(0, part.width)];
    for (int y = 0; y < part.height && part.width > 0; y++) {
      int fromX = part.x - left;
      int fromY = part.y - top + y;
      for (int band = 0; band <= colours; band++) {
        if (band < from.getNumBands()) {
          from.getSamples(fromX, fromY, part.width, 1, band, row);
        } else {
          Arrays.fill(row, 255);
        }
        screen.setSamples(part.x, part.y + y, part.width, 1, band, row);
      }
    }
    return new Decoded(screen, picture.inks(), true, picture.profile(), picture.orientation());
  }
}
