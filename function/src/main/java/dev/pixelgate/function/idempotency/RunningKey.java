package dev.pixelgate.function.idempotency;

import dev.pixelgate.pricing.Sha256;
import io.vertx.core.Promise;
import java.time.Instant;
import java.util.Optional;

/**
 * The request of this process that has a key, or asks for it.
 *
 * @param began when it came
 * @param end its answer, or nothing when the key is free again, or may be
 */
record RunningKey(Sha256 job, String request, Instant began, Promise<Optional<StoredAnswer>> end) {
  /** One that begins now. */
  static RunningKey of(Sha256 job, String request, Instant now) {
    return new RunningKey(job, request, now, Promise.promise());
  }
}
