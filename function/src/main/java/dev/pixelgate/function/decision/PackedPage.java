package dev.pixelgate.function.decision;

import java.time.Instant;

/** A page as it is written. */
final class PackedPage {
  private final Shelfmark mark;
  private final long first;
  private final Instant begunAt;
  private final byte[] content;

  /**
   * The page there.
   *
   * @param first the number of the last one, up to this, that is written as a whole
   * @param begunAt when that one was made
   */
  PackedPage(Shelfmark mark, long first, Instant begunAt, byte[] content) {
    this.mark = mark;
    this.first = first;
    this.begunAt = begunAt;
    this.content = content;
  }

  Shelfmark mark() {
    return mark;
  }

  long first() {
    return first;
  }

  Instant begunAt() {
    return begunAt;
  }

  /** Not to be changed. */
  byte[] content() {
    return content;
  }
}
