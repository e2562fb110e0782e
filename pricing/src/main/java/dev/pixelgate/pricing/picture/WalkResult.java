package dev.pixelgate.pricing.picture;

/** What the bytes of a file say about the picture in it. */
public sealed interface WalkResult {
  /** A picture so far, but its size comes later. */
  record NeedMore() implements WalkResult {}

  /** Format and size are known, and nothing is wrong so far. */
  record Known(Picture picture) implements WalkResult {}

  /** The file is at its end, and whole. */
  record Whole(Picture picture) implements WalkResult {}

  /**
   * A picture in a format that is not read.
   *
   * @param formatName such as {@code AVIF}
   */
  record Unreadable(String formatName) implements WalkResult {}

  /**
   * Not a picture, or one that is broken before its size is known.
   *
   * @param why a phrase for the client, such as {@code it is empty}
   */
  record NotAnImage(String why) implements WalkResult {}

  /**
   * A picture of a known size that is broken or cut off.
   *
   * @param why a phrase for the client
   */
  record Broken(Picture picture, String why) implements WalkResult {}
}
