package dev.pixelgate.function.media;

import java.util.concurrent.atomic.AtomicLong;

/** Memory for what the disk does not take, over all requests. Any thread. */
final class MemoryReserve {
  private final AtomicLong left;

  /** So many bytes, all free. */
  MemoryReserve(long bytes) {
    this.left = new AtomicLong(bytes);
  }

  /** Takes so many bytes; false, and nothing taken, when there are too few. */
  boolean take(long bytes) {
    if (left.addAndGet(-bytes) < 0) {
      left.addAndGet(bytes);
      return false;
    }
    return true;
  }

  void giveBack(long bytes) {
    left.addAndGet(bytes);
  }

  long left() {
    return left.get();
  }
}
