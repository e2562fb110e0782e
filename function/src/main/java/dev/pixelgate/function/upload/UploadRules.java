package dev.pixelgate.function.upload;

import dev.pixelgate.function.config.Limits;
import java.time.Duration;

/**
 * How uploads are kept.
 *
 * @param maxBytes of one
 * @param allBytes of those that this gateway keeps itself, together
 * @param keep how long one can be used after it was put there
 */
public record UploadRules(long maxBytes, long allBytes, Duration keep) {
  /** How long a place waits for its picture. */
  static final Duration TO_PUT = Duration.ofMinutes(15);

  private static final Duration HOUR = Duration.ofHours(1);

  /** An upload is kept for an hour, or as long as results where that is less. */
  public static UploadRules of(Limits limits, Duration resultsKept) {
    return new UploadRules(
        limits.reference(), limits.uploads(), resultsKept.compareTo(HOUR) < 0 ? resultsKept : HOUR);
  }
}
