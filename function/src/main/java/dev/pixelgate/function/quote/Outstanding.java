package dev.pixelgate.function.quote;

import dev.pixelgate.pricing.Usd;
import dev.pixelgate.pricing.quote.Quote;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What this instance has promised and nobody has used: the most that the market can cost it. A
 * quote that another instance took counts here until it expires, which is on the safe side. Any
 * thread.
 */
final class Outstanding {
  private final Usd limit;
  private final InstantSource clock;

  /** All hold for the same time, so the first one to come is the first to expire. */
  private final Map<String, Quote> held = new LinkedHashMap<>();

  private Usd sum = Usd.ZERO;

  Outstanding(Usd limit, InstantSource clock) {
    this.limit = limit;
    this.clock = clock;
  }

  /**
   * No more may be promised.
   *
   * @param retryAfter until enough has expired; the whole time of a quote for one that never fits
   */
  record Full(Usd sum, Usd limit, Duration retryAfter) {}

  /** Counts this quote, unless it goes over the limit; equal passes. */
  synchronized Optional<Full> add(Quote quote) {
    Instant now = clock.instant();
    dropExpired(now);
    if (quote.charge().compareTo(limit.minus(sum)) > 0) {
      return Optional.of(new Full(sum, limit, wait(quote, now)));
    }
    held.put(quote.id(), quote);
    sum = sum.plus(quote.charge());
    return Optional.empty();
  }

  /** Counts this one no more: it was used, or never got out. */
  synchronized void remove(String id) {
    Quote gone = held.remove(id);
    if (gone != null) {
      sum = sum.minus(gone.charge());
    }
  }

  /** What is promised now. */
  synchronized Usd sum() {
    dropExpired(clock.instant());
    return sum;
  }

  private void dropExpired(Instant now) {
    Iterator<Quote> oldest = held.values().iterator();
    while (oldest.hasNext()) {
      Quote quote = oldest.next();
      if (quote.holdsAt(now)) {
        return;
      }
      oldest.remove();
      sum = sum.minus(quote.charge());
    }
  }

  private Duration wait(Quote wanted, Instant now) {
    Usd left = sum;
    for (Quote quote : held.values()) {
      left = left.minus(quote.charge());
      if (wanted.charge().compareTo(limit.minus(left)) <= 0) {
        return Duration.between(now, quote.expires());
      }
    }
    return Duration.between(now, wanted.expires());
  }
}
