package dev.pixelgate.pricing.picture;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.zip.CRC32;

/** Builds PNG files chunk by chunk, right or wrong. */
final class TestingPng {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  TestingPng() {
    raw("89504e470d0a1a0a");
  }

  /** A whole 3x2 picture; its pixel data is not inflated by a walk. */
  static byte[] small() {
    return new TestingPng().header(3, 2, 8, 2).chunk("IDAT", 5).chunk("IDAT", 9).end();
  }

  TestingPng header(int width, int height, int depth, int colour) {
    return header(width, height, depth, colour, 0, 0, 0);
  }

  TestingPng header(int width, int height, int... kinds) {
    ByteBuffer data = ByteBuffer.allocate(13).putInt(width).putInt(height);
    for (int kind : kinds) {
      data.put((byte) kind);
    }
    return chunk("IHDR", data.array());
  }

  /** A chunk of so many bytes of data. */
  TestingPng chunk(String type, int length) {
    byte[] data = new byte[length];
    for (int i = 0; i < length; i++) {
      data[i] = (byte) (i * 7);
    }
    return chunk(type, data);
  }

  TestingPng chunk(String type, byte[] data) {
    byte[] name = type.getBytes(StandardCharsets.ISO_8859_1);
    CRC32 crc = new CRC32();
    crc.update(name);
    crc.update(data);
    ByteBuffer chunk = ByteBuffer.allocate(12 + data.length);
    chunk.putInt(data.length).put(name).put(data).putInt((int) crc.getValue());
    bytes.writeBytes(chunk.array());
    return this;
  }

  TestingPng raw(String hex) {
    bytes.writeBytes(HexFormat.of().parseHex(hex));
    return this;
  }

  byte[] end() {
    return chunk("IEND", 0).bytes();
  }

  byte[] bytes() {
    return bytes.toByteArray();
  }
}
