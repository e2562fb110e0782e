package dev.pixelgate.router.attempt;

import java.util.List;
import java.util.Optional;

/**
 * What an answer may say beside its picture.
 *
 * @param checker which safety checker judged
 * @param ignored parameters that the model does not use
 */
public record Extras(Optional<String> checker, List<String> ignored) {
  /** Nothing. */
  public static final Extras NONE = new Extras(Optional.empty(), List.of());

  public Extras {
    ignored = List.copyOf(ignored);
  }
}
