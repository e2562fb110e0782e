package dev.pixelgate.function.http;

import dev.pixelgate.function.store.RequestRate;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A token bucket that holds what a rate allows in a second, told as one number: until when it is
 * spent (the generic cell rate algorithm of ATM networks). Any thread, nobody waits.
 */
final class Tempo {
  private final RequestRate rate;
  private final long intervalNanos;

  /** How much may be spent ahead. */
  private final long depthNanos;

  private final AtomicLong spentUntil;

  /** A full bucket. */
  Tempo(RequestRate rate, long nowNanos) {
    this.rate = rate;
    this.intervalNanos = rate.interval().toNanos();
    this.depthNanos = intervalNanos * rate.burst();
    this.spentUntil = new AtomicLong(nowNanos);
  }

  RequestRate rate() {
    return rate;
  }

  /** Takes a token; when there is none, how long until there is one. */
  Optional<Duration> take(long nowNanos) {
    while (true) {
      long until = spentUntil.get();
      long later = Math.max(0, until - nowNanos) + intervalNanos;
      if (later > depthNanos) {
        return Optional.of(Duration.ofNanos(later - depthNanos));
      }
      if (spentUntil.compareAndSet(until, nowNanos + later)) {
        return Optional.empty();
      }
    }
  }
}
