package dev.pixelgate.runtime.inference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.pixelgate.runtime.picture.Bitmap;
import dev.pixelgate.runtime.picture.Bitmap16;
import dev.pixelgate.runtime.picture.Bitmap8;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HiddenColourTest {
  @ParameterizedTest
  @CsvSource({"1,1", "9,1", "1,9", "37,23", "64,64"})
  void spreadsTheOnlyVisibleColourOverAll(int width, int height) {
    Bitmap8 picture = empty(width, height);
    set(picture, width / 2, height / 2, 200, 100, 50, 1);
    HiddenColour.replace(picture);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        assertEquals(200, picture.sample(x, y, 0));
        assertEquals(100, picture.sample(x, y, 1));
        assertEquals(50, picture.sample(x, y, 2));
        boolean visible = x == width / 2 && y == height / 2;
        assertEquals(visible ? 1 : 0, picture.sample(x, y, 3));
      }
    }
  }

  @Test
  void takesTheNearerOfTwoColours() {
    Bitmap8 picture = empty(32, 8);
    for (int y = 0; y < 8; y++) {
      set(picture, 0, y, 255, 0, 0, 255);
      set(picture, 31, y, 0, 0, 255, 255);
    }
    HiddenColour.replace(picture);
    assertEquals(255, picture.sample(1, 3, 0), 40);
    assertEquals(255, picture.sample(30, 3, 2), 40);
    for (int x = 1; x < 32; x++) {
      assertEquals(255, picture.sample(x, 4, 0) + picture.sample(x, 4, 2), 4, "no dark at " + x);
    }
  }

  @Test
  void changesNothingThatIsVisible() {
    Random random = new Random(5);
    byte[] samples = new byte[40 * 30 * Bitmap.RGBA];
    random.nextBytes(samples);
    for (int pixel = 0; pixel < 40 * 30; pixel++) {
      samples[4 * pixel + 3] = (byte) (random.nextInt(3) == 0 ? 0 : random.nextInt(1, 256));
    }
    byte[] before = samples.clone();
    HiddenColour.replace(new Bitmap8(40, 30, Bitmap.RGBA, samples));
    int hidden = 0;
    for (int pixel = 0; pixel < 40 * 30; pixel++) {
      assertEquals(before[4 * pixel + 3], samples[4 * pixel + 3]);
      if (samples[4 * pixel + 3] == 0) {
        hidden++;
      } else {
        for (int channel = 0; channel < Bitmap.RGB; channel++) {
          assertEquals(before[4 * pixel + channel], samples[4 * pixel + channel]);
        }
      }
    }
    assertEquals(400, hidden, 60);
  }

  @Test
  void leavesAPictureWithoutAnyVisiblePixelInvisible() {
    Bitmap8 picture = empty(5, 7);
    HiddenColour.replace(picture);
    assertArrayEquals(new byte[5 * 7 * 4], picture.samples());
  }

  @Test
  void seesTheLeastAlphaOfSixteenBits() {
    short[] samples = new short[2 * Bitmap.RGBA];
    samples[0] = (short) 0x8000;
    samples[3] = 1;
    HiddenColour.replace(new Bitmap16(2, 1, Bitmap.RGBA, samples));
    assertEquals((short) 0x8080, samples[4]);
    assertEquals(0, samples[7]);
  }

  private static Bitmap8 empty(int width, int height) {
    return new Bitmap8(width, height, Bitmap.RGBA, new byte[width * height * Bitmap.RGBA]);
  }

  private static void set(Bitmap8 picture, int x, int y, int... colour) {
    for (int channel = 0; channel < Bitmap.RGBA; channel++) {
      picture.samples()[(y * picture.width() + x) * Bitmap.RGBA + channel] = (byte) colour[channel];
    }
  }
}
