package dev.pixelgate.function.upload;

import java.util.OptionalLong;

/** How a place of this gateway stands for one who comes with a picture. */
public sealed interface Ticket {
  /**
   * It waits.
   *
   * @param maxBytes the most that it takes
   * @param exactly how many bytes it was given out for, if that was said
   */
  record Open(long maxBytes, OptionalLong exactly) implements Ticket {}

  /** The picture is there already. */
  record Used() implements Ticket {}

  /** It was never given out, or its time is over. */
  record None() implements Ticket {}
}
