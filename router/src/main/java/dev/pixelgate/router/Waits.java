package dev.pixelgate.router;

import java.time.Duration;
import java.util.SplittableRandom;

/** How long one order waits for those who are busy. Confined to one event loop. */
final class Waits {
  /** An order waits so long for busy orchestrators; after that its client is told to come again. */
  private static final Duration MOST = Duration.ofSeconds(30);

  /** The least time before somebody busy is asked again, doubled by each busy answer, to 1.28 s. */
  private static final Duration LEAST_PAUSE = Duration.ofMillis(10);

  private static final int MOST_DOUBLINGS = 7;

  private final Duration deadline;
  private final SplittableRandom random;
  private Duration waited = Duration.ZERO;

  Waits(Order order) {
    this.deadline = order.deadline();
    this.random = new SplittableRandom(order.seed());
  }

  /** Whether to wait so long, at this time since the order began. */
  boolean isWorth(Duration time, Duration passed) {
    return waited.plus(time).compareTo(MOST) <= 0 && passed.plus(time).compareTo(deadline) < 0;
  }

  void waits(Duration time) {
    waited = waited.plus(time);
  }

  /**
   * When to ask somebody again: what it asked for, unless that would be a storm of questions, and
   * up to half as long again, so that those who were turned away together do not come together.
   *
   * @param busy how often somebody had no room
   */
  Duration pause(Duration retryAfter, int busy) {
    Duration least = LEAST_PAUSE.multipliedBy(1L << Math.min(busy - 1, MOST_DOUBLINGS));
    Duration pause = retryAfter.compareTo(least) > 0 ? retryAfter : least;
    return pause.plusMillis((long) (pause.toMillis() / 2.0 * random.nextDouble()));
  }
}
