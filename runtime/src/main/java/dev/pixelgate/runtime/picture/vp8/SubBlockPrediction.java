package dev.pixelgate.runtime.picture.vp8;

/**
 * Predicts luma blocks of 4x4 (section 12.3) along ten directions, from an edge that runs up the
 * left side, over the corner and along the row above: 0 to 3 are left from the bottom, 4 is the
 * corner, 5 to 12 are above.
 */
final class SubBlockPrediction {
  private static final int CORNER = 4;
  private static final int SAMPLES = 13;

  private final Plane plane;
  private final int[] edge = new int[SAMPLES];
  private int first;

  SubBlockPrediction(Plane plane) {
    this.plane = plane;
  }

  /**
   * Predicts the block at a sample.
   *
   * @param aboveRight where the four samples above and right of it lie
   */
  void predict(int at, int aboveRight, int mode) {
    first = at;
    for (int i = 0; i < 4; i++) {
      edge[3 - i] = plane.get(at - 1 + i * plane.stride());
      edge[CORNER + 1 + i] = plane.get(at - plane.stride() + i);
      edge[CORNER + 5 + i] = plane.get(aboveRight + i);
    }
    edge[CORNER] = plane.get(at - plane.stride() - 1);
    switch (mode) {
      case Modes.DC -> dc();
      case Modes.TRUE_MOTION -> trueMotion();
      case Modes.VERTICAL -> vertical();
      case Modes.HORIZONTAL -> horizontal();
      case Modes.LEFT_DOWN -> leftDown();
      case Modes.RIGHT_DOWN -> rightDown();
      case Modes.VERTICAL_RIGHT -> verticalRight();
      case Modes.VERTICAL_LEFT -> verticalLeft();
      case Modes.HORIZONTAL_DOWN -> horizontalDown();
      default -> horizontalUp();
    }
  }

  private void dc() {
    int sum = 4;
    for (int i = 0; i < 4; i++) {
      sum += edge[i] + edge[CORNER + 1 + i];
    }
    for (int i = 0; i < 16; i++) {
      put(i / 4, i % 4, sum >> 3);
    }
  }

  private void trueMotion() {
    for (int i = 0; i < 16; i++) {
      put(i / 4, i % 4, edge[3 - i / 4] + edge[CORNER + 1 + i % 4] - edge[CORNER]);
    }
  }

  private void vertical() {
    for (int i = 0; i < 16; i++) {
      put(i / 4, i % 4, three(CORNER + 1 + i % 4));
    }
  }

  private void horizontal() {
    for (int i = 0; i < 16; i++) {
      int row = i / 4;
      put(row, i % 4, row == 3 ? (edge[1] + 3 * edge[0] + 2) >> 2 : three(3 - row));
    }
  }

  private void leftDown() {
    for (int i = 0; i < 15; i++) {
      put(i / 4, i % 4, three(CORNER + 2 + i / 4 + i % 4));
    }
    put(3, 3, (edge[SAMPLES - 2] + 3 * edge[SAMPLES - 1] + 2) >> 2);
  }

  private void rightDown() {
    for (int i = 0; i < 16; i++) {
      put(i / 4, i % 4, three(CORNER - i / 4 + i % 4));
    }
  }

  private void verticalRight() {
    put(3, 0, three(2));
    put(2, 0, three(3));
    for (int column = 0; column < 4; column++) {
      put(0, column, two(CORNER + column));
      put(1, column, three(CORNER + column));
    }
    for (int column = 1; column < 4; column++) {
      put(2, column, two(CORNER - 1 + column));
      put(3, column, three(CORNER - 1 + column));
    }
  }

  private void verticalLeft() {
    for (int column = 0; column < 4; column++) {
      put(0, column, two(CORNER + 1 + column));
      put(1, column, three(CORNER + 2 + column));
    }
    for (int column = 0; column < 3; column++) {
      put(2, column, two(CORNER + 2 + column));
      put(3, column, three(CORNER + 3 + column));
    }
    put(2, 3, three(CORNER + 6));
    put(3, 3, three(CORNER + 7));
  }

  private void horizontalDown() {
    for (int row = 0; row < 4; row++) {
      put(row, 0, two(3 - row));
      put(row, 1, three(CORNER - row));
    }
    for (int row = 1; row < 4; row++) {
      put(row, 2, two(CORNER - row));
      put(row, 3, three(CORNER + 1 - row));
    }
    put(0, 2, three(CORNER + 1));
    put(0, 3, three(CORNER + 2));
  }

  private void horizontalUp() {
    int last = edge[0];
    for (int i = 0; i < 16; i++) {
      int along = i % 4 + 2 * (i / 4);
      int value =
          switch (along) {
            case 0, 2, 4 -> two(2 - along / 2);
            case 1, 3 -> three(2 - along / 2);
            case 5 -> (edge[1] + 3 * last + 2) >> 2;
            default -> last;
          };
      put(i / 4, i % 4, value);
    }
  }

  /** The mean of two samples of the edge. */
  private int two(int at) {
    return (edge[at] + edge[at + 1] + 1) >> 1;
  }

  /** Smoothed around a sample of the edge. */
  private int three(int at) {
    return (edge[at - 1] + 2 * edge[at] + edge[at + 1] + 2) >> 2;
  }

  private void put(int row, int column, int value) {
    plane.set(first + row * plane.stride() + column, value);
  }
}
