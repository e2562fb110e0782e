package dev.pixelgate.router.livepeer.payment;

import dev.pixelgate.router.Cancellation;
import java.time.Duration;

/** Whether anybody still waits for a job. */
final class TimeLeft {
  private final long endNanos;
  private final Cancellation cancellation;

  TimeLeft(Duration left, Cancellation cancellation) {
    this.endNanos = System.nanoTime() + left.toNanos();
    this.cancellation = cancellation;
  }

  boolean isOver() {
    return cancellation.isCancelled() || System.nanoTime() - endNanos >= 0;
  }
}
