package dev.pixelgate.function.config;

import java.util.Comparator;

/**
 * Where a setting was found.
 *
 * @param origin weakest first: a later one overrides an earlier one
 * @param name file or environment variable
 * @param line from 1; 0 when there are no lines
 */
public record Place(Origin origin, String name, int line) implements Comparable<Place> {
  /** The layers of a configuration, weakest first. */
  public enum Origin {
    DEFAULT,
    FILE,
    ENVIRONMENT,
    COMMAND_LINE
  }

  private static final Comparator<Place> ORDER =
      Comparator.comparing(Place::origin).thenComparing(Place::name).thenComparingInt(Place::line);

  static final Place DEFAULT = new Place(Origin.DEFAULT, "default", 0);
  static final Place COMMAND_LINE = new Place(Origin.COMMAND_LINE, "command line", 0);

  static Place environment(String variable) {
    return new Place(Origin.ENVIRONMENT, variable, 0);
  }

  @Override
  public int compareTo(Place other) {
    return ORDER.compare(this, other);
  }

  /** Such as {@code pixelgate.yaml:12}, {@code PIXELGATE_LISTEN_PORT} or {@code command line}. */
  @Override
  public String toString() {
    return line == 0 ? name : name + ":" + line;
  }
}
