package dev.pixelgate.router.livepeer.chain;

import com.google.protobuf.ByteString;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * An account on a chain.
 *
 * @param bytes 20
 */
public record Address(ByteString bytes) {
  private static final int BYTES = 20;

  /** As nodes read it from a message: bytes that are missing are zero, the last 20 count. */
  public static Address of(ByteString bytes) {
    return new Address(ByteString.copyFrom(Uint.fixed(Uint.of(bytes), BYTES)));
  }

  /** Reads {@code 0x} and 40 hex digits. */
  public static Address parse(String text) {
    return new Address(ByteString.fromHex(text.substring(2)));
  }

  /** {@code 0x} and lower-case hex. */
  public String hex() {
    return "0x" + HexFormat.of().formatHex(bytes.toByteArray());
  }

  /** The bytes that an account signs to introduce itself: its address as text. */
  byte[] text() {
    return toString().getBytes(StandardCharsets.US_ASCII);
  }

  /** With the checksum of EIP-55 in the case of its letters. */
  @Override
  public String toString() {
    String lower = hex().substring(2);
    byte[] hash = Keccak.of(lower.getBytes(StandardCharsets.US_ASCII));
    StringBuilder text = new StringBuilder("0x");
    for (int i = 0; i < lower.length(); i++) {
      int half = hash[i / 2] >> (i % 2 == 0 ? 4 : 0) & 0xf;
      text.append(half >= 8 ? Character.toUpperCase(lower.charAt(i)) : lower.charAt(i));
    }
    return text.toString();
  }
}
