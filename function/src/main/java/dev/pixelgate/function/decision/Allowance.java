package dev.pixelgate.function.decision;

/** So many at once, and so many more each second. For one thread at a time. */
final class Allowance {
  private final int most;
  private final int perSecond;
  private double left;
  private long countedAtMillis;

  /** One of which nothing was taken. */
  Allowance(int most, int perSecond, long nowMillis) {
    this.most = most;
    this.perSecond = perSecond;
    this.left = most;
    this.countedAtMillis = nowMillis;
  }

  /** Whether there is one left; a clock that goes back adds nothing. */
  boolean hasOne(long nowMillis) {
    double more = Math.max(0, nowMillis - countedAtMillis) * perSecond / 1e3;
    countedAtMillis = nowMillis;
    left = Math.min(most, left + more);
    return left >= 1;
  }

  /** Takes one that is there. */
  void take() {
    left--;
  }
}
