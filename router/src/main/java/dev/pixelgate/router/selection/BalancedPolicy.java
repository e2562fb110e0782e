package dev.pixelgate.router.selection;

import dev.pixelgate.pricing.UsdRatio;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Optional;

/**
 * Least expected cost first: the charge, the charge once more as often as an attempt fails and is
 * owed all the same, and what the expected seconds are worth.
 */
final class BalancedPolicy implements Policy {
  /** Digits of a price that is solved from estimates. */
  private static final int SOLVED_DIGITS = 6;

  /** What is left of a sum of doubles after a subtraction is exact to this part of the sum. */
  private static final double EXACT = 1e-12;

  private final double usdPerSecond;

  BalancedPolicy(TimeWorth worth) {
    usdPerSecond = worth.second().picodollars() * 1e-12;
  }

  /**
   * Prices rise with the position: past the one whose price alone is too much, all are. Most cost
   * too much even when they are warm and never fail; sums and products of doubles keep that order.
   */
  @Override
  public void rank(Contest contest, Shortlist list) {
    int start = 0;
    while (start < contest.within() && contest.usd(start) <= list.worst()) {
      int end = contest.runEnd(start);
      double charge = contest.usd(start);
      for (int position = start; position < end; position++) {
        if (list.admits(charge + contest.warmSeconds(position) * usdPerSecond)) {
          contest.enter(list, position, cost(contest, position, charge));
        }
      }
      start = end;
    }
  }

  @Override
  public Score score(Contest contest, int position) {
    return new Score(cost(contest, position, contest.usd(position)), "USD");
  }

  private double cost(Contest contest, int position, double charge) {
    return charge * owedTimes(contest, position) + contest.seconds(position) * usdPerSecond;
  }

  private static double owedTimes(Contest contest, int position) {
    return contest.shelf().isOwedOnDispatch(position) ? 1 + contest.failures(position) : 1;
  }

  /** From estimates, so to a few digits, on the side where it wins. */
  @Override
  public Optional<WinningPrice> winningPrice(Contest contest, int winner, int loser) {
    double toBeat = cost(contest, winner, contest.usd(winner));
    double left = toBeat - contest.seconds(loser) * usdPerSecond;
    BigDecimal price =
        roundedDown(
            Math.max(0, left / owedTimes(contest, loser) / contest.pixels()),
            toBeat / contest.pixels());
    if (price.signum() > 0 && cost(contest, loser, usd(contest, price)) >= toBeat) {
      price = price.subtract(price.ulp());
    }
    int beaten = Double.compare(cost(contest, loser, usd(contest, price)), toBeat);
    boolean winsTie =
        contest.shelf().usdPerPixel(winner) > 0 || contest.shelf().isBefore(loser, winner);
    return beaten < 0 || (beaten == 0 && winsTie)
        ? Optional.of(new WinningPrice(UsdRatio.of(price), true))
        : Optional.empty();
  }

  private static double usd(Contest contest, BigDecimal perPixel) {
    return perPixel.doubleValue() * contest.pixels();
  }

  /** To a few digits, and not finer than doubles of this size are exact. */
  private static BigDecimal roundedDown(double perPixel, double size) {
    if (perPixel == 0) {
      return BigDecimal.ZERO;
    }
    BigDecimal digits =
        new BigDecimal(perPixel).round(new MathContext(SOLVED_DIGITS, RoundingMode.DOWN));
    int exact = new BigDecimal(size * EXACT).round(new MathContext(1)).scale();
    return digits.setScale(Math.min(digits.scale(), exact), RoundingMode.DOWN);
  }
}
