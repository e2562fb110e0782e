package dev.pixelgate.function.signing;

import java.time.Instant;
import java.util.Optional;

/**
 * A key as it is kept. Prints without its secret.
 *
 * @param privateJwk gone once it is retired; never there for one that is configured
 */
record StoredKey(
    String keyId,
    String publicJwk,
    Optional<String> privateJwk,
    Instant created,
    Optional<Instant> retired) {

  /** Whether things are signed with it by whoever made it. */
  boolean isInUse() {
    return retired.isEmpty() && privateJwk.isPresent();
  }

  @Override
  public String toString() {
    return keyId;
  }
}
