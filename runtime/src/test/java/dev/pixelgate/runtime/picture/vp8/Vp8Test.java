package dev.pixelgate.runtime.picture.vp8;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Damage; that sound frames come out as libwebp decodes them is the corpus test's. */
class Vp8Test {
  private static final int CHUNK_START = 20;

  @Test
  void refusesFramesThatAreCutOffEarly() throws Exception {
    byte[] whole = frame();
    for (int length = 0; length < whole.length * 9 / 10; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertThrows(IOException.class, () -> Vp8.rgb(cut), "at " + length);
    }
  }

  @Test
  void decodesDamagedFramesToTheirSizeOrRefusesThem() throws Exception {
    long seed = Long.getLong("seed", 5);
    Random random = new Random(seed);
    byte[] whole = frame();
    int decoded = 0;
    for (int i = 0; i < 3000; i++) {
      byte[] damaged = whole.clone();
      for (int flips = 1 + random.nextInt(8); flips > 0; flips--) {
        // Behind the size: the caller checks that.
        damaged[10 + random.nextInt(damaged.length - 10)] = (byte) random.nextInt(256);
      }
      try {
        assertEquals(49 * 33 * 3, Vp8.rgb(damaged).length, "seed " + seed);
        decoded++;
      } catch (IOException e) {
        assertTrue(e.getMessage().contains("cut off"), e.getMessage());
      }
    }
    assertTrue(decoded > 100, decoded + " of 3000 decoded");
  }

  private static byte[] frame() throws IOException {
    byte[] file =
        Files.readAllBytes(Path.of("src/test/resources/corpus/webp-lossy-low-quality.webp"));
    int length = file[16] & 0xff | (file[17] & 0xff) << 8;
    return Arrays.copyOfRange(file, CHUNK_START, CHUNK_START + length);
  }
}
