package dev.pixelgate.runtime.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pixelgate.runtime.model.ModelKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LayoutTest {
  private static final int RGB_BYTES = 3;
  private static final ModelKind.Esrgan GENERAL = new ModelKind.Esrgan(4, 256, 16);

  @ParameterizedTest
  @CsvSource({"1,1,16,0", "16,16,16,4", "17,16,16,4", "100,37,16,0", "5,200,64,16", "999,70,64,8"})
  void coversEachPixelOnceWithTilesOfAlmostOneSize(int width, int height, int side, int border) {
    Layout layout = Layout.of(width, height, new ModelKind.Esrgan(4, side, border), RGB_BYTES);
    int[][] covered = new int[height][width];
    int shortest = Integer.MAX_VALUE;
    int longest = 0;
    for (int band = 0; band < layout.bands(); band++) {
      for (int column = 0; column < layout.columns(); column++) {
        Tile tile = layout.tile(band, column);
        assertEquals(layout.top(band), tile.y());
        assertEquals(layout.height(band), tile.height());
        shortest = Math.min(shortest, tile.width());
        longest = Math.max(longest, tile.width());
        cover(tile, covered);
      }
    }
    for (int[] row : covered) {
      for (int count : row) {
        assertEquals(1, count);
      }
    }
    assertTrue(longest - shortest <= 1, shortest + " to " + longest);
  }

  private static void cover(Tile tile, int[][] covered) {
    for (int y = tile.y(); y < tile.y() + tile.height(); y++) {
      for (int x = tile.x(); x < tile.x() + tile.width(); x++) {
        covered[y][x]++;
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "256,256,256",
    "4096,4096,256",
    "8192,2048,128",
    "16384,1024,64",
    "65535,256,16",
    "9,1000000,256",
    "16777216,1,1"
  })
  void lowersTheBandsOfWidePictures(int width, int height, int bandHeight) {
    Layout layout = Layout.of(width, height, GENERAL, RGB_BYTES);
    assertTrue(layout.bandHeight() <= bandHeight, layout.toString());
    assertTrue(2 * layout.bandHeight() > bandHeight, layout.toString());
  }

  @ParameterizedTest
  @CsvSource({
    "256,256",
    "4096,4096",
    "8192,2048",
    "16384,1024",
    "65535,256",
    "9,1000000",
    "16777216,1"
  })
  void showsTheNetworkNoMoreAtOnceThanASquareTile(int width, int height) {
    Layout layout = Layout.of(width, height, GENERAL, RGB_BYTES);
    for (int band = 0; band < layout.bands(); band++) {
      for (int column = 0; column < layout.columns(); column++) {
        Tile window = layout.tile(band, column).window(16, 6, width, height);
        assertTrue(window.width() * window.height() <= 288 * 288, window.toString());
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"4096,4096,1.27", "8192,2048,1.33", "16384,1024,1.55", "65536,256,3.0"})
  void keepsTheOverlapCheap(int width, int height, double most) {
    Layout layout = Layout.of(width, height, GENERAL, RGB_BYTES);
    long seen = 0;
    for (int band = 0; band < layout.bands(); band++) {
      for (int column = 0; column < layout.columns(); column++) {
        Tile window = layout.tile(band, column).window(16, 6, width, height);
        seen += (long) window.width() * window.height();
      }
    }
    double times = (double) seen / width / height;
    assertTrue(times <= most && times > most - 0.1, times + " times the picture");
  }

  @Test
  void countsTheBytesOfADeepPicture() {
    assertEquals(256, Layout.of(4096, 4096, GENERAL, RGB_BYTES).bandHeight());
    assertEquals(96, Layout.of(4096, 4096, GENERAL, 8).bandHeight(), 4.0);
  }
}
