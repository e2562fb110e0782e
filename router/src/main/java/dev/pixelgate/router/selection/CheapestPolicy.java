package dev.pixelgate.router.selection;

import java.util.Optional;

/**
 * Least price first; of equal ones the warm first, then the faster, then by name.
 *
 * <p>So of two that are both suspended, or both not, the cheaper one never loses, and one more
 * offer never raises the charge of the first. One exception, which every policy makes: the
 * suspended come last. While all who could be asked are suspended, a newcomer who is not goes
 * before them at any price within the caps; what it asks more buys an answer.
 */
final class CheapestPolicy implements Policy {
  @Override
  public void rank(Contest contest, Shortlist list) {
    int start = 0;
    while (start < contest.within() && !list.isFull()) {
      int end = contest.runEnd(start);
      boolean alone = end == start + 1;
      for (int position = start; position < end; position++) {
        contest.enter(list, position, alone ? 0 : contest.warmSeconds(position));
      }
      list.seal();
      start = end;
    }
  }

  @Override
  public Score score(Contest contest, int position) {
    return new Score(contest.usd(position), "USD");
  }

  @Override
  public Optional<WinningPrice> winningPrice(Contest contest, int winner, int loser) {
    Shelf shelf = contest.shelf();
    double faster = contest.warmSeconds(winner) - contest.warmSeconds(loser);
    boolean bySeconds = shelf.isCold(winner) == shelf.isCold(loser) && faster != 0;
    boolean winsTie = bySeconds ? faster > 0 : shelf.isBefore(loser, winner);
    return WinningPrice.against(shelf.ask(winner).perPixel(), winsTie);
  }
}
