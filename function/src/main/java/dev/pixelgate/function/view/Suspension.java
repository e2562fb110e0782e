package dev.pixelgate.function.view;

import java.time.Duration;
import java.time.Instant;

/** What is said of an orchestrator that has failed. */
final class Suspension {
  private Suspension() {}

  /** Such as {@code failed, and is asked last for 12 s more}. */
  static String why(Instant now, Instant until) {
    long seconds = Duration.between(now, until).plusMillis(999).toSeconds();
    return "failed, and is asked last for " + seconds + " s more";
  }
}
