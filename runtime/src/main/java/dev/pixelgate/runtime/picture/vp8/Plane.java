package dev.pixelgate.runtime.picture.vp8;

import java.util.Arrays;

/**
 * Luma or one chroma of whole macroblocks, with the border that prediction reads: one row above
 * (127, with a macroblock's width more at its end), one column left (129).
 */
final class Plane {
  private static final int ABOVE = 127;
  private static final int LEFT = 129;
  private static final int MORE = 16;

  private final int stride;
  private final byte[] samples;

  Plane(int width, int height) {
    stride = 1 + width + MORE;
    samples = new byte[Math.multiplyExact(stride, height + 1)];
    Arrays.fill(samples, 0, stride, (byte) ABOVE);
    for (int y = 0; y < height; y++) {
      samples[at(0, y) - 1] = (byte) LEFT;
    }
  }

  int stride() {
    return stride;
  }

  /** The index of a sample; -1 is in the border. */
  int at(int x, int y) {
    return (y + 1) * stride + x + 1;
  }

  int get(int at) {
    return samples[at] & 0xff;
  }

  /** Stores a value, clamped to 0 to 255. */
  void set(int at, int value) {
    samples[at] = (byte) (value < 0 ? 0 : Math.min(255, value));
  }

  /** The samples themselves. */
  byte[] samples() {
    return samples;
  }
}
