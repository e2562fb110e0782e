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

  private final double usdPerSecond;

  BalancedPolicy(TimeWorth worth) {
    usdPerSecond = worth.second().picodollars() * 1e-12;
  }

  /** Prices rise with the position: past the one whose price alone is too much, all are. */
  @Override
  public void rank(Contest contest, Shortlist list) {
    for (int position = 0; position < contest.within(); position++) {
      if (contest.usd(position) > list.worst()) {
        return;
      }
      if (contest.isOpen(position)) {
        list.offer(position, cost(contest, position, contest.usd(position)));
      }
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
    return contest.shelf().isOwedOnDispatch(position) ? 1 + contest.health(position).failures() : 1;
  }

  /** From estimates, so to a few digits, on the side where it wins. */
  @Override
  public Optional<WinningPrice> winningPrice(Contest contest, int winner, int loser) {
    double toBeat = cost(contest, winner, contest.usd(winner));
    double left = toBeat - contest.seconds(loser) * usdPerSecond;
    double perPixel = left / owedTimes(contest, loser) / contest.pixels();
    if (!(perPixel > 0)) {
      return Optional.empty();
    }
    BigDecimal price =
        new BigDecimal(perPixel).round(new MathContext(SOLVED_DIGITS, RoundingMode.DOWN));
    if (cost(contest, loser, price.doubleValue() * contest.pixels()) >= toBeat) {
      price = price.subtract(price.ulp());
    }
    return Optional.of(new WinningPrice(UsdRatio.of(price), true));
  }
}
