package dev.pixelgate.runtime.picture.vp8;

import java.util.Arrays;

/** How macroblocks are predicted (section 11): read for one after the other, in raster order. */
final class Modes {
  static final int DC = 0;
  static final int TRUE_MOTION = 1;
  static final int VERTICAL = 2;
  static final int HORIZONTAL = 3;
  static final int LEFT_DOWN = 4;
  static final int RIGHT_DOWN = 5;
  static final int VERTICAL_RIGHT = 6;
  static final int VERTICAL_LEFT = 7;
  static final int HORIZONTAL_DOWN = 8;
  static final int HORIZONTAL_UP = 9;

  /** The tree of sub-block modes: what is negative or 0 is a mode, else the next pair. */
  private static final int[] TREE = {
    -DC,
    2,
    -TRUE_MOTION,
    4,
    -VERTICAL,
    6,
    8,
    12,
    -HORIZONTAL,
    10,
    -RIGHT_DOWN,
    -VERTICAL_RIGHT,
    -LEFT_DOWN,
    14,
    -VERTICAL_LEFT,
    16,
    -HORIZONTAL_DOWN,
    -HORIZONTAL_UP
  };

  private final FrameHeader header;

  /** Sub-block modes of the row above, and left of the next macroblock. */
  private final int[] above;

  private final int[] left = new int[4];
  private final int[] subBlocks = new int[16];
  private int segment;
  private boolean skipped;
  private boolean split;
  private int luma;
  private int chroma;

  Modes(FrameHeader header, int columns) {
    this.header = header;
    this.above = new int[4 * columns];
  }

  void startRow() {
    Arrays.fill(left, DC);
  }

  /** Reads the next macroblock's. */
  void read(int column) {
    BoolDecoder bits = header.modes();
    segment = header.segment();
    skipped = header.skipChance() > 0 && bits.bit(header.skipChance()) == 1;
    split = bits.bit(145) == 0;
    if (split) {
      readSubBlocks(bits, column);
    } else {
      luma = readLuma(bits);
      Arrays.fill(above, 4 * column, 4 * column + 4, luma);
      Arrays.fill(left, luma);
    }
    chroma = readChroma(bits);
  }

  int segment() {
    return segment;
  }

  /** Whether it has no coefficients. */
  boolean isSkipped() {
    return skipped;
  }

  /** Whether each of 16 luma blocks has a mode of its own. */
  boolean isSplit() {
    return split;
  }

  /** Of the whole macroblock: DC, TRUE_MOTION, VERTICAL or HORIZONTAL. */
  int luma() {
    return luma;
  }

  int chroma() {
    return chroma;
  }

  /** Of a luma block, in raster order. */
  int subBlock(int block) {
    return subBlocks[block];
  }

  private static int readLuma(BoolDecoder bits) {
    if (bits.bit(156) == 0) {
      return bits.bit(163) == 0 ? DC : VERTICAL;
    }
    return bits.bit(128) == 0 ? HORIZONTAL : TRUE_MOTION;
  }

  private static int readChroma(BoolDecoder bits) {
    if (bits.bit(142) == 0) {
      return DC;
    }
    if (bits.bit(114) == 0) {
      return VERTICAL;
    }
    return bits.bit(183) == 0 ? HORIZONTAL : TRUE_MOTION;
  }

  private void readSubBlocks(BoolDecoder bits, int column) {
    for (int block = 0; block < subBlocks.length; block++) {
      int x = 4 * column + block % 4;
      int y = block / 4;
      int[] chances = Tables.MODE_CHANCES[above[x]][left[y]];
      int next = TREE[bits.bit(chances[0])];
      while (next > 0) {
        next = TREE[next + bits.bit(chances[next >> 1])];
      }
      subBlocks[block] = -next;
      above[x] = -next;
      left[y] = -next;
    }
  }
}
