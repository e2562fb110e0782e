package dev.pixelgate.router.attempt;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.api.Test;

class ByteScanTest {
  @Test
  void findsWhatALoopFinds() {
    Random random = new Random(5);
    for (int round = 0; round < 20_000; round++) {
      byte[] bytes = new byte[random.nextInt(40)];
      random.nextBytes(bytes);
      for (int i = 0; i < bytes.length; i++) {
        if (random.nextInt(8) == 0) {
          bytes[i] = (byte) "\"\\!#[]".charAt(random.nextInt(6));
        }
      }
      int from = random.nextInt(bytes.length + 1);
      int to = from + random.nextInt(bytes.length - from + 1);
      assertEquals(loop(bytes, from, to), ByteScan.quoteOrBackslash(bytes, from, to));
    }
  }

  private static int loop(byte[] bytes, int from, int to) {
    int i = from;
    while (i < to && bytes[i] != '"' && bytes[i] != '\\') {
      i++;
    }
    return i;
  }
}
