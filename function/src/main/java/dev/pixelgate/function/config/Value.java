package dev.pixelgate.function.config;

import java.util.List;
import java.util.Map;

/** A piece of configuration before its meaning is read: text, and where it stood. */
sealed interface Value {
  Place place();

  /**
   * One scalar.
   *
   * @param text what counts, with environment variables in place
   * @param written as it stands in the source, which is what messages show
   */
  record Text(Place place, String text, String written) implements Value {
    public Text {
      text = text.strip();
    }
  }

  /** A list. */
  record Items(Place place, List<Value> items) implements Value {}

  /**
   * A mapping.
   *
   * @param values by dotted key, mappings within flattened into it
   */
  record Fields(Place place, Map<String, Value> values) implements Value {}

  /** Something unreadable that has been reported; whoever needs it stays silent. */
  record Broken(Place place) implements Value {}
}
