package dev.pixelgate.function.config;

import java.time.Duration;

/** Durations as the configuration writes them, where headers use the same form. */
public final class DurationText {
  private static final Parser<Duration> PARSER =
      Units.duration(Duration.ofMillis(1), Duration.ofHours(24));

  private DurationText() {}

  /**
   * Such as {@code 20 s}; 1 ms to 24 h.
   *
   * @throws IllegalArgumentException saying the value and what would be right
   */
  public static Duration parse(String text) {
    try {
      return PARSER.parse(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("\"" + text + "\": " + e.getMessage(), e);
    }
  }
}
