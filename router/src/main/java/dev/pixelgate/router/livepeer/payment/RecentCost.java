package dev.pixelgate.router.livepeer.payment;

import dev.pixelgate.pricing.WeiAmount;
import java.time.Duration;
import java.time.Instant;

/**
 * What jobs cost in the last minutes, as a guess at what the next ones will. Guarded by its owner.
 */
final class RecentCost {
  /** An orchestrator forgets what is not used for 10 minutes. */
  private static final Duration WINDOW = Duration.ofMinutes(5);

  private Instant began = Instant.EPOCH;
  private WeiAmount now = WeiAmount.ZERO;
  private WeiAmount before = WeiAmount.ZERO;

  void add(WeiAmount cost, Instant at) {
    turn(at);
    now = now.plus(cost);
  }

  /** That of the last 5 minutes, or of the 5 before them if it was more. */
  WeiAmount guess(Instant at) {
    turn(at);
    return now.max(before);
  }

  private void turn(Instant at) {
    if (at.isBefore(began.plus(WINDOW))) {
      return;
    }
    before = at.isBefore(began.plus(WINDOW.multipliedBy(2))) ? now : WeiAmount.ZERO;
    now = WeiAmount.ZERO;
    began = at;
  }
}
