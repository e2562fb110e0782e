package dev.pixelgate.function.config;

import java.util.Comparator;

/**
 * One thing that is wrong with a configuration.
 *
 * @param message says what, the value and what would be right; never a secret
 */
public record Problem(Place place, String message) implements Comparable<Problem> {
  private static final Comparator<Problem> ORDER =
      Comparator.comparing(Problem::place).thenComparing(Problem::message);

  @Override
  public int compareTo(Problem other) {
    return ORDER.compare(this, other);
  }

  /** Such as {@code pixelgate.yaml:12: limits.body: "20 MiBs": unknown unit, ...}. */
  @Override
  public String toString() {
    return place + ": " + message;
  }
}
