package dev.pixelgate.router;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How one attempt at an orchestrator ended. */
public sealed interface AttemptEnd {
  /**
   * The picture is in the result writer, whole and of a right size.
   *
   * @param seed below 2^53
   * @param checker which safety checker judged, when that is known
   * @param ignored parameters that were given and not used by the model
   * @param queued how long the job waited for its turn; zero when unknown
   */
  record Served(
      long seed, boolean nsfw, Optional<String> checker, List<String> ignored, Duration queued)
      implements AttemptEnd {}

  /** No room now; another orchestrator may have some. */
  record Busy(Duration retryAfter) implements AttemptEnd {}

  /** The orchestrator says that the job itself is wrong (its message); another may disagree. */
  record JobRejected(String message) implements AttemptEnd {}

  /** Our own runtime decoded the image and found it broken: final, nobody else is asked. */
  record BadImage(String message) implements AttemptEnd {}

  /** The result writer failed: our fault, so no second orchestrator is paid for it. */
  record StoreFailed(String reason) implements AttemptEnd {}

  /**
   * Anything else: unreachable, reset, a server error, an answer that is not the promised picture.
   */
  record Failed(String reason) implements AttemptEnd {}

  /** Stopped because the cancellation said so. */
  record Cancelled() implements AttemptEnd {}
}
