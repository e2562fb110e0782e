package dev.pixelgate.router.selection;

import java.util.BitSet;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * Drawn by lot without putting back, each as often as the inverse square of its price says: half
 * the price, four times as often. Free ones come before all others, in a random order.
 */
final class WeightedPolicy implements Policy {
  /**
   * A draw from the prepared sums costs about 50 ns and hits one that may not be asked as often as
   * those weigh; after so many misses in a row all are summed anew.
   */
  private static final int TRIES = 16;

  private static final int NOBODY = -1;

  @Override
  public void rank(Contest contest, Shortlist list) {
    RandomGenerator random = new SplittableRandom(contest.seed());
    int free = Math.min(contest.shelf().free(), contest.within());
    BitSet drawn = new BitSet(contest.within());
    draw(new Lot(contest, drawn, 0, free), random, list);
    draw(new Lot(contest, drawn, free, contest.within()), random, list);
  }

  private static void draw(Lot lot, RandomGenerator random, Shortlist list) {
    while (!list.isFull()) {
      int position = lot.tried(random);
      if (position == NOBODY) {
        position = lot.counted(random);
      }
      if (position == NOBODY) {
        return;
      }
      lot.drawn.set(position);
      list.offer(position, 0);
      list.seal();
    }
  }

  @Override
  public Score score(Contest contest, int position) {
    int free = contest.shelf().free();
    Lot lot =
        position < free
            ? new Lot(contest, new BitSet(), 0, free)
            : new Lot(contest, new BitSet(), free, contest.within());
    return new Score(lot.weight(position) / lot.openWeight(), "chance");
  }

  /** A price would have changed the odds only. */
  @Override
  public Optional<WinningPrice> winningPrice(Contest contest, int winner, int loser) {
    return Optional.empty();
  }

  /** The positions from one to another, those drawn being out. */
  private record Lot(Contest contest, BitSet drawn, int from, int to) {
    boolean isIn(int position) {
      return !drawn.get(position) && contest.isOpen(position);
    }

    double weight(int position) {
      Shelf shelf = contest.shelf();
      return shelf.share(position) - (position == from ? 0 : shelf.share(position - 1));
    }

    double openWeight() {
      double sum = 0;
      for (int position = from; position < to; position++) {
        sum += isIn(position) ? weight(position) : 0;
      }
      return sum;
    }

    int tried(RandomGenerator random) {
      for (int i = 0; i < TRIES && from < to; i++) {
        int position = firstOver(random.nextDouble() * contest.shelf().share(to - 1));
        if (isIn(position)) {
          return position;
        }
      }
      return NOBODY;
    }

    private int firstOver(double sum) {
      int low = from;
      int high = to - 1;
      while (low < high) {
        int middle = (low + high) >>> 1;
        if (contest.shelf().share(middle) > sum) {
          high = middle;
        } else {
          low = middle + 1;
        }
      }
      return low;
    }

    int counted(RandomGenerator random) {
      double left = random.nextDouble() * openWeight();
      int last = NOBODY;
      for (int position = from; position < to; position++) {
        if (isIn(position)) {
          last = position;
          left -= weight(position);
          if (left < 0) {
            return position;
          }
        }
      }
      return last;
    }
  }
}
