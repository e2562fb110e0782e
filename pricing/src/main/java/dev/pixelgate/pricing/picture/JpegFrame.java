package dev.pixelgate.pricing.picture;

/**
 * What a JPEG frame header (SOF segment, ITU-T T.81 section B.2.2) says. Coded in Huffman at 8
 * bits: baseline, extended or progressive; the other kinds are rare and hardly any decoder has
 * them.
 */
final class JpegFrame {
  /** The bytes of the segment, after its length, that are needed. */
  static final int NEEDED_BYTES = 6;

  private JpegFrame() {}

  /** SOF0 to SOF15, but for DHT, JPG and DAC, which lie among them. */
  static boolean isFrame(int marker) {
    return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
  }

  /**
   * What is wrong with a frame header, as a phrase; empty when nothing is.
   *
   * @param length bytes of the segment after its length
   */
  static String problem(int marker, byte[] segment, int length) {
    int kind = marker - 0xc0;
    if (kind > 2) {
      return "it is a JPEG in %s coding (SOF%d); baseline, extended and progressive Huffman are read"
          .formatted(kind >= 9 ? "arithmetic" : "lossless or hierarchical", kind);
    }
    if (length < NEEDED_BYTES || length != NEEDED_BYTES + 3 * (segment[5] & 0xff)) {
      return "its frame header has a wrong length";
    }
    if (segment[0] != 8) {
      return "it has %d bits a sample, 8 are read".formatted(segment[0] & 0xff);
    }
    int width = BigEndian.uint16(segment, 3);
    int height = BigEndian.uint16(segment, 1);
    if (width == 0 || height == 0 || segment[5] == 0) {
      return "its size is %dx%d pixels with %d components"
          .formatted(width, height, segment[5] & 0xff);
    }
    return "";
  }

  /** The picture of a sound frame header. */
  static Picture picture(byte[] segment) {
    return new Picture(
        PictureFormat.JPEG, BigEndian.uint16(segment, 3), BigEndian.uint16(segment, 1));
  }
}
