package dev.pixelgate.function;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Makes TIFF files as libtiff does: the directory, which says the size, behind the pixels. */
public final class TestingTiff {
  private static final int SHORT = 3;
  private static final int LONG = 4;

  private TestingTiff() {}

  /** 8-bit RGB, black, in one strip without compression: {@code 3 * width * height} bytes. */
  public static byte[] sized(int width, int height) {
    int pixels = 3 * width * height;
    int entries = 9;
    int directory = 8 + pixels;
    int bits = directory + 2 + 12 * entries + 4;
    ByteBuffer file = ByteBuffer.allocate(bits + 6).order(ByteOrder.LITTLE_ENDIAN);
    file.put((byte) 'I').put((byte) 'I').putShort((short) 42).putInt(directory);
    file.position(directory).putShort((short) entries);
    entry(file, 256, LONG, 1, width);
    entry(file, 257, LONG, 1, height);
    entry(file, 258, SHORT, 3, bits);
    entry(file, 259, SHORT, 1, 1); // no compression
    entry(file, 262, SHORT, 1, 2); // RGB
    entry(file, 273, LONG, 1, 8);
    entry(file, 277, SHORT, 1, 3);
    entry(file, 278, LONG, 1, height);
    entry(file, 279, LONG, 1, pixels);
    file.putInt(0).putShort((short) 8).putShort((short) 8).putShort((short) 8);
    return file.array();
  }

  private static void entry(ByteBuffer file, int tag, int type, int count, int value) {
    file.putShort((short) tag).putShort((short) type).putInt(count).putInt(value);
  }
}
