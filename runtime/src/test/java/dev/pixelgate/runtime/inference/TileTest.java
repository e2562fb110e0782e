package dev.pixelgate.runtime.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TileTest {
  @ParameterizedTest
  @CsvSource({"1,1,16", "16,16,16", "17,16,16", "100,37,16", "5,200,64"})
  void coversEachPixelOnceWithTilesOfAlmostOneSize(int width, int height, int side) {
    List<Tile> tiles = Tile.cover(width, height, side);
    int[][] covered = new int[height][width];
    int shortest = Integer.MAX_VALUE;
    int longest = 0;
    for (Tile tile : tiles) {
      shortest = Math.min(shortest, tile.width());
      longest = Math.max(longest, Math.max(tile.width(), tile.height()));
      for (int y = tile.y(); y < tile.y() + tile.height(); y++) {
        for (int x = tile.x(); x < tile.x() + tile.width(); x++) {
          covered[y][x]++;
        }
      }
    }
    for (int[] row : covered) {
      for (int count : row) {
        assertEquals(1, count);
      }
    }
    assertTrue(longest <= side);
    assertTrue(width / Math.ceilDiv(width, side) <= shortest);
  }

  @Test
  void seesTheBorderInsideAndTheEdgeOutside() {
    Tile tile = new Tile(0, 50, 40, 50);
    assertEquals(new Tile(-6, 34, 62, 72), tile.window(16, 6, 100, 100));
  }
}
