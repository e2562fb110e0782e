package dev.pixelgate.runtime.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pixelgate.runtime.picture.Bitmap;
import dev.pixelgate.runtime.picture.Bitmap16;
import java.util.BitSet;
import org.junit.jupiter.api.Test;

class DepthTest {
  private static final int WIDTH = 128;
  private static final int HEIGHT = 16;
  private static final int FROM = 20000;
  private static final int STEP = 24;

  /** What the network's own texture may fall by, 1.5 levels of 8 bits; 1.2 were seen. */
  private static final int TEXTURE = 386;

  /** From 20000 to 23048 of 65535, which 8 bits know 13 levels of; 460 of 480 px were seen. */
  @Test
  void showsNoBandsInADarkGradientOfSixteenBits() throws Exception {
    short[] samples = new short[WIDTH * HEIGHT * Bitmap.RGB];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (short) (FROM + STEP * (i / Bitmap.RGB % WIDTH));
    }
    try (Upscaler upscaler = TestingNetworks.upscaler(64, 16)) {
      Bitmap16 result =
          (Bitmap16)
              TestingBands.upscale(upscaler, new Bitmap16(WIDTH, HEIGHT, Bitmap.RGB, samples));
      assertEquals(Short.SIZE, result.depth());
      BitSet levels = new BitSet();
      int y = 2 * HEIGHT;
      int highest = 0;
      for (int x = 16; x < 4 * WIDTH - 16; x++) {
        int value = result.sample(x, y, 1);
        levels.set(value);
        assertTrue(value >= highest - TEXTURE, value + " after " + highest + " at " + x);
        highest = Math.max(highest, value);
      }
      assertTrue(levels.cardinality() > 400, levels.cardinality() + " levels");
    }
  }
}
