package dev.pixelgate.router.selection;

import java.util.Optional;

/** The order in which those who may be asked are asked. Has no state. */
interface Policy {
  /** Puts those who may be asked on the list, first to be asked first, until it is full. */
  void rank(Contest contest, Shortlist list);

  /** What it looks at first, for whoever reads a decision. */
  Score score(Contest contest, int position);

  /**
   * At which price, all else being the same, {@code loser} would have been before {@code winner};
   * nothing when at none.
   */
  Optional<WinningPrice> winningPrice(Contest contest, int winner, int loser);
}
