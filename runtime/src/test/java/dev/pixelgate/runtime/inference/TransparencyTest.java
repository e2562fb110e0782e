package dev.pixelgate.runtime.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pixelgate.runtime.picture.Bitmap;
import dev.pixelgate.runtime.picture.Bitmap16;
import dev.pixelgate.runtime.picture.Bitmap8;
import org.junit.jupiter.api.Test;

class TransparencyTest {
  private static final int SIDE = 64;
  private static final int ALPHA = Bitmap.RGB;

  /** Red and white both have full red: any less of it is a ring. */
  @Test
  void drawsNoDarkRingAroundADisc() throws Exception {
    try (Upscaler upscaler = TestingNetworks.upscaler(64, 16)) {
      Bitmap8 disc = disc(SIDE, 1);
      Bitmap8 unmended = (Bitmap8) TestingBands.upscale(upscaler, disc);
      int darkest = least(unmended, 255, 0);
      assertTrue(darkest < 215, darkest + " without mending: this test shows nothing");

      HiddenColour.replace(disc);
      Bitmap8 result = (Bitmap8) TestingBands.upscale(upscaler, disc);
      assertEquals(Bitmap.RGBA, result.channels());
      assertTrue(least(result, 255, 0) >= 250, "red on white " + least(result, 255, 0));
      Bitmap8 drawn = disc(4 * SIDE, 4);
      for (int background : new int[] {0, 255}) {
        double difference = meanDifference(result, drawn, background);
        assertTrue(difference < 0.8, difference + " levels on " + background);
      }
    }
  }

  @Test
  void keepsInvisibleWhatIsInvisibleAndOpaqueWhatIsOpaque() throws Exception {
    Bitmap8 disc = disc(SIDE, 1);
    HiddenColour.replace(disc);
    try (Upscaler upscaler = TestingNetworks.upscaler(64, 16)) {
      Bitmap8 result = (Bitmap8) TestingBands.upscale(upscaler, disc);
      assertEquals(0, result.sample(0, 0, ALPHA));
      assertEquals(0, result.sample(4 * SIDE - 1, 130, ALPHA));
      for (int at = 100; at < 156; at++) {
        assertEquals(255, result.sample(at, at, ALPHA));
      }
    }
  }

  @Test
  void leavesAFullyTransparentPictureSo() throws Exception {
    byte[] samples = new byte[SIDE * SIDE * Bitmap.RGBA];
    Bitmap8 picture = new Bitmap8(SIDE, SIDE, Bitmap.RGBA, samples);
    HiddenColour.replace(picture);
    try (Upscaler upscaler = TestingNetworks.upscaler(64, 16)) {
      Bitmap8 result = (Bitmap8) TestingBands.upscale(upscaler, picture);
      for (int y = 0; y < 4 * SIDE; y++) {
        for (int x = 0; x < 4 * SIDE; x++) {
          assertEquals(0, result.sample(x, y, ALPHA));
        }
      }
    }
  }

  @Test
  void keepsTheColoursOfAnOpaquePictureAsTheyWereWithoutAlpha() throws Exception {
    Bitmap8 disc = disc(SIDE, 1);
    byte[] opaque = disc.samples().clone();
    byte[] rgb = new byte[SIDE * SIDE * Bitmap.RGB];
    for (int pixel = 0; pixel < SIDE * SIDE; pixel++) {
      opaque[4 * pixel + ALPHA] = (byte) 255;
      System.arraycopy(opaque, 4 * pixel, rgb, 3 * pixel, 3);
    }
    try (Upscaler upscaler = TestingNetworks.upscaler(64, 16)) {
      Bitmap8 with =
          (Bitmap8) TestingBands.upscale(upscaler, new Bitmap8(SIDE, SIDE, Bitmap.RGBA, opaque));
      Bitmap8 without =
          (Bitmap8) TestingBands.upscale(upscaler, new Bitmap8(SIDE, SIDE, Bitmap.RGB, rgb));
      for (int y = 0; y < 4 * SIDE; y++) {
        for (int x = 0; x < 4 * SIDE; x++) {
          assertEquals(without.sample(x, y, 0), with.sample(x, y, 0));
          assertEquals(255, with.sample(x, y, ALPHA));
        }
      }
    }
  }

