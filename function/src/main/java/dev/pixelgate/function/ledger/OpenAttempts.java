package dev.pixelgate.function.ledger;

import java.time.Instant;
import java.time.InstantSource;
import java.util.TreeMap;

/**
 * When those attempts of this run of the server began that have not ended, so that whoever resolves
 * it need not look at older ones, however many there were. Any thread.
 */
final class OpenAttempts {
  private final InstantSource clock;

  // Guarded by this: how many began in each millisecond, and the last answer of from().
  private final TreeMap<Long, Integer> begun = new TreeMap<>();
  private long from;

  OpenAttempts(InstantSource clock) {
    this.clock = clock;
  }

  /**
   * One begins now; never before what was said of those that are open, though a clock goes back.
   */
  synchronized Instant begin() {
    Instant now = clock.instant();
    Instant at = now.toEpochMilli() < from ? Instant.ofEpochMilli(from) : now;
    begun.merge(at.toEpochMilli(), 1, Integer::sum);
    return at;
  }

  /** The end of one that began then is on disk. */
  synchronized void end(Instant at) {
    begun.computeIfPresent(at.toEpochMilli(), (same, count) -> count == 1 ? null : count - 1);
  }

  /** In ms since 1970: every older attempt has ended, on disk. Never goes back. */
  synchronized long from() {
    from = begun.isEmpty() ? Math.max(from, clock.millis()) : begun.firstKey();
    return from;
  }
}
