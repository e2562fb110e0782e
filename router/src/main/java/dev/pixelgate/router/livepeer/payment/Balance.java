package dev.pixelgate.router.livepeer.payment;

import dev.pixelgate.pricing.WeiAmount;
import java.time.Instant;
import java.util.function.BiConsumer;

/**
 * The sums of one {@link Credit}: what was paid is owed, lost, or held. Guarded by its {@link
 * Holdings}.
 */
final class Balance {
  private final BiConsumer<WeiAmount, LostCredit.Reason> losses;
  private final RecentCost recent = new RecentCost();
  private WeiAmount held = WeiAmount.ZERO;
  private WeiAmount paid = WeiAmount.ZERO;
  private WeiAmount owed = WeiAmount.ZERO;
  private WeiAmount lost = WeiAmount.ZERO;
  private Instant used = Instant.EPOCH;

  /**
   * Nothing yet.
   *
   * @param losses hears what is lost, and why
   */
  Balance(BiConsumer<WeiAmount, LostCredit.Reason> losses) {
    this.losses = losses;
  }

  WeiAmount held() {
    return held;
  }

  WeiAmount paid() {
    return paid;
  }

  WeiAmount owed() {
    return owed;
  }

  WeiAmount lost() {
    return lost;
  }

  /** When the orchestrator last had a reason to remember it. */
  Instant used() {
    return used;
  }

  /** What the jobs of the next minutes may cost. */
  WeiAmount guess(Instant now) {
    return recent.guess(now);
  }

  /** Tickets were taken; none touch nothing. */
  void took(WeiAmount worth, Instant now) {
    if (worth.signum() > 0) {
      paid = paid.plus(worth);
      held = held.plus(worth);
      used = now;
    }
  }

  /** A job was served. */
  void served(WeiAmount cost, Instant now) {
    owed = owed.plus(cost);
    held = held.minus(cost);
    recent.add(cost, now);
    used = now;
  }

  /** Tickets left for nothing. */
  void waste(WeiAmount worth, LostCredit.Reason reason) {
    paid = paid.plus(worth);
    lose(worth, reason);
  }

  /** So much of what is held is held no more. */
  void forfeit(WeiAmount amount, LostCredit.Reason reason) {
    held = held.minus(amount);
    lose(amount, reason);
  }

  /**
   * Tickets left for a job of an earlier run, which was served.
   *
   * @param stake what it was given of what that run held
   */
  void servedBefore(WeiAmount worth, WeiAmount stake, WeiAmount cost, Instant now) {
    paid = paid.plus(worth);
    owed = owed.plus(cost);
    recent.add(cost, now);
    lose(worth.plus(stake).minus(cost), LostCredit.Reason.RESTARTED);
  }

  /** The same amount of what an earlier run held is of no use to a job. */
  void lose(WeiAmount amount, LostCredit.Reason reason) {
    if (amount.signum() > 0) {
      lost = lost.plus(amount);
      losses.accept(amount, reason);
    }
  }

  /** All that was held goes, but for what jobs under way were given of it. */
  void restarted(WeiAmount drawn) {
    WeiAmount all = held;
    held = WeiAmount.ZERO;
    lose(all.minus(drawn), LostCredit.Reason.RESTARTED);
  }
}
