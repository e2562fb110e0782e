package dev.pixelgate.router.livepeer.payment;

import dev.pixelgate.pricing.WeiAmount;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * What one orchestrator holds of ours, for all its capabilities: it restarts with all of them, and
 * what it may hold is meant for all of them. Its monitor guards every {@link Credit} of it.
 */
final class Holdings {
  private final List<Credit> credits = new ArrayList<>();
  private int epoch;

  /**
   * Nothing for one more capability.
   *
   * @param losses hears what is lost, and why
   */
  synchronized Credit open(BiConsumer<WeiAmount, LostCredit.Reason> losses) {
    Credit credit = new Credit(this, losses);
    credits.add(credit);
    return credit;
  }

  /** Which run of the orchestrator this is, as far as we know. */
  synchronized int epoch() {
    return epoch;
  }

  /** What it holds that no job of ours will use, as far as they are known. */
  synchronized WeiAmount unused() {
    WeiAmount unused = WeiAmount.ZERO;
    for (Credit credit : credits) {
      unused = unused.plus(credit.unused());
    }
    return unused;
  }

  /** It knows of no payment any more that was made in that run; says whether that was news. */
  synchronized boolean restarted(int of) {
    if (of != epoch) {
      return false;
    }
    credits.forEach(Credit::restarted);
    epoch++;
    return true;
  }
}
