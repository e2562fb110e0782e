package dev.pixelgate.runtime.picture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ExifTest {
  @Test
  void readsAllValuesInBothOrdersWithAndWithoutPrefix() {
    for (int value = 1; value <= 8; value++) {
      for (ByteOrder order : new ByteOrder[] {ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN}) {
        byte[] exif = exif(order, value);
        byte[] prefixed = new byte[exif.length + 6];
        System.arraycopy(new byte[] {'E', 'x', 'i', 'f'}, 0, prefixed, 0, 4);
        System.arraycopy(exif, 0, prefixed, 6, exif.length);
        assertEquals(Orientation.values()[value - 1], Exif.orientation(exif));
        assertEquals(Orientation.values()[value - 1], Exif.orientation(prefixed));
      }
    }
  }

  @Test
  void takesUnknownValuesAndAllDamageForUpright() {
    assertEquals(Orientation.UPRIGHT, Exif.orientation(exif(ByteOrder.BIG_ENDIAN, 0)));
    assertEquals(Orientation.UPRIGHT, Exif.orientation(exif(ByteOrder.BIG_ENDIAN, 9)));
    byte[] whole = exif(ByteOrder.LITTLE_ENDIAN, 6);
    for (int length = 0; length < whole.length - 4; length++) {
      assertEquals(Orientation.UPRIGHT, Exif.orientation(Arrays.copyOf(whole, length)));
    }
    Random random = new Random(3);
    for (int i = 0; i < 20_000; i++) {
      byte[] damaged = whole.clone();
      damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
      damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
      assertNotNull(Exif.orientation(damaged));
    }
  }

  private static byte[] exif(ByteOrder order, int orientation) {
    String mark = order == ByteOrder.LITTLE_ENDIAN ? "II" : "MM";
    return ByteBuffer.allocate(26)
        .order(order)
        .put((byte) mark.charAt(0))
        .put((byte) mark.charAt(1))
        .putShort((short) 42)
        .putInt(8)
        .putShort((short) 1)
        .putShort((short) 274)
        .putShort((short) 3)
        .putInt(1)
        .putShort((short) orientation)
        .putShort((short) 0)
        .putInt(0)
        .array();
  }
}
