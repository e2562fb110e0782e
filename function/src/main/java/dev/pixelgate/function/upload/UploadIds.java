package dev.pixelgate.function.upload;

import dev.pixelgate.function.failure.Failure;
import dev.pixelgate.pricing.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * Names of uploads: {@code upl_}, 128 random bits, and the 64-bit tag of an account, so that any
 * instance can tell whose one is, and what one account has, without a record. Who makes a name up
 * finds nothing under it: the whole of it is where the picture lies.
 */
final class UploadIds {
  private static final Pattern ID = Pattern.compile("upl_[0-9a-f]{48}");
  private static final int RANDOM_BYTES = 16;
  private static final int OWNER_AT = 4 + 2 * RANDOM_BYTES;
  private static final HexFormat HEX = HexFormat.of();

  private final SecureRandom random = new SecureRandom();

  String next(String account) {
    byte[] bytes = new byte[RANDOM_BYTES];
    random.nextBytes(bytes);
    return "upl_" + HEX.formatHex(bytes) + owner(account);
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
    return MessageDigest.isEqual(
        ownerOf(id).getBytes(StandardCharsets.US_ASCII),
        owner(account).getBytes(StandardCharsets.US_ASCII));
  }

  /** The account's tag in one of ours. */
  static String ownerOf(String id) {
    return id.substring(OWNER_AT);
  }

  /** What is said of one that cannot be had: nobody learns whether it is another account's. */
  static Failure unknown(String id) {
    return new Failure.OfReference.Unknown(
        isValid(id)
            ? "upload %s is not there: nothing was put there, its time is over, or it is not yours"
                .formatted(id)
            : "the image is no upload's id; POST /v1/uploads gives one");
  }

  /** The tag of an account: the first 8 bytes of the SHA-256 of its name, in hex. */
  static String owner(String account) {
    return Sha256.of(account.getBytes(StandardCharsets.UTF_8)).hex().substring(0, 16);
  }
}
