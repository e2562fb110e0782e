package dev.pixelgate.function.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;

/** PNG: the signature, then chunks of length, type, data and CRC. */
final class Png implements Container {
  private static final int SIGNATURE_BYTES = 8;

  /** Bytes of a chunk without data. */
  static final int FRAME_BYTES = 12;

  @Override
  public List<byte[]> split(byte[] file) {
    List<byte[]> parts = new ArrayList<>();
    int at = Math.min(SIGNATURE_BYTES, file.length);
    parts.add(Arrays.copyOf(file, at));
    while (at < file.length) {
      long end = (long) at + FRAME_BYTES + Math.max(0, Bytes.get(file, at, 4, false));
      int next = (int) Math.min(end, file.length);
      parts.add(Arrays.copyOfRange(file, at, next));
      at = next;
    }
    return parts;
  }

  @Override
  public void repair(byte[] part, boolean length) {
    if (part.length < FRAME_BYTES) {
      return;
    }
    if (length) {
      Bytes.put(part, 0, 4, false, part.length - FRAME_BYTES);
    }
    CRC32 crc = new CRC32();
    crc.update(part, 4, part.length - 8);
    Bytes.put(part, part.length - 4, 4, false, (int) crc.getValue());
  }

  /** A chunk's type; empty of the signature and of rests. */
  static String type(byte[] part) {
    return part.length < FRAME_BYTES ? "" : new String(part, 4, 4, StandardCharsets.ISO_8859_1);
  }

  /** A sound chunk. */
  byte[] chunk(String type, byte[] data) {
    byte[] part = new byte[FRAME_BYTES + data.length];
    System.arraycopy(type.getBytes(StandardCharsets.ISO_8859_1), 0, part, 4, 4);
    System.arraycopy(data, 0, part, 8, data.length);
    repair(part, true);
    return part;
  }
}
