package dev.pixelgate.function.signing;

import io.vertx.core.Future;

/** Tells whether this gateway signed something. Any thread. */
@FunctionalInterface
public interface Verifier {
  /**
   * Checks a compact JWS of this type. Fails when the key is not known here and the store, where it
   * might be, is away.
   */
  Future<Verdict> verify(String jws, String type);
}
