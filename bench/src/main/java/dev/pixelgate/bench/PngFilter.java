package dev.pixelgate.bench;

import dev.pixelgate.runtime.picture.Paeth;
import java.util.Arrays;

/** PNG's filters for rows of 8-bit RGB (PNG specification, section 9). */
public enum PngFilter {
  /** The row as it is. */
  NONE {
    @Override
    void apply(byte[] samples, int at, int above, int length, byte[] filtered) {
      System.arraycopy(samples, at, filtered, 0, length);
    }
  },
  /** Against the left. */
  SUB {
    @Override
    void apply(byte[] samples, int at, int above, int length, byte[] filtered) {
      System.arraycopy(samples, at, filtered, 0, STEP);
      for (int i = STEP; i < length; i++) {
        filtered[i] = (byte) (samples[at + i] - samples[at + i - STEP]);
      }
    }
  },
  /** Against the row above. */
  UP {
    @Override
    void apply(byte[] samples, int at, int above, int length, byte[] filtered) {
      for (int i = 0; i < length; i++) {
        filtered[i] = (byte) (samples[at + i] - samples[above + i]);
      }
    }
  },
  /** Against the mean of both. */
  AVERAGE {
    @Override
    void apply(byte[] samples, int at, int above, int length, byte[] filtered) {
      for (int i = 0; i < STEP; i++) {
        filtered[i] = (byte) (samples[at + i] - ((samples[above + i] & 0xff) >> 1));
      }
      for (int i = STEP; i < length; i++) {
        int sum = (samples[at + i - STEP] & 0xff) + (samples[above + i] & 0xff);
        filtered[i] = (byte) (samples[at + i] - (sum >> 1));
      }
    }
  },
  /** Ours. */
  PAETH {
    @Override
    void apply(byte[] samples, int at, int above, int length, byte[] filtered) {
      Paeth.filter(samples, at, samples, above, length, STEP, filtered, 0);
    }
  },
  /** By the three distances of the specification. */
  SPECIFIED_PAETH {
    @Override
    void apply(byte[] samples, int at, int above, int length, byte[] filtered) {
      for (int i = 0; i < length; i++) {
        int left = i < STEP ? 0 : samples[at + i - STEP] & 0xff;
        int up = samples[above + i] & 0xff;
        int corner = i < STEP ? 0 : samples[above + i - STEP] & 0xff;
        int toLeft = Math.abs(up - corner);
        int toUp = Math.abs(left - corner);
        int toCorner = Math.abs(left + up - 2 * corner);
        int nearest = toUp <= toCorner ? up : corner;
        filtered[i] =
            (byte) (samples[at + i] - (toLeft <= toUp && toLeft <= toCorner ? left : nearest));
      }
    }
  };

  private static final int STEP = 3;

  /** Filters {@code length} bytes at {@code at} with those at {@code above}. */
  abstract void apply(byte[] samples, int at, int above, int length, byte[] filtered);

  /** Those of the specification. */
  static PngFilter[] specified() {
    return Arrays.copyOf(values(), 5);
  }
}
