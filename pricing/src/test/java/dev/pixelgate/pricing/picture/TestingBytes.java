package dev.pixelgate.pricing.picture;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Builds files field by field, with the lowest byte first. */
final class TestingBytes {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  TestingBytes text(String text) {
    bytes.writeBytes(text.getBytes(StandardCharsets.ISO_8859_1));
    return this;
  }

  TestingBytes hex(String hex) {
    bytes.writeBytes(HexFormat.of().parseHex(hex));
    return this;
  }

  TestingBytes int8(int value) {
    bytes.write(value);
    return this;
  }

  TestingBytes int16(int value) {
    return int8(value).int8(value >> 8);
  }

  TestingBytes int24(int value) {
    return int16(value).int8(value >> 16);
  }

  TestingBytes int32(long value) {
    return int16((int) value).int16((int) (value >> 16));
  }

  TestingBytes raw(byte[] more) {
    bytes.writeBytes(more);
    return this;
  }

  TestingBytes zeros(int count) {
    return raw(new byte[count]);
  }

  byte[] bytes() {
    return bytes.toByteArray();
  }
}
