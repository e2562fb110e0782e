package dev.pixelgate.pricing.picture;

/** Numbers with the lowest byte first, as WebP, GIF and BMP store them. */
final class LittleEndian {
  private LittleEndian() {}

  static long uint32(byte[] bytes, int at) {
    return Integer.toUnsignedLong(int32(bytes, at));
  }

  static int int32(byte[] bytes, int at) {
    return uint16(bytes, at) | uint16(bytes, at + 2) << 16;
  }

  static int uint24(byte[] bytes, int at) {
    return uint16(bytes, at) | (bytes[at + 2] & 0xff) << 16;
  }

  static int uint16(byte[] bytes, int at) {
    return (bytes[at] & 0xff) | (bytes[at + 1] & 0xff) << 8;
  }
}
