package dev.pixelgate.function.media;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that a test moves; it starts now, as the files of the test do. */
final class TestingClock implements InstantSource {
  private volatile Instant now = Instant.now();

  void advance(Duration by) {
    now = now.plus(by);
  }

  @Override
  public Instant instant() {
    return now;
  }
}
