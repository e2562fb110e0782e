package dev.pixelgate.function.signing;

import io.vertx.core.Future;

/** Signs what this gateway promises and vouches for. Any thread. */
@FunctionalInterface
public interface Signer {
  /**
   * The compact JWS of this text, by ES256. Fails when there is no key yet and the store, where one
   * would be kept, is away.
   *
   * @param type of the header, such as {@code pixelgate-quote+jwt}: what was signed as one thing is
   *     never taken for another
   */
  Future<String> sign(String payload, String type);
}
