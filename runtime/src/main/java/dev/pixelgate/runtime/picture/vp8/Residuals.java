package dev.pixelgate.runtime.picture.vp8;

import java.util.Arrays;

/** A macroblock's coefficients (section 13), times their steps, luma's DC worked out. */
final class Residuals {
  /** 16 of luma, 4 of U, 4 of V, each 16 coefficients. */
  static final int BLOCKS = 24;

  private static final int SECOND = 24;
  private static final int LUMA_AFTER_SECOND = 0;
  private static final int SECOND_ORDER = 1;
  private static final int CHROMA = 2;
  private static final int LUMA_WITH_DC = 3;
  private static final int[] BAND = {0, 1, 2, 3, 6, 4, 5, 6, 6, 6, 6, 6, 6, 6, 6, 7};
  private static final int[] ZIGZAG = {0, 1, 4, 8, 5, 2, 3, 6, 9, 12, 13, 10, 7, 11, 14, 15};
  private static final int[][] LARGE = {
    {173, 148, 140},
    {176, 155, 140, 135},
    {180, 157, 141, 134, 130},
    {254, 254, 243, 230, 196, 177, 153, 140, 133, 130, 129}
  };

  /** Places of a context: four luma, two U, two V, one second-order. */
  private static final int PLACES = 9;

  private static final int SECOND_PLACE = 8;

  private final FrameHeader header;
  private final int[] coefficients = new int[16 * (BLOCKS + 1)];
  private final int[] above;
  private final int[] left = new int[PLACES];
  private boolean anything;

  Residuals(FrameHeader header, int columns) {
    this.header = header;
    this.above = new int[PLACES * columns];
  }

  void startRow() {
    Arrays.fill(left, 0);
  }

  /** Block by block, in raster order of the block. */
  int[] coefficients() {
    return coefficients;
  }

  /** Whether a coefficient is not 0. */
  boolean hasAnything() {
    return anything;
  }

  /** Of a macroblock without any. */
  void skip(int column, boolean split) {
    anything = false;
    int places = split ? SECOND_PLACE : PLACES;
    Arrays.fill(above, PLACES * column, PLACES * column + places, 0);
    Arrays.fill(left, 0, places, 0);
  }

  void read(BoolDecoder bits, int column, Modes modes) {
    Arrays.fill(coefficients, 0);
    anything = false;
    Quantizer steps = header.quantizer(modes.segment());
    int context = PLACES * column;
    boolean second = !modes.isSplit();
    if (second) {
      block(
          bits,
          SECOND_ORDER,
          SECOND,
          context + SECOND_PLACE,
          SECOND_PLACE,
          steps.secondDc(),
          steps.secondAc());
      Transform.secondOrder(coefficients, 16 * SECOND);
    }
    int type = second ? LUMA_AFTER_SECOND : LUMA_WITH_DC;
    for (int block = 0; block < 16; block++) {
      block(bits, type, block, context + block % 4, block / 4, steps.lumaDc(), steps.lumaAc());
      anything |= coefficients[16 * block] != 0;
    }
    for (int block = 16; block < BLOCKS; block++) {
      int plane = 4 + (block - 16) / 4 * 2;
      block(
          bits,
          CHROMA,
          block,
          context + plane + block % 2,
          plane + block / 2 % 2,
          steps.chromaDc(),
          steps.chromaAc());
    }
  }

  private void block(
      BoolDecoder bits, int type, int block, int aboveAt, int leftAt, int dcStep, int acStep) {
    int first = type == LUMA_AFTER_SECOND ? 1 : 0;
    int context = above[aboveAt] + left[leftAt];
    int end = tokens(bits, header.chances()[type], first, context, 16 * block, dcStep, acStep);
    int some = end > first ? 1 : 0;
    above[aboveAt] = some;
    left[leftAt] = some;
    anything |= some == 1 && block != SECOND;
  }

  /** Reads to the end of a block; the place behind its last coefficient. */
  private int tokens(
      BoolDecoder bits, int[][][] chances, int first, int context, int to, int dcStep, int acStep) {
    int place = first;
    int[] chance = chances[BAND[place]][context];
    while (bits.bit(chance[0]) == 1) {
      while (bits.bit(chance[1]) == 0) {
        if (++place == 16) {
          return 16;
        }
        chance = chances[BAND[place]][0];
      }
      int size = bits.bit(chance[2]) == 0 ? 1 : size(bits, chance);
      int step = place == 0 ? dcStep : acStep;
      coefficients[to + ZIGZAG[place]] = bits.flag() ? -size * step : size * step;
      if (++place == 16) {
        return 16;
      }
      chance = chances[BAND[place]][size == 1 ? 1 : 2];
    }
    return place;
  }

  /** Of 2 and more. */
  private static int size(BoolDecoder bits, int[] chance) {
    if (bits.bit(chance[3]) == 0) {
      return bits.bit(chance[4]) == 0 ? 2 : 3 + bits.bit(chance[5]);
    }
    if (bits.bit(chance[6]) == 0) {
      return bits.bit(chance[7]) == 0 ? 5 + bits.bit(159) : 7 + 2 * bits.bit(165) + bits.bit(145);
    }
    int high = bits.bit(chance[8]);
    int kind = 2 * high + bits.bit(chance[9 + high]);
    int extra = 0;
    for (int even : LARGE[kind]) {
      extra = 2 * extra + bits.bit(even);
    }
    return extra + 3 + (8 << kind);
  }
}
