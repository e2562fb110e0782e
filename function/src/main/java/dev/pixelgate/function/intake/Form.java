package dev.pixelgate.function.intake;

import java.util.Map;
import java.util.Optional;

/**
 * A form as it was sent.
 *
 * @param fields text parts by name; an empty part counts as not given, as the published clients
 *     mean it
 */
public record Form(Map<String, String> fields, Optional<ImagePart> image) {
  public Form {
    fields = Map.copyOf(fields);
  }

  /** A text field that was given and is not empty. */
  public Optional<String> text(String name) {
    return Optional.ofNullable(fields.get(name)).filter(value -> !value.isEmpty());
  }
}
