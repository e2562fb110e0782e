package dev.pixelgate.router.selection;

import dev.pixelgate.router.health.HealthSnapshot;
import java.util.Arrays;

/**
 * What a pixel usually takes: the median of those who are known, of an even sample when they are
 * many.
 */
final class UsualSeconds {
  /**
   * The median of so many has 37 to 63 % of all below it in 19 of 20 cases, close enough for a
   * guess at a newcomer; that of a thousand would cost as much as the rest of the choice.
   */
  private static final int SAMPLE = 63;

  private UsualSeconds() {}

  /** Of those on this shelf; zero when nobody is known. */
  static double perPixel(Shelf shelf, HealthSnapshot health) {
    double[] known = new double[Math.min(SAMPLE, shelf.size())];
    int count = 0;
    int stride = Math.max(1, shelf.size() / SAMPLE);
    for (int first = 0; first < stride; first++) {
      for (int i = first; i < shelf.size() && count < known.length; i += stride) {
        double seconds = health.secondsPerPixel(shelf.seat(i));
        if (!Double.isNaN(seconds)) {
          known[count++] = seconds;
        }
      }
    }
    Arrays.sort(known, 0, count);
    return count == 0 ? 0 : known[count / 2];
  }
}
