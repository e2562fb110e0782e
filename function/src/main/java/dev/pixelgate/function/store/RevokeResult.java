package dev.pixelgate.function.store;

import java.time.Instant;

/** What became of a revocation. */
public sealed interface RevokeResult {
  /** The key is no good from now on. */
  record Revoked(KeyInfo key) implements RevokeResult {}

  /** Nothing has this id. */
  record NoSuchKey(String id) implements RevokeResult {}

  /** It had been revoked before. */
  record AlreadyRevoked(String id, Instant revoked) implements RevokeResult {}
}
