package dev.pixelgate.function.intake;

import java.util.Map;
import java.util.Optional;

/**
 * The text fields before the image of a form. Others may follow it, unless these are all.
 *
 * @param fields the first of each name, which is the one that counts; an empty one counts too
 * @param all whether the form has no others
 */
public record FieldsAhead(Map<String, String> fields, boolean all) {
  public FieldsAhead {
    fields = Map.copyOf(fields);
  }

  /** Those that stand first. */
  public FieldsAhead(Map<String, String> fields) {
    this(fields, false);
  }

  /** Whether nothing behind the image can change this field: it was given, or all are known. */
  public boolean decides(String name) {
    return all || fields.containsKey(name);
  }

  /** A field that was given and is not empty. */
  public Optional<String> text(String name) {
    return Optional.ofNullable(fields.get(name)).filter(value -> !value.isEmpty());
  }
}
