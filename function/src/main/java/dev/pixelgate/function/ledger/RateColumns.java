package dev.pixelgate.function.ledger;

import dev.pixelgate.pricing.Rate;
import java.time.Instant;
import java.util.Optional;

/** A rate in columns. */
final class RateColumns {
  private RateColumns() {}

  /** A configured rate is good for ever, which has no number. */
  static Optional<Long> until(Rate rate) {
    return Optional.of(rate.goodUntil())
        .filter(until -> until.isBefore(Instant.MAX))
        .map(Instant::toEpochMilli);
  }
}
