package dev.pixelgate.function.fuzz;

import java.io.ByteArrayOutputStream;
import java.util.List;

/** Numbers and ranges in byte arrays; what lies outside an array reads as 0 and is not written. */
final class Bytes {
  private Bytes() {}

  static int get(byte[] bytes, int at, int size, boolean littleEndian) {
    int value = 0;
    for (int i = 0; i < size; i++) {
      int index = littleEndian ? at + size - 1 - i : at + i;
      value = value << 8 | (index >= 0 && index < bytes.length ? bytes[index] & 0xff : 0);
    }
    return value;
  }

  static void put(byte[] bytes, int at, int size, boolean littleEndian, int value) {
    for (int i = 0; i < size; i++) {
      int index = littleEndian ? at + i : at + size - 1 - i;
      if (index >= 0 && index < bytes.length) {
        bytes[index] = (byte) (i < 4 ? value >> (8 * i) : 0);
      }
    }
  }

  static byte[] join(List<byte[]> parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    parts.forEach(out::writeBytes);
    return out.toByteArray();
  }

  /** The first {@code keep} bytes, then {@code middle}, then {@code bytes} from {@code from} on. */
  static byte[] replace(byte[] bytes, int keep, byte[] middle, int from) {
    byte[] out = new byte[keep + middle.length + bytes.length - from];
    System.arraycopy(bytes, 0, out, 0, keep);
    System.arraycopy(middle, 0, out, keep, middle.length);
    System.arraycopy(bytes, from, out, keep + middle.length, bytes.length - from);
    return out;
  }
}
