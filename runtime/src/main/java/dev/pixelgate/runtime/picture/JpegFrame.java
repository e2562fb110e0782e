package dev.pixelgate.runtime.picture;

import java.nio.ByteBuffer;

/** A JPEG's frame header: the size, and the coding when libjpeg 6b (the JDK's) can read it. */
record JpegFrame(int width, int height, int components, boolean namedRgb) {
  private static final int LEAST_BYTES = 6;

  /** Whether a marker starts a frame: SOF0 to SOF15 without DHT, JPG and DAC. */
  static boolean isFrame(int marker) {
    return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
  }

  static JpegFrame of(int marker, byte[] data) throws PictureException {
    if (marker > 0xc2) {
      throw new PictureException(
          marker > 0xc8
              ? "JPEGs with arithmetic coding are not read"
              : "JPEGs of lossless or hierarchical coding are not read");
    }
    if (data.length < LEAST_BYTES || data.length < LEAST_BYTES + 3 * (data[5] & 0xff)) {
      throw new PictureException("damaged JPEG: its frame header is too short");
    }
    ByteBuffer header = ByteBuffer.wrap(data);
    if (header.get(0) != 8) {
      throw new PictureException(
          "JPEGs of " + header.get(0) + " bits a sample are not read; those of 8 are");
    }
    int components = header.get(5) & 0xff;
    if (components != 1 && components != 3 && components != 4) {
      throw new PictureException(
          "JPEGs of " + components + " components are not read; those of 1, 3 and 4 are");
    }
    boolean namedRgb =
        components == 3 && header.get(6) == 'R' && header.get(9) == 'G' && header.get(12) == 'B';
    return new JpegFrame(
        header.getShort(3) & 0xffff, header.getShort(1) & 0xffff, components, namedRgb);
  }
}
