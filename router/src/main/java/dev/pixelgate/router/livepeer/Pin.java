package dev.pixelgate.router.livepeer;

import java.util.regex.Pattern;

/**
 * A certificate's public key.
 *
 * @param sha256 of its SubjectPublicKeyInfo, 64 lower-case hexadecimal digits
 */
public record Pin(String sha256) {
  private static final Pattern SHAPE = Pattern.compile("[0-9a-f]{64}");

  public Pin {
    if (!SHAPE.matcher(sha256).matches()) {
      throw new IllegalArgumentException("a pin has 64 lower-case hexadecimal digits");
    }
  }
}
