package dev.pixelgate.runtime.inference;

import dev.pixelgate.runtime.picture.Bitmap;
import dev.pixelgate.runtime.picture.Bitmap16;
import dev.pixelgate.runtime.picture.Bitmap8;

/** Reads parts of rows of a picture, of one channel, whatever its depth. */
final class Rows {
  private Rows() {}

  /** Fills {@code into} with what follows pixel {@code (x, y)} in its row. */
  static void read(Bitmap picture, int channel, int x, int y, int[] into) {
    int step = picture.channels();
    int at = (y * picture.width() + x) * step + channel;
    switch (picture) {
      case Bitmap8 bytes -> {
        byte[] samples = bytes.samples();
        for (int i = 0; i < into.length; i++) {
          into[i] = samples[at] & 0xff;
          at += step;
        }
      }
      case Bitmap16 shorts -> {
        short[] samples = shorts.samples();
        for (int i = 0; i < into.length; i++) {
          into[i] = samples[at] & 0xffff;
          at += step;
        }
      }
    }
  }

  /** The largest value of a sample. */
  static int max(Bitmap picture) {
    return (1 << picture.depth()) - 1;
  }
}
