package dev.pixelgate.router.livepeer;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Writes DER. */
final class TestingDer {
  private static final DateTimeFormatter UTC_TIME =
      DateTimeFormatter.ofPattern("yyMMddHHmmss'Z'").withZone(ZoneOffset.UTC);

  private TestingDer() {}

  static byte[] tagged(int tag, byte[]... parts) {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      content.writeBytes(part);
    }
    ByteArrayOutputStream element = new ByteArrayOutputStream();
    element.write(tag);
    int length = content.size();
    if (length < 0x80) {
      element.write(length);
    } else {
      byte[] digits = BigInteger.valueOf(length).toByteArray();
      int zeros = digits[0] == 0 ? 1 : 0;
      element.write(0x80 | (digits.length - zeros));
      element.write(digits, zeros, digits.length - zeros);
    }
    element.writeBytes(content.toByteArray());
    return element.toByteArray();
  }

  static byte[] sequence(byte[]... parts) {
    return tagged(0x30, parts);
  }

  static byte[] explicit(int number, byte[] content) {
    return tagged(0xa0 | number, content);
  }

  static byte[] integer(BigInteger value) {
    return tagged(0x02, value.toByteArray());
  }

  static byte[] octets(byte[] content) {
    return tagged(0x04, content);
  }

  static byte[] bitString(int unusedBits, byte[] content) {
    return tagged(0x03, new byte[] {(byte) unusedBits}, content);
  }

  /** An object identifier whose encoding is these bytes. */
  static byte[] oid(long encoding) {
    return tagged(0x06, BigInteger.valueOf(encoding).toByteArray());
  }

  static byte[] utc(Instant instant) {
    return tagged(0x17, UTC_TIME.format(instant).getBytes(StandardCharsets.US_ASCII));
  }
}
