package dev.pixelgate.router.selection;

import java.util.Optional;

/** Least expected seconds first, failures and cold starts included; equal ones by price. */
final class FastestPolicy implements Policy {
  /** Most are too slow even when they are warm and never fail, which is one number to look at. */
  @Override
  public void rank(Contest contest, Shortlist list) {
    for (int position = 0; position < contest.within(); position++) {
      if (list.admits(contest.warmSeconds(position))) {
        contest.enter(list, position, contest.seconds(position));
      }
    }
  }

  @Override
  public Score score(Contest contest, int position) {
    return new Score(contest.seconds(position), "s");
  }

  @Override
  public Optional<WinningPrice> winningPrice(Contest contest, int winner, int loser) {
    int bySeconds = Double.compare(contest.seconds(loser), contest.seconds(winner));
    if (bySeconds < 0) {
      return Optional.of(new WinningPrice(contest.reach().ceiling(), true));
    }
    Shelf shelf = contest.shelf();
    return bySeconds > 0
        ? Optional.empty()
        : WinningPrice.against(shelf.ask(winner).perPixel(), shelf.isBefore(loser, winner));
  }
}
