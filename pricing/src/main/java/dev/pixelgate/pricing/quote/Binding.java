package dev.pixelgate.pricing.quote;

import java.util.function.Supplier;

/** Whether an order is the one that a quote was given for. */
public sealed interface Binding {
  /** It is. */
  record Fits() implements Binding {}

  /**
   * It is another one.
   *
   * @param field in which they differ, by its name on the wire
   */
  record Differs(String field, String quoted, String asked) implements Binding {}

  /** This difference, or else the next one. */
  default Binding and(Supplier<Binding> next) {
    return this instanceof Fits ? next.get() : this;
  }
}
