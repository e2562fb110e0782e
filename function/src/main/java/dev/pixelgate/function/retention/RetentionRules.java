package dev.pixelgate.function.retention;

import java.time.Duration;

/**
 * How long what is kept.
 *
 * @param attempts one by one; after that there are sums a day. Longer than any budget's window, so
 *     that the current one is whole
 * @param receipts from when they were written
 * @param decisions likewise
 */
public record RetentionRules(Duration attempts, Duration receipts, Duration decisions) {
  /** A month has 31 days, in which clocks may go back. */
  public static final Duration LEAST = Duration.ofDays(62);

  public RetentionRules {
    if (attempts.compareTo(LEAST) < 0) {
      throw new IllegalArgumentException(
          "attempts are kept for %d days, at least %d are needed"
              .formatted(attempts.toDays(), LEAST.toDays()));
    }
  }
}
