package dev.pixelgate.runtime.picture;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.BitSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GifDecoderTest {
  private static final int ROOT_BITS = 4;
  private static final int CLEAR = 1 << ROOT_BITS;
  private static final int END = CLEAR + 1;
  private static final int NOTHING_TRANSPARENT = -1;

  /** The JDK's reader shows 0 0 1 for three interlaced rows, and 0 3 1 0 for four. */
  @Test
  void putsInterlacedRowsInOrder() throws Exception {
    int[] starts = {0, 4, 2, 1};
    int[] steps = {8, 8, 4, 2};
    for (int height = 1; height <= 16; height++) {
      Bits bits = new Bits();
      for (int pass = 0; pass < 4; pass++) {
        for (int y = starts[pass]; y < height; y += steps[pass]) {
          bits.plain(y);
        }
      }
      Bitmap8 picture = TestingPictures.read(gif(height, true, NOTHING_TRANSPARENT, bits));
      for (int y = 0; y < height; y++) {
        assertEquals(y, picture.sample(0, y, 0), y + " of " + height);
      }
    }
  }

  /**
   * The JDK's reader paints them beyond the picture, each of up to 4096 pixels: 9 s for 100 kB.
   * Here even one that stands for nothing does no harm.
   */
  @Test
  void leavesCodesBehindTheLastPixelAlone() throws Exception {
    Bits bits = new Bits();
    bits.plain(5);
    bits.put(31);
    Bitmap8 picture = TestingPictures.read(gif(1, false, NOTHING_TRANSPARENT, bits));
    assertArrayEquals(new byte[] {5, 0, 1}, picture.samples());
  }

  @Test
  void refusesCodesThatAreNotYetKnown() {
    for (int code : new int[] {END + 1, END + 2, 31}) {
      Bits bits = new Bits();
      bits.put(code);
      assertTrue(refusal(2, bits).contains("code " + code), "first " + code);
    }
    Bits second = new Bits();
    second.put(1);
    second.put(END + 2);
    assertEquals("damaged GIF: code 19 where 18 are known", refusal(2, second));
  }

  @Test
  void refusesAFrameThatEndsEarly() {
    Bits bits = new Bits();
    bits.plain(1);
    bits.plain(2);
    bits.put(END);
    assertEquals("damaged GIF: it ends after 2 of 3 px", refusal(3, bits));
  }

  @Test
  void takesNoColourForTransparentWhenTheIndexIsBeyondThePalette() throws Exception {
    Bits bits = new Bits();
    bits.plain(15);
    bits.plain(1);
    assertFalse(TestingPictures.read(gif(2, false, 255, bits)).hasAlpha());
    Bitmap8 transparent = TestingPictures.read(gif(2, false, 15, bits));
    assertArrayEquals(new byte[] {15, 0, 1, 0, 1, 0, 1, -1}, transparent.samples());
  }

  private static String refusal(int height, Bits bits) {
    byte[] gif = gif(height, false, NOTHING_TRANSPARENT, bits);
    return assertThrows(PictureException.class, () -> TestingPictures.read(gif)).getMessage();
  }

  /** One pixel wide; colour i of the palette is (i, 0, 1). */
  private static byte[] gif(int height, boolean interlaced, int transparent, Bits bits) {
    ByteArrayOutputStream gif = new ByteArrayOutputStream();
    gif.writeBytes(new byte[] {'G', 'I', 'F', '8', '9', 'a'});
    gif.writeBytes(new byte[] {1, 0, (byte) height, 0, (byte) 0xb3, 0, 0});
    IntStream.range(0, 16).forEach(i -> gif.writeBytes(new byte[] {(byte) i, 0, 1}));
    if (transparent >= 0) {
      gif.writeBytes(new byte[] {0x21, (byte) 0xf9, 4, 1, 0, 0, (byte) transparent, 0});
    }
    gif.writeBytes(new byte[] {0x2c, 0, 0, 0, 0, 1, 0, (byte) height, 0});
    gif.write(interlaced ? 0x40 : 0);
    gif.write(ROOT_BITS);
    byte[] data = bits.bytes();
    for (int at = 0; at < data.length; at += 255) {
      int length = Math.min(255, data.length - at);
      gif.write(length);
      gif.write(data, at, length);
    }
    gif.write(0);
    gif.write(0x3b);
    return gif.toByteArray();
  }

  /** Codes, the lowest bit first. */
  private static final class Bits {
    private final BitSet bits = new BitSet();
    private int count;

    /** An index as it is, behind a clear code, so that the width of codes stays. */
    void plain(int index) {
      put(CLEAR);
      put(index);
    }

    void put(int code) {
      for (int bit = 0; bit <= ROOT_BITS; bit++, count++) {
        bits.set(count, (code >> bit & 1) != 0);
      }
    }

    byte[] bytes() {
      return Arrays.copyOf(bits.toByteArray(), (count + 7) / 8);
    }
  }
}
