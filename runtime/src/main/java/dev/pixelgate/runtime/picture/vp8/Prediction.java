package dev.pixelgate.runtime.picture.vp8;

/** Predicts a macroblock's luma or chroma from what lies above and left (section 12.2, 12.3). */
final class Prediction {
  private Prediction() {}

  /** Of a square of {@code size} whose first sample is at (x, y). */
  static void square(Plane plane, int x, int y, int size, int mode) {
    int first = plane.at(x, y);
    int dc = mode == Modes.DC ? average(plane, x, y, size) : 0;
    for (int row = 0; row < size; row++) {
      int start = first + row * plane.stride();
      int left = plane.get(start - 1);
      for (int column = 0; column < size; column++) {
        int above = plane.get(first - plane.stride() + column);
        plane.set(
            start + column,
            switch (mode) {
              case Modes.DC -> dc;
              case Modes.VERTICAL -> above;
              case Modes.HORIZONTAL -> left;
              default -> left + above - plane.get(first - plane.stride() - 1);
            });
      }
    }
  }

  /** Of the sides that are in the picture; in its middle 128. */
  private static int average(Plane plane, int x, int y, int size) {
    int first = plane.at(x, y);
    int sum = 0;
    int count = 0;
    for (int i = 0; i < size && y > 0; i++, count++) {
      sum += plane.get(first - plane.stride() + i);
    }
    for (int i = 0; i < size && x > 0; i++, count++) {
      sum += plane.get(first - 1 + i * plane.stride());
    }
    return count == 0 ? 128 : (sum + count / 2) / count;
  }
}
