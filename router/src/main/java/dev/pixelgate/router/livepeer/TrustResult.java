package dev.pixelgate.router.livepeer;

import java.util.Optional;

/** What became of trusting a certificate. */
public sealed interface TrustResult {
  /**
   * It is trusted from now on.
   *
   * @param hostPort as the pin is kept, such as {@code 192.0.2.7:8935}
   * @param before what was trusted until now, if anything
   */
  record Trusted(String hostPort, Pin now, Optional<Pin> before) implements TrustResult {}

  /** It was not seen, and what was trusted still is; a phrase for people. */
  record NotSeen(String hostPort, String reason) implements TrustResult {}
}
