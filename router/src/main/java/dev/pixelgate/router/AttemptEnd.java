package dev.pixelgate.router;

import dev.pixelgate.pricing.Price;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How one attempt at an orchestrator ended. */
public sealed interface AttemptEnd {
  /** Whether the orchestrator itself said that there is no picture. */
  default boolean isAnsweredError() {
    return switch (this) {
      case Busy b -> true;
      case JobRejected j -> true;
      case Failed f -> f.answered();
      case Served s -> false;
      case BadImage b -> false;
      case StoreFailed s -> false;
      case Cancelled c -> false;
      case Repriced r -> true;
      case Unpaid u -> true;
    };
  }

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
   *
   * @param answered whether it is an error that the orchestrator answered: then it knows that it
   *     did not do the job. With anything else it may think that it did
   */
  record Failed(String reason, boolean answered) implements AttemptEnd {
    /** One after which nobody knows what the orchestrator thinks. */
    public Failed(String reason) {
      this(reason, false);
    }
  }

  /** Stopped because the cancellation said so. */
  record Cancelled() implements AttemptEnd {}

  /** It asks another price now than was agreed; the job was not sent. */
  record Repriced(Price now) implements AttemptEnd {}

  /** We could not pay it, which is no fault of its; the job was not sent. Another may be paid. */
  record Unpaid(String reason) implements AttemptEnd {}
}
