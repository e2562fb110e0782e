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

  /**
   * It waits, and there is no room for a picture now.
   *
   * @param held bytes of those that are kept
   * @param limit of them
   */
  record Full(long held, long limit) implements Ticket {}

  /** The picture is there already. */
  record Used() implements Ticket {}

  /** It was never given out, or its time is over. */
  record None() implements Ticket {}
}
