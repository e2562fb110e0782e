package dev.pixelgate.runtime.picture;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class PaethTest {
  @Test
  void predictsAsTheSpecificationDoesForAllNeighbours() {
    byte[] row = new byte[2];
    byte[] above = new byte[2];
    byte[] filtered = new byte[2];
    for (int left = 0; left < 256; left++) {
      row[0] = (byte) left;
      for (int up = 0; up < 256; up++) {
        above[1] = (byte) up;
        for (int corner = 0; corner < 256; corner++) {
          above[0] = (byte) corner;
          Paeth.filter(row, 0, above, 0, 2, 1, filtered, 0);
          if (filtered[1] != (byte) -specified(left, up, corner)) {
            assertEquals((byte) -specified(left, up, corner), filtered[1], left + " " + up);
          }
        }
      }
    }
  }

  @Test
  void takesTheRowAboveForTheFirstPixel() {
    byte[] row = {0, 10, 20, 30};
    byte[] above = {0, 0, 1, 2, 3};
    byte[] filtered = new byte[5];
    Paeth.filter(row, 1, above, 2, 3, 3, filtered, 2);
    assertArrayEquals(new byte[] {0, 0, 9, 18, 27}, filtered);
  }

  /** PNG specification, section 9.4, as it is written there. */
  private static int specified(int a, int b, int c) {
    int p = a + b - c;
    int pa = Math.abs(p - a);
    int pb = Math.abs(p - b);
    int pc = Math.abs(p - c);
    if (pa <= pb && pa <= pc) {
      return a;
    }
    return pb <= pc ? b : c;
  }
}
