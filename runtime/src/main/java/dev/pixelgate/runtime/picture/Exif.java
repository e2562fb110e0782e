package dev.pixelgate.runtime.picture;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The one thing of EXIF that matters here. Whatever is malformed means "upright". */
final class Exif {
  private static final long PREFIX = 0x457869660000L; // Exif and two zeros, as JPEG has it
  private static final int PREFIX_BYTES = 6;
  private static final int ENTRY_BYTES = 12;
  private static final int ORIENTATION = 274;
  private static final int SHORT = 3;

  private Exif() {}

  /** Of an EXIF block with or without JPEG's prefix. Follows no pointer but the first. */
  static Orientation orientation(byte[] bytes) {
    ByteBuffer exif = ByteBuffer.wrap(bytes);
    if (bytes.length >= 8 && exif.getLong(0) >>> 16 == PREFIX) {
      exif = exif.position(PREFIX_BYTES).slice();
    }
    if (exif.limit() < 8) {
      return Orientation.UPRIGHT;
    }
    exif.order(exif.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    long directory = exif.getInt(4) & 0xffffffffL;
    if (exif.getShort(2) != 42 || directory > exif.limit() - 2) {
      return Orientation.UPRIGHT;
    }
    int first = (int) directory + 2;
    int most = (exif.limit() - first) / ENTRY_BYTES;
    int entries = Math.min(exif.getShort((int) directory) & 0xffff, most);
    for (int at = first; at < first + entries * ENTRY_BYTES; at += ENTRY_BYTES) {
      if ((exif.getShort(at) & 0xffff) == ORIENTATION && exif.getShort(at + 2) == SHORT) {
        return Orientation.of(exif.getShort(at + 8) & 0xffff);
      }
    }
    return Orientation.UPRIGHT;
  }
}
