package dev.pixelgate.function.media;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * The names in a media URL, {@code /stream/{session}/{name}.png}. A name is 128 random bits, and is
 * the secret. A session is 64 random bits and a 64-bit tag that binds them to an account, so that
 * whoever wants to delete can be judged without any record of who made what.
 */
final class MediaNames {
  private static final Pattern NAME = Pattern.compile("[0-9a-f]{32}");
  private static final int RANDOM_BYTES = 8;
  private static final HexFormat HEX = HexFormat.of();

  private final SecureRandom random = new SecureRandom();

  String newName() {
    byte[] bytes = new byte[16];
    random.nextBytes(bytes);
    return HEX.formatHex(bytes);
  }

  String newSession(String account) {
    byte[] bytes = new byte[RANDOM_BYTES];
    random.nextBytes(bytes);
    return HEX.formatHex(bytes) + HEX.formatHex(tag(account, bytes));
  }

  /** Whether both are names of ours, which cannot lead out of a folder. */
  static boolean areValid(String session, String name) {
    return isValid(session) && isValid(name);
  }

  static boolean isValid(String sessionOrName) {
    return NAME.matcher(sessionOrName).matches();
  }

  /** Whether a valid session was made for this account; takes the same time for any answer. */
  static boolean belongsTo(String session, String account) {
    byte[] bytes = HEX.parseHex(session);
    byte[] tag = Arrays.copyOfRange(bytes, RANDOM_BYTES, bytes.length);
    return MessageDigest.isEqual(tag, tag(account, Arrays.copyOf(bytes, RANDOM_BYTES)));
  }

  /** The first 8 bytes of SHA-256(account, NUL, random). */
  private static byte[] tag(String account, byte[] random) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      sha256.update(account.getBytes(StandardCharsets.UTF_8));
      sha256.update((byte) 0);
      return Arrays.copyOf(sha256.digest(random), 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
