package dev.pixelgate.router.livepeer.payment;

import dev.pixelgate.pricing.WeiAmount;

/** A job that an orchestrator has, or will have. Guarded by its {@link Credit}. */
final class Flight {
  private final WeiAmount cost;
  private final int epoch;
  private WeiAmount attached = WeiAmount.ZERO;
  private WeiAmount stake = WeiAmount.ZERO;
  private boolean sent;

  Flight(WeiAmount cost, int epoch) {
    this.cost = cost;
    this.epoch = epoch;
  }

  /** What it is debited when it is served. */
  WeiAmount cost() {
    return cost;
  }

  /** Which run of the orchestrator it is for. */
  int epoch() {
    return epoch;
  }

  /** What the tickets are worth that go with it. */
  WeiAmount attached() {
    return attached;
  }

  void attach(WeiAmount worth) {
    attached = worth;
  }

  void send() {
    sent = true;
  }

  /** Whether its end may change what the orchestrator holds. */
  boolean isUnderWay() {
    return sent || attached.signum() > 0;
  }

  /** What it may take of what was paid before it. */
  WeiAmount drawn() {
    return cost.minus(attached).max(WeiAmount.ZERO);
  }

  /**
   * The run that it is for is over: what it was given of what that held is not counted any more.
   */
  void outlive() {
    stake = drawn();
  }

  /** What it was given of what a run held that is over. */
  WeiAmount stake() {
    return stake;
  }

  /** What the orchestrator surely sees when it looks whether it will be paid. */
  WeiAmount shown() {
    return cost.max(attached);
  }
}
