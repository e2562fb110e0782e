package dev.pixelgate.runtime.inference;

import dev.pixelgate.runtime.picture.Bitmap;
import java.util.Arrays;
import java.util.Optional;

/**
 * A picture of half the width and height, 8 bits a sample, whose fourth channel says how much a
 * colour counts: the alphas beneath it added up, at most 255. It holds the next smaller one.
 */
final class HalvedPicture {
  private static final int WEIGHT = Bitmap.RGB;
  private static final int FULL = 255;

  /** The picture of twice the size. */
  @FunctionalInterface
  private interface Source {
    /** Reads one row of one channel, 0 to 255. */
    void read(int channel, int y, int[] into);
  }

  private final int width;
  private final int height;
  private final byte[] samples;
  private final Optional<HalvedPicture> half;

  private HalvedPicture(int fullWidth, int fullHeight, Source source) {
    this.width = Math.ceilDiv(fullWidth, 2);
    this.height = Math.ceilDiv(fullHeight, 2);
    this.samples = new byte[width * height * Bitmap.RGBA];
    halve(fullWidth, fullHeight, source);
    this.half =
        width == 1 && height == 1
            ? Optional.empty()
            : Optional.of(new HalvedPicture(width, height, this::read));
  }

  /** Halves a picture with alpha until one pixel is left. */
  static HalvedPicture of(Bitmap picture) {
    int shift = picture.depth() - Byte.SIZE;
    return new HalvedPicture(
        picture.width(),
        picture.height(),
        (channel, y, into) -> {
          Rows.read(picture, channel, 0, y, into);
          for (int i = 0; i < into.length; i++) {
            // An alpha of 1/65535 is still visible.
            into[i] = into[i] == 0 ? 0 : Math.max(into[i] >> shift, 1);
          }
        });
  }

  private void halve(int fullWidth, int fullHeight, Source source) {
    int[][] row = new int[Bitmap.RGBA][fullWidth];
    int[] sums = new int[width * Bitmap.RGBA];
    for (int y = 0; y < height; y++) {
      Arrays.fill(sums, 0);
      for (int above = 2 * y; above < Math.min(2 * y + 2, fullHeight); above++) {
        for (int channel = 0; channel < Bitmap.RGBA; channel++) {
          source.read(channel, above, row[channel]);
        }
        add(row, sums);
      }
      average(sums, y);
    }
  }

  private static void add(int[][] row, int[] sums) {
    for (int x = 0; x < row[WEIGHT].length; x++) {
      int at = (x >> 1) * Bitmap.RGBA;
      int weight = row[WEIGHT][x];
      sums[at + WEIGHT] += weight;
      for (int channel = 0; channel < Bitmap.RGB; channel++) {
        sums[at + channel] += weight * row[channel][x];
      }
    }
  }

  private void average(int[] sums, int y) {
    int target = y * sums.length;
    for (int at = 0; at < sums.length; at += Bitmap.RGBA) {
      int weight = sums[at + WEIGHT];
      for (int channel = 0; weight > 0 && channel < Bitmap.RGB; channel++) {
        samples[target + at + channel] = (byte) ((sums[at + channel] + weight / 2) / weight);
      }
      samples[target + at + WEIGHT] = (byte) Math.min(weight, FULL);
    }
  }

  private void read(int channel, int y, int[] into) {
    int at = y * width * Bitmap.RGBA + channel;
    for (int i = 0; i < into.length; i++) {
      into[i] = samples[at] & 0xff;
      at += Bitmap.RGBA;
    }
  }

  /** Lets what counts little take its colour from the next smaller picture; smallest first. */
  void fill() {
    half.ifPresent(HalvedPicture::fill);
    half.ifPresent(this::fillFrom);
  }

  private void fillFrom(HalvedPicture smaller) {
    int at = 0;
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int weight = samples[at + WEIGHT] & 0xff;
        for (int channel = 0; weight < FULL && channel < Bitmap.RGB; channel++) {
          int own = weight * (samples[at + channel] & 0xff);
          int other = (FULL - weight) * smaller.doubled(x, y, channel);
          samples[at + channel] = (byte) ((own + other + FULL / 2) / FULL);
        }
        at += Bitmap.RGBA;
      }
    }
  }

  /** One colour of the picture of twice the size: bilinear between the four pixels around. */
  int doubled(int x, int y, int channel) {
    int near = x >> 1;
    int far = Math.clamp(near + 2 * (x & 1) - 1, 0, width - 1);
    int nearRow = (y >> 1) * width;
    int farRow = Math.clamp((y >> 1) + 2 * (y & 1) - 1, 0, height - 1) * width;
    int sum =
        9 * sample(nearRow + near, channel)
            + 3 * sample(nearRow + far, channel)
            + 3 * sample(farRow + near, channel)
            + sample(farRow + far, channel);
    return (sum + 8) >> 4;
  }

  private int sample(int pixel, int channel) {
    return samples[pixel * Bitmap.RGBA + channel] & 0xff;
  }
}
