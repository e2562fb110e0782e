package dev.pixelgate.function.ledger;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that a test moves. */
final class TestingClock implements InstantSource {
  private final AtomicReference<Instant> now;

  TestingClock(String now) {
    this.now = new AtomicReference<>(Instant.parse(now));
  }

  void advance(Duration by) {
    now.updateAndGet(before -> before.plus(by));
  }

  @Override
  public Instant instant() {
    return now.get();
  }
}
