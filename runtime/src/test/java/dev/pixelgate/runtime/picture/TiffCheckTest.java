package dev.pixelgate.runtime.picture;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;

class TiffCheckTest {
  private static final int ENTRIES = 9;
  private static final int ARRAYS = 8 + 2 + 12 * ENTRIES + 4;
  private static final short SHORT = 3;
  private static final short LONG = 4;

  @Test
  void readsStripsThatShareTheirBytes() throws Exception {
    byte[] samples = TestingPictures.read(sharing(3, 1)).samples();
    assertArrayEquals(new byte[] {7, 7, 7, 7, 7, 7, 7, 7, 7}, samples);
  }

  /** The time to look at them and to decode them was the product of their number and length. */
  @Test
  void refusesManyLongStripsInTheSamePlace() {
    byte[] tiff = sharing(1025, 65536);
    String message =
        assertThrows(PictureException.class, () -> TestingPictures.read(tiff)).getMessage();
    assertEquals(
        "damaged TIFF: its strips or tiles share their bytes and are over 67108864 bytes together",
        message);
  }

  /** 200,000 of them took 4 s. */
  @Test
  void refusesHundredsOfThousandsOfStrips() {
    byte[] tiff = sharing(65_537, 1);
    String message =
        assertThrows(PictureException.class, () -> TestingPictures.read(tiff)).getMessage();
    assertEquals("TIFFs of 65537 strips or tiles are not read, 65536 is the limit", message);
  }

  /** Grey, one pixel wide, a strip a row, all of them the same bytes. */
  private static byte[] sharing(int strips, int length) {
    int data = ARRAYS + 8 * strips;
    ByteBuffer tiff = ByteBuffer.allocate(data + length).order(ByteOrder.LITTLE_ENDIAN);
    tiff.put(new byte[] {'I', 'I'}).putShort((short) 42).putInt(8).putShort((short) ENTRIES);
    entry(tiff, TiffDirectory.WIDTH, SHORT, 1, 1);
    entry(tiff, TiffDirectory.HEIGHT, LONG, 1, strips);
    entry(tiff, TiffDirectory.BITS, SHORT, 1, 8);
    entry(tiff, TiffDirectory.COMPRESSION, SHORT, 1, 1);
    entry(tiff, TiffDirectory.PHOTOMETRIC, SHORT, 1, 1);
    entry(tiff, TiffDirectory.STRIP_OFFSETS, LONG, strips, ARRAYS);
    entry(tiff, TiffDirectory.SAMPLES, SHORT, 1, 1);
    entry(tiff, TiffDirectory.ROWS_PER_STRIP, SHORT, 1, 1);
    entry(tiff, TiffDirectory.STRIP_BYTES, LONG, strips, ARRAYS + 4 * strips);
    tiff.putInt(0);
    for (int i = 0; i < strips; i++) {
      tiff.putInt(ARRAYS + 4 * i, data).putInt(ARRAYS + 4 * (strips + i), length);
    }
    return tiff.put(data, (byte) 7).array();
  }

  private static void entry(ByteBuffer tiff, int tag, short type, int count, int value) {
    tiff.putShort((short) tag).putShort(type).putInt(count).putInt(value);
  }
}
