package dev.pixelgate.router.livepeer.chain;

import com.google.protobuf.ByteString;
import java.math.BigInteger;

/** Whole numbers as Ethereum and Livepeer's messages write them: unsigned, big-endian. */
final class Uint {
  private Uint() {}

  static BigInteger of(ByteString bytes) {
    return new BigInteger(1, bytes.toByteArray());
  }

  /** In as few bytes as it needs; zero needs none. */
  static ByteString bytes(BigInteger number) {
    return ByteString.copyFrom(fixed(number, (number.bitLength() + 7) / 8));
  }

  /** In 32 bytes. */
  static byte[] word(BigInteger number) {
    return fixed(number, 32);
  }

  /** In 32 bytes. */
  static byte[] word(long number) {
    return word(BigInteger.valueOf(number));
  }

  /** The last so many bytes, with zeros before them where they are fewer. */
  static byte[] fixed(BigInteger number, int length) {
    byte[] all = number.toByteArray();
    byte[] fixed = new byte[length];
    int kept = Math.min(all.length, length);
    System.arraycopy(all, all.length - kept, fixed, length - kept, kept);
    return fixed;
  }
}
