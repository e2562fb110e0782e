package dev.pixelgate.router.selection;

/**
 * The median of known seconds per pixel, found in one pass: values are counted in steps of an
 * eighth of a power of two, and one of those in the middle step is answered. Mutable.
 */
final class UsualSeconds {
  /** The bits of a double below its exponent and the first three of its fraction. */
  private static final int DROPPED_BITS = 49;

  /** From 2^-44 s (about 0.06 ps) for a pixel on. */
  private static final int FIRST_STEP = step(0x1p-44);

  /** To 2^12 s for a pixel. */
  private static final int STEPS = step(0x1p12) - FIRST_STEP;

  private final int[] counts = new int[STEPS];
  private final double[] examples = new double[STEPS];
  private int total;

  private static int step(double value) {
    return (int) (Double.doubleToRawLongBits(value) >>> DROPPED_BITS);
  }

  /** Takes in one that is known, not negative. */
  void add(double seconds) {
    int step = Math.clamp(step(seconds) - FIRST_STEP, 0, STEPS - 1);
    counts[step]++;
    examples[step] = seconds;
    total++;
  }

  /** The median; zero when nothing is known. */
  double median() {
    int before = 0;
    for (int step = 0; step < STEPS; step++) {
      before += counts[step];
      if (before * 2 > total) {
        return examples[step];
      }
    }
    return 0;
  }
}
