package dev.pixelgate.function.upload;

import dev.pixelgate.function.failure.Failure;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * Names of uploads: {@code upl_}, 128 random bits, and a 64-bit tag that binds them to an account,
 * so that any instance can tell whose one is without a record. Who makes a name up finds nothing
 * under it: the whole of it is where the picture lies.
 */
final class UploadIds {
  private static final Pattern ID = Pattern.compile("upl_[0-9a-f]{48}");
  private static final int RANDOM_BYTES = 16;
  private static final HexFormat HEX = HexFormat.of();

  private final SecureRandom random = new SecureRandom();

  String next(String account) {
    byte[] bytes = new byte[RANDOM_BYTES];
    random.nextBytes(bytes);
    return "upl_" + HEX.formatHex(bytes) + HEX.formatHex(tag(account, bytes));
  }

  /** Whether this could be one of ours, which cannot lead out of a folder. */
  static boolean isValid(String id) {
    return ID.matcher(id).matches();
  }

  /** Whether this is one of ours for this account; takes the same time for any account. */
  static boolean belongs(String id, String account) {
    if (!isValid(id)) {
      return false;
    }
    byte[] bytes = HEX.parseHex(id.substring(4));
    byte[] tag = Arrays.copyOfRange(bytes, RANDOM_BYTES, bytes.length);
    return MessageDigest.isEqual(tag, tag(account, Arrays.copyOf(bytes, RANDOM_BYTES)));
  }

  /** What is said of one that cannot be had: nobody learns whether it is another account's. */
  static Failure unknown(String id) {
    return new Failure.OfReference.Unknown(
        isValid(id)
            ? "upload %s is not there: nothing was put there, its time is over, or it is not yours"
                .formatted(id)
            : "the image is no upload's id; POST /v1/uploads gives one");
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
