package dev.pixelgate.function.config;

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

  static final Place DEFAULT = new Place(Origin.DEFAULT, "default", 0);
  static final Place COMMAND_LINE = new Place(Origin.COMMAND_LINE, "command line", 0);

  static Place environment(String variable) {
    return new Place(Origin.ENVIRONMENT, variable, 0);
  }

  @Override
  public int compareTo(Place other) {
    // By hand: the comparators that the JDK puts together are not in its cache, and every start
    // comes
    // by here.
    int byOrigin = origin.compareTo(other.origin);
    int byName = byOrigin == 0 ? name.compareTo(other.name) : byOrigin;
    return byName == 0 ? Integer.compare(line, other.line) : byName;
  }

  /** Such as {@code pixelgate.yaml:12}, {@code PIXELGATE_LISTEN_PORT} or {@code command line}. */
  @Override
  public String toString() {
    return line == 0 ? name : name + ":" + line;
  }
}
