package dev.pixelgate.pricing.ledger;

import dev.pixelgate.pricing.Usd;

/**
 * How much of a budget an instance leases at once: what its requests wait for, and some more so
 * that the next ones need not wait. The more is at most a sixteenth of the budget, and a quarter of
 * what is left, in whole charges: towards the end of a budget it shrinks to nothing, so that no
 * instance sits on what another one needs.
 */
public final class SliceSize {
  private static final long OF_LIMIT = 16;
  private static final long OF_LEFT = 4;

  private SliceSize() {}

  /**
   * What to lease.
   *
   * @param limit of the budget
   * @param left of it, for whoever asks
   * @param first what the request needs whose turn it is, above zero
   * @param demand what all that wait need, that one with them
   * @return at most {@code left}; nothing when {@code first} is not left
   */
  public static Usd of(Usd limit, Usd left, Usd first, Usd demand) {
    if (first.compareTo(left) > 0) {
      return Usd.ZERO;
    }
    long charge = Math.max(1, first.picodollars());
    long more = Math.min(limit.picodollars() / OF_LIMIT, left.picodollars() / OF_LEFT);
    long wholeCharges = more - more % charge;
    long waiting =
        Math.min(Math.max(first.picodollars(), demand.picodollars()), left.picodollars());
    return new Usd(Math.max(waiting, wholeCharges));
  }
}
