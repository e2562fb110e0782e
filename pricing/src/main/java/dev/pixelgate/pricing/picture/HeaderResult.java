package dev.pixelgate.pricing.picture;

/** What a picture's first bytes say. */
public sealed interface HeaderResult {
  /** Format and size are known. */
  record Known(Picture picture) implements HeaderResult {}

  /** A picture so far, but its size comes later. */
  record NeedMore() implements HeaderResult {}

  /**
   * A picture in a format that is not read yet.
   *
   * @param formatName such as {@code WebP}
   */
  record Unreadable(String formatName) implements HeaderResult {}

  /**
   * Not a picture, or a broken one.
   *
   * @param why a phrase for the client, such as {@code it is empty}
   */
  record NotAnImage(String why) implements HeaderResult {}
}
