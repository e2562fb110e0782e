package dev.pixelgate.function.store;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The SHA-256 of a key: all that is kept of it. Equality takes the same time for any two. */
public final class KeyHash {
  private static final int LENGTH = 32;

  private final byte[] sha256;

  private KeyHash(byte[] sha256) {
    if (sha256.length != LENGTH) {
      throw new IllegalArgumentException(
          "a SHA-256 has " + LENGTH + " bytes, not " + sha256.length);
    }
    this.sha256 = sha256;
  }

  /** The hash of a key as its owner shows it. */
  public static KeyHash ofKey(String key) {
    return new KeyHash(sha256().digest(key.getBytes(StandardCharsets.UTF_8)));
  }

  /**
   * Reads 64 hexadecimal digits.
   *
   * @throws IllegalArgumentException for anything else
   */
  public static KeyHash ofHex(String hex) {
    if (hex.length() != 2 * LENGTH) {
      throw new IllegalArgumentException(
          "a SHA-256 is " + 2 * LENGTH + " hexadecimal digits, not " + hex.length());
    }
    return new KeyHash(HexFormat.of().parseHex(hex));
  }

  static KeyHash ofBytes(byte[] sha256) {
    return new KeyHash(sha256.clone());
  }

  byte[] bytes() {
    return sha256.clone();
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof KeyHash hash && MessageDigest.isEqual(sha256, hash.sha256);
  }

  @Override
  public int hashCode() {
    return ByteBuffer.wrap(sha256).getInt();
  }

  /** The first four bytes only, enough to tell two apart in a log. */
  @Override
  public String toString() {
    return "sha256:" + HexFormat.of().formatHex(sha256, 0, 4) + "...";
  }
}
