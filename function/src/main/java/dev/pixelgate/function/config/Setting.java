package dev.pixelgate.function.config;

/**
 * One key as it was understood.
 *
 * @param key dotted, such as {@code listen.port} or {@code caps[0].max}
 * @param value as text; {@code ***} for a secret
 */
public record Setting(String key, String value, Place source) {
  /** Such as {@code listen.port = 8080 (default)}. */
  @Override
  public String toString() {
    return key + " = " + value + "  (" + source + ")";
  }
}
