package dev.pixelgate.function.upload;

import java.util.OptionalLong;

/** How a place of this gateway stands for one who comes with a picture. */
public sealed interface Ticket {
  /**
   * It waits, and is for whoever has this alone.
   *
   * @param maxBytes the most that it takes
   * @param exactly how many bytes it was given out for, if that was said
   * @param hold of the place, and of room for the bytes; to be ended
   */
  record Open(long maxBytes, OptionalLong exactly, UploadRoom.Hold hold) implements Ticket {}

  /**
   * It waits, and there is no room for a picture now.
   *
   * @param bytes of those that are kept, with this one
   * @param limit of them
   */
  record Full(long bytes, long limit) implements Ticket {}

  /**
   * It waits, and its account has its share of the room already.
   *
   * @param what {@code bytes} of its uploads with this one, or {@code PUTs} at a time
   * @param limit of them
   */
  record OverShare(String what, long value, long limit) implements Ticket {}

  /** Another request puts its picture just now. */
  record Busy() implements Ticket {}

  /** The picture is there already. */
  record Used() implements Ticket {}

  /** It was never given out, or its time is over. */
  record None() implements Ticket {}
}
