package dev.pixelgate.function.config;

/** Reads one kind of value from its text. */
@FunctionalInterface
interface Parser<T> {
  /**
   * The value.
   *
   * @throws IllegalArgumentException says what is wrong and what would be right
   */
  T parse(String text);
}
