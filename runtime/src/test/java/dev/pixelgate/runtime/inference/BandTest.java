package dev.pixelgate.runtime.inference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.pixelgate.runtime.picture.Bitmap;
import dev.pixelgate.runtime.picture.Bitmap8;
import java.nio.FloatBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class BandTest {
  private static final Seam NONE = new Seam(0, new byte[0]);

  @Test
  void clampsAndRoundsHalfUp() {
    float half = 100.5f / 255;
    Band band = band(2, 1, Bitmap.RGB, 8);
    band.copyColour(
        FloatBuffer.wrap(new float[] {-.2f, 1.2f, half, Math.nextDown(half), Float.NaN, 0}),
        new Tile(0, 0, 2, 1),
        new Tile(0, 0, 2, 1));
    assertArrayEquals(new byte[] {0, 101, 0, (byte) 255, 100, 0}, band.samples());
  }

  @Test
  void putsTheHighByteOfSixteenBitsFirst() {
    Band band = band(1, 1, Bitmap.RGB, 16);
    float step = 1 / 65535f;
    band.copyColour(
        FloatBuffer.wrap(new float[] {258 * step, 1.5f, 255.4f * step}),
        new Tile(0, 0, 1, 1),
        new Tile(0, 0, 1, 1));
    assertArrayEquals(new byte[] {1, 2, -1, -1, 0, -1}, band.samples());
  }

  @Test
  void copiesOnlyThePartThatCounts() {
    float[] values = new float[27];
    values[4] = 1;
    Band band = band(1, 1, Bitmap.RGB, 8);
    band.copyColour(FloatBuffer.wrap(values), new Tile(-1, -1, 3, 3), new Tile(0, 0, 1, 1));
    assertArrayEquals(new byte[] {-1, 0, 0}, band.samples());
  }

  @Test
  void keepsAlphaWithinWhatThePixelsAroundHave() {
    byte[] samples = new byte[3 * Bitmap.RGBA];
    byte[] alphas = {100, 100, -1};
    for (int x = 0; x < 3; x++) {
      samples[4 * x + Bitmap.RGB] = alphas[x];
    }
    AlphaLimits limits = new AlphaLimits(new Bitmap8(3, 1, Bitmap.RGBA, samples), 1);
    Band band = band(3, 1, Bitmap.RGBA, 8);
    float[] grey = {.9f, .5f, 1.1f, .9f, .6f, 1.1f, .9f, .4f, 1.1f};
    Tile all = new Tile(0, 0, 3, 1);
    band.copyAlpha(FloatBuffer.wrap(grey), all, all, limits);
    assertEquals(100, band.level(0, 0, Bitmap.RGB), "between 100 and 100");
    assertEquals(128, band.level(1, 0, Bitmap.RGB), "the mean, between 100 and 255");
    assertEquals(255, band.level(2, 0, Bitmap.RGB), "no more than 255");
  }

  @Test
  void mixesTilesOverTheRampBetweenThem() {
    Band band = band(4, 1, Bitmap.RGB, 8);
    Seam seam = new Seam(2, new byte[48]);
    band.start(0, 1, seam);
    Tile left = new Tile(0, 0, 4, 1);
    band.copyColour(FloatBuffer.wrap(new float[12]), left, left);
    float[] white = new float[12];
    Arrays.fill(white, 1);
    // Its own four columns begin at 1: the ramp's weights there are 1/8, 3/8, 5/8.
    band.copyColour(FloatBuffer.wrap(white), new Tile(1, 0, 4, 1), new Tile(1, 0, 3, 1));
    assertEquals(0, band.level(0, 0, 0));
    assertEquals(32, band.level(1, 0, 0));
    assertEquals(96, band.level(2, 0, 1));
    assertEquals(159, band.level(3, 0, 2));
  }

  private static Band band(int width, int height, int channels, int depth) {
    ResultShape shape = new ResultShape(width, height, channels, depth, height);
    Band band = new Band(shape, new byte[shape.bandBytes()]);
    band.start(0, height, NONE);
    return band;
  }
}
