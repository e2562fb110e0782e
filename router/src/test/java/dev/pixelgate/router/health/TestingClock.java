package dev.pixelgate.router.health;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Stands still until it is moved. */
public final class TestingClock implements InstantSource {
  private volatile Instant now = Instant.parse("2026-11-25T00:00:00Z");

  @Override
  public Instant instant() {
    return now;
  }

  /** Lets so much time pass. */
  public void pass(Duration time) {
    now = now.plus(time);
  }

  /** Lets so many seconds pass. */
  public void pass(long seconds) {
    pass(Duration.ofSeconds(seconds));
  }
}
