package dev.pixelgate.function.intake;

import java.util.Map;
import java.util.Optional;

/**
 * The text fields before the image of a form. Others may follow it.
 *
 * @param fields the first of each name, which is the one that counts; an empty one counts too
 */
public record FieldsAhead(Map<String, String> fields) {
  public FieldsAhead {
    fields = Map.copyOf(fields);
  }

  /** Whether this field was given: nothing behind the image can change it. */
  public boolean decides(String name) {
    return fields.containsKey(name);
  }

  /** A field that was given and is not empty. */
  public Optional<String> text(String name) {
    return Optional.ofNullable(fields.get(name)).filter(value -> !value.isEmpty());
  }
}
