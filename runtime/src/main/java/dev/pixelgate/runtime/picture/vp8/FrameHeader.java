package dev.pixelgate.runtime.picture.vp8;

import java.io.IOException;

/** What a key frame says before its macroblocks (section 9, 19.2). */
final class FrameHeader {
  static final int SEGMENTS = 4;
  static final int FIRST_PARTITION = 10;

  private static final int START_CODE = 0x2a019d; // 9d 01 2a
  private static final int DELTAS = 4;
  private static final int MOST_SIDE = 0x3fff;

  private final int width;
  private final int height;
  private final BoolDecoder bits;
  private final int[] segmentIndex = new int[SEGMENTS];
  private final int[] segmentLevel = new int[SEGMENTS];
  private final int[] segmentChances = {255, 255, 255};
  private final int[][][][] chances = Tables.chances();
  private final Quantizer[] quantizers = new Quantizer[SEGMENTS];
  private boolean segmented;
  private boolean mapped;
  private boolean absolute;
  private boolean simpleFilter;
  private int filterLevel;
  private int sharpness;
  private int keyFrameDelta;
  private int subBlockDelta;
  private BoolDecoder[] tokens = {};
  private int skipChance;

  FrameHeader(byte[] data) throws IOException {
    if (data.length < FIRST_PARTITION) {
      throw new IOException("a frame of " + data.length + " bytes");
    }
    int tag = little(data, 0, 3);
    int start = little(data, 3, 3);
    if ((tag & 1) != 0 || start != START_CODE) {
      throw new IOException("no key frame");
    }
    width = little(data, 6, 2) & MOST_SIDE;
    height = little(data, 8, 2) & MOST_SIDE;
    int end = FIRST_PARTITION + (tag >> 5);
    if (end > data.length || width == 0 || height == 0) {
      throw new IOException("cut off in its first partition");
    }
    bits = new BoolDecoder(data, FIRST_PARTITION, end);
    bits.number(2); // colour space and clamping: decoders clamp anyway
    readSegments();
    readFilter();
    readPartitions(data, end);
    readQuantizers();
    bits.flag(); // whether chances stay: there is no next frame
    readChances();
    skipChance = bits.flag() ? bits.number(8) : 0;
  }

  int width() {
    return width;
  }

  int height() {
    return height;
  }

  /** At the first macroblock's modes. */
  BoolDecoder modes() {
    return bits;
  }

  /** Of a row of macroblocks. */
  BoolDecoder tokens(int row) {
    return tokens[row & (tokens.length - 1)];
  }

  /** By block type, band, context and branch. */
  int[][][][] chances() {
    return chances;
  }

  /** Chance that a macroblock has coefficients; 0 when each is taken to have some. */
  int skipChance() {
    return skipChance;
  }

  Quantizer quantizer(int segment) {
    return quantizers[segment];
  }

  boolean hasSimpleFilter() {
    return simpleFilter;
  }

  int sharpness() {
    return sharpness;
  }

  /** Of the loop filter for a macroblock, 0 to 63. */
  int filterLevel(int segment, boolean subBlocks) {
    int level = filterLevel;
    if (segmented) {
      level = segmentLevel[segment] + (absolute ? 0 : filterLevel);
    }
    return Math.clamp(level + keyFrameDelta + (subBlocks ? subBlockDelta : 0), 0, 63);
  }

  /** Reads which segment the next macroblock is in. */
  int segment() {
    if (!mapped) {
      return 0;
    }
    return bits.bit(segmentChances[0]) == 0
        ? bits.bit(segmentChances[1])
        : 2 + bits.bit(segmentChances[2]);
  }

  private static int little(byte[] data, int at, int count) {
    int number = 0;
    for (int i = count - 1; i >= 0; i--) {
      number = (number << 8) | (data[at + i] & 0xff);
    }
    return number;
  }

  private void readSegments() {
    segmented = bits.flag();
    if (!segmented) {
      return;
    }
    mapped = bits.flag();
    if (bits.flag()) {
      absolute = bits.flag();
      for (int i = 0; i < SEGMENTS; i++) {
        segmentIndex[i] = bits.optional(7);
      }
      for (int i = 0; i < SEGMENTS; i++) {
        segmentLevel[i] = bits.optional(6);
      }
    }
    for (int i = 0; mapped && i < segmentChances.length; i++) {
      segmentChances[i] = bits.flag() ? bits.number(8) : 255;
    }
  }

  private void readFilter() {
    simpleFilter = bits.flag();
    filterLevel = bits.number(6);
    sharpness = bits.number(3);
    boolean adjusted = bits.flag();
    if (adjusted && bits.flag()) {
      int[] deltas = new int[2 * DELTAS];
      for (int i = 0; i < deltas.length; i++) {
        deltas[i] = bits.optional(6);
      }
      keyFrameDelta = deltas[0];
      subBlockDelta = deltas[DELTAS];
    }
  }

  private void readPartitions(byte[] data, int sizes) throws IOException {
    tokens = new BoolDecoder[1 << bits.number(2)];
    int start = sizes + 3 * (tokens.length - 1);
    if (start > data.length) {
      throw new IOException("cut off before its coefficients");
    }
    for (int i = 0; i < tokens.length; i++) {
      int end = data.length;
      if (i < tokens.length - 1) {
        end = Math.min(end, start + little(data, sizes + 3 * i, 3));
      }
      tokens[i] = new BoolDecoder(data, start, end);
      start = end;
    }
  }

  private void readQuantizers() {
    int base = bits.number(7);
    int[] deltas = new int[5];
    for (int i = 0; i < deltas.length; i++) {
      deltas[i] = bits.optional(4);
    }
    for (int i = 0; i < SEGMENTS; i++) {
      int index = base;
      if (segmented) {
        index = segmentIndex[i] + (absolute ? 0 : base);
      }
      quantizers[i] = Quantizer.of(index, deltas);
    }
  }

  private void readChances() {
    for (int type = 0; type < Tables.TYPES; type++) {
      for (int band = 0; band < Tables.BANDS; band++) {
        for (int context = 0; context < Tables.CONTEXTS; context++) {
          for (int branch = 0; branch < Tables.BRANCHES; branch++) {
            if (bits.bit(Tables.UPDATE_CHANCES[type][band][context][branch]) == 1) {
              chances[type][band][context][branch] = bits.number(8);
            }
          }
        }
      }
    }
  }
}