  @Test
  void keepsAnAlphaGradientMonotone() throws Exception {
    byte[] samples = new byte[SIDE * SIDE * Bitmap.RGBA];
    for (int pixel = 0; pixel < SIDE * SIDE; pixel++) {
      samples[4 * pixel] = (byte) 200;
      samples[4 * pixel + ALPHA] = (byte) (pixel % SIDE * 4);
    }
    try (Upscaler upscaler = TestingNetworks.upscaler(32, 16)) {
      Bitmap8 result =
          (Bitmap8) TestingBands.upscale(upscaler, new Bitmap8(SIDE, SIDE, Bitmap.RGBA, samples));
      for (int y = 0; y < 4 * SIDE; y++) {
        int highest = 0;
        for (int x = 0; x < 4 * SIDE; x++) {
          int alpha = result.sample(x, y, ALPHA);
          assertTrue(alpha >= highest - 2, alpha + " after " + highest + " at " + x + "," + y);
          assertEquals(x, alpha, 8, "at " + x + "," + y);
          highest = Math.max(highest, alpha);
        }
      }
    }
  }

  @Test
  void upscalesTransparencyOfSixteenBits() throws Exception {
    Bitmap8 disc = disc(SIDE, 1);
    short[] wide = new short[disc.samples().length];
    for (int i = 0; i < wide.length; i++) {
      wide[i] = (short) ((disc.samples()[i] & 0xff) * 257);
    }
    Bitmap16 picture = new Bitmap16(SIDE, SIDE, Bitmap.RGBA, wide);
    HiddenColour.replace(disc);
    HiddenColour.replace(picture);
    try (Upscaler upscaler = TestingNetworks.upscaler(64, 16)) {
      Bitmap8 narrow = (Bitmap8) TestingBands.upscale(upscaler, disc);
      Bitmap16 result = (Bitmap16) TestingBands.upscale(upscaler, picture);
      for (int y = 0; y < 4 * SIDE; y++) {
        for (int x = 0; x < 4 * SIDE; x++) {
          for (int channel = 0; channel < Bitmap.RGBA; channel++) {
            assertEquals(narrow.sample(x, y, channel), result.sample(x, y, channel) / 257.0, 0.6);
          }
        }
      }
    }
  }

  /** A red disc with a soft edge; what is invisible is black, as many programs store it. */
  static Bitmap8 disc(int side, int scale) {
    byte[] samples = new byte[side * side * Bitmap.RGBA];
    double radius = 20.0 * scale;
    for (int y = 0; y < side; y++) {
      for (int x = 0; x < side; x++) {
        int inside = 0;
        for (int part = 0; part < 64; part++) {
          double dx = x + (part % 8 + 0.5) / 8 - side / 2.0;
          double dy = y + (part / 8 + 0.5) / 8 - side / 2.0;
          inside += dx * dx + dy * dy < radius * radius ? 1 : 0;
        }
        int at = (y * side + x) * Bitmap.RGBA;
        samples[at] = (byte) (inside > 0 ? 255 : 0);
        samples[at + ALPHA] = (byte) (inside * 255 / 64);
      }
    }
    return new Bitmap8(side, side, Bitmap.RGBA, samples);
  }

  private static int least(Bitmap8 picture, int background, int channel) {
    int least = 255;
    for (int y = 0; y < picture.height(); y++) {
      for (int x = 0; x < picture.width(); x++) {
        least = Math.min(least, (int) Math.round(on(picture, x, y, channel, background)));
      }
    }
    return least;
  }

  private static double meanDifference(Bitmap8 one, Bitmap8 other, int background) {
    double sum = 0;
    for (int y = 0; y < one.height(); y++) {
      for (int x = 0; x < one.width(); x++) {
        for (int channel = 0; channel < Bitmap.RGB; channel++) {
          sum +=
              Math.abs(on(one, x, y, channel, background) - on(other, x, y, channel, background));
        }
      }
    }
    return sum / one.width() / one.height() / Bitmap.RGB;
  }

  /** What a viewer shows on a background. */
  private static double on(Bitmap8 picture, int x, int y, int channel, int background) {
    double alpha = picture.sample(x, y, ALPHA) / 255.0;
    return alpha * picture.sample(x, y, channel) + (1 - alpha) * background;
  }
}
