package dev.pixelgate.router.selection;

import java.util.Arrays;

/** The best positions of a shelf so far, best first, at most as many as are wanted. Mutable. */
final class Shortlist {
  private final int[] positions;
  private final double[] scores;
  private int size;
  private int sealed;
  private double worst = Double.POSITIVE_INFINITY;

  Shortlist(int wanted) {
    positions = new int[wanted];
    scores = new double[wanted];
  }

  /** Takes it in by its score, less is better; of equal ones the first to come stays before. */
  void offer(int position, double score) {
    if (!admits(score)) {
      return;
    }
    int at = isFull() ? size - 1 : size++;
    while (at > sealed && score < scores[at - 1]) {
      positions[at] = positions[at - 1];
      scores[at] = scores[at - 1];
      at--;
    }
    positions[at] = position;
    scores[at] = score;
    worst = isFull() ? scores[size - 1] : Double.POSITIVE_INFINITY;
  }

  /** Whether one of this score would get in, whoever it is. */
  boolean admits(double score) {
    return score < worst || !isFull();
  }

  /** Nothing that comes later goes before what is here now. */
  void seal() {
    sealed = size;
    worst = isFull() ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
  }

  /** What a score has to be under to get in; infinite while there is room. */
  double worst() {
    return worst;
  }

  boolean isFull() {
    return size == positions.length;
  }

  int size() {
    return size;
  }

  int position(int rank) {
    return positions[rank];
  }

  @Override
  public String toString() {
    return "Shortlist" + Arrays.toString(Arrays.copyOf(positions, size));
  }
}
