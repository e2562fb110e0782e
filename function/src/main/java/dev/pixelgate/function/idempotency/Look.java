package dev.pixelgate.function.idempotency;

import dev.pixelgate.pricing.Sha256;

/** What the store says to a claim. */
sealed interface Look {
  /** It is this request's from now on. */
  record Claimed() implements Look {}

  /**
   * It was answered.
   *
   * @param job that it was answered for
   */
  record Answered(Sha256 job, StoredAnswer answer) implements Look {}

  /**
   * Another request runs under it.
   *
   * @param request its id
   */
  record Running(Sha256 job, String request) implements Look {}
}
