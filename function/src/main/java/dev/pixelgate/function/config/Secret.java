package dev.pixelgate.function.config;

/**
 * A text that must not be seen: it prints as {@code ***}.
 *
 * @param value the text itself
 */
public record Secret(String value) {
  static final String SHOWN = "***";

  @Override
  public String toString() {
    return SHOWN;
  }
}
