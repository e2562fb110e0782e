package dev.pixelgate.pricing.picture;

/** Numbers in network byte order, as PNG and JPEG store them. */
final class BigEndian {
  private BigEndian() {}

  static int int32(byte[] bytes, int at) {
    return uint16(bytes, at) << 16 | uint16(bytes, at + 2);
  }

  static int uint16(byte[] bytes, int at) {
    return (bytes[at] & 0xff) << 8 | (bytes[at + 1] & 0xff);
  }
}
