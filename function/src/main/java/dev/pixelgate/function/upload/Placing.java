package dev.pixelgate.function.upload;

import dev.pixelgate.function.failure.Failure;

/** What came of asking for a place. */
public sealed interface Placing {
  /** Here it is. */
  record Given(Place place) implements Placing {}

  /** There is none. */
  record Refused(Failure failure) implements Placing {}
}
