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

  /** Places of one account that wait for their pictures. */
  static final int MOST_PLACES = 100;

  /** Pictures of one account on their way at a time. */
  static final int MOST_PUTS = 16;

  /** An account may have one part in so many of the room. */
  private static final int SHARES = 4;

  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration DAY = Duration.ofDays(1);

  /** Of all that one account may have kept here: its share, or one picture where that is more. */
  long accountBytes() {
    return Math.max(allBytes / SHARES, Math.min(maxBytes, allBytes));
  }

  /** In files an upload is kept for an hour, or as long as results where that is less. */
  public static UploadRules of(Limits limits, Duration resultsKept) {
    return of(limits, HOUR, resultsKept);
  }

  /** A bucket has room: an upload can be named there for as long as an idempotency key lasts. */
  public static UploadRules inBucket(Limits limits, Duration resultsKept) {
    return of(limits, DAY, resultsKept);
  }

  private static UploadRules of(Limits limits, Duration most, Duration resultsKept) {
    Duration keep = resultsKept.compareTo(most) < 0 ? resultsKept : most;
    return new UploadRules(limits.reference(), limits.uploads(), keep);
  }
}
