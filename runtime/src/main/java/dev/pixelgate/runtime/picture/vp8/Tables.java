package dev.pixelgate.runtime.picture.vp8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.PrimitiveIterator;

/** The standard's long constants, from a resource beside this class. */
final class Tables {
  static final int MODES = 10;
  static final int TYPES = 4;
  static final int BANDS = 8;
  static final int CONTEXTS = 3;
  static final int BRANCHES = 11;
  static final int MOST_INDEX = 127;

  /** By the sub-block mode above and left: chances of the branches of the tree of modes. */
  static final int[][][] MODE_CHANCES = new int[MODES][MODES][MODES - 1];

  /** By block type, band, context and branch. */
  static final int[][][][] UPDATE_CHANCES = new int[TYPES][BANDS][CONTEXTS][BRANCHES];

  /** Like {@link #UPDATE_CHANCES}. */
  private static final int[][][][] DEFAULT_CHANCES = new int[TYPES][BANDS][CONTEXTS][BRANCHES];

  private static final int[] DC_STEPS = new int[MOST_INDEX + 1];
  private static final int[] AC_STEPS = new int[MOST_INDEX + 1];

  static {
    PrimitiveIterator.OfInt numbers = numbers();
    for (int[][] above : MODE_CHANCES) {
      fill(above, numbers);
    }
    for (int[][][][] chances : new int[][][][][] {UPDATE_CHANCES, DEFAULT_CHANCES}) {
      for (int[][][] type : chances) {
        for (int[][] band : type) {
          fill(band, numbers);
        }
      }
    }
    fill(new int[][] {DC_STEPS, AC_STEPS}, numbers);
  }

  private Tables() {}

  /** A copy that a frame may change. */
  static int[][][][] chances() {
    int[][][][] copy = new int[TYPES][BANDS][CONTEXTS][];
    for (int type = 0; type < TYPES; type++) {
      for (int band = 0; band < BANDS; band++) {
        for (int context = 0; context < CONTEXTS; context++) {
          copy[type][band][context] = DEFAULT_CHANCES[type][band][context].clone();
        }
      }
    }
    return copy;
  }

  /** The quantizer's step of DC coefficients; the index is brought into range. */
  static int dc(int index) {
    return DC_STEPS[Math.clamp(index, 0, MOST_INDEX)];
  }

  /** The quantizer's step of AC coefficients; the index is brought into range. */
  static int ac(int index) {
    return AC_STEPS[Math.clamp(index, 0, MOST_INDEX)];
  }

  private static void fill(int[][] rows, PrimitiveIterator.OfInt numbers) {
    for (int[] row : rows) {
      for (int i = 0; i < row.length; i++) {
        row[i] = numbers.nextInt();
      }
    }
  }

  private static PrimitiveIterator.OfInt numbers() {
    try (InputStream input =
        Objects.requireNonNull(Tables.class.getResourceAsStream("tables.txt"))) {
      String text = new String(input.readAllBytes(), StandardCharsets.US_ASCII);
      return text.lines()
          .filter(line -> !line.startsWith("#"))
          .flatMapToInt(line -> Arrays.stream(line.split(" ")).mapToInt(Integer::parseInt))
          .iterator();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
