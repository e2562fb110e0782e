package dev.pixelgate.runtime.picture.vp8;

import java.io.IOException;

/**
 * One VP8 key frame, decoded. Memory: 1.5 bytes a pixel for the planes and 3 for the result; time
 * grows with pixels and bytes alone.
 */
public final class Vp8 {
  /** A whole frame may be read so many bytes over its end: that is how its coder stops. */
  private static final int MOST_MISSING = 8;

  private final FrameHeader header;
  private final int columns;
  private final int rows;
  private final Plane luma;
  private final Plane u;
  private final Plane v;
  private final Modes modes;
  private final Residuals residuals;
  private final SubBlockPrediction subBlocks;
  private final byte[] levels;
  private final boolean[] inner;

  private Vp8(FrameHeader header) {
    this.header = header;
    columns = (header.width() + 15) / 16;
    rows = (header.height() + 15) / 16;
    luma = new Plane(16 * columns, 16 * rows);
    u = new Plane(8 * columns, 8 * rows);
    v = new Plane(8 * columns, 8 * rows);
    modes = new Modes(header, columns);
    residuals = new Residuals(header, columns);
    subBlocks = new SubBlockPrediction(luma);
    levels = new byte[columns * rows];
    inner = new boolean[columns * rows];
  }

  /**
   * Interleaved RGB of the frame's size, which the caller has checked in the frame's first ten
   * bytes.
   *
   * @throws IOException when it is no key frame or cut off
   */
  public static byte[] rgb(byte[] frame) throws IOException {
    Vp8 vp8 = new Vp8(new FrameHeader(frame));
    vp8.reconstruct();
    vp8.filter();
    return Colours.rgb(vp8.luma, vp8.u, vp8.v, vp8.header.width(), vp8.header.height());
  }

  private void reconstruct() throws IOException {
    for (int row = 0; row < rows; row++) {
      modes.startRow();
      residuals.startRow();
      BoolDecoder tokens = header.tokens(row);
      for (int column = 0; column < columns; column++) {
        modes.read(column);
        if (modes.isSkipped()) {
          residuals.skip(column, modes.isSplit());
        } else {
          residuals.read(tokens, column, modes);
        }
        predict(column, row);
        int macroblock = row * columns + column;
        levels[macroblock] = (byte) header.filterLevel(modes.segment(), modes.isSplit());
        inner[macroblock] = modes.isSplit() || residuals.hasAnything();
      }
      if (tokens.missing() > MOST_MISSING || header.modes().missing() > MOST_MISSING) {
        throw new IOException("cut off in row " + row + " of " + rows + " macroblocks");
      }
    }
  }

  private void predict(int column, int row) {
    if (modes.isSplit()) {
      predictSubBlocks(column, row);
    } else {
      Prediction.square(luma, 16 * column, 16 * row, 16, modes.luma());
      for (int block = 0; block < 16; block++) {
        add(luma, block, luma.at(16 * column + block % 4 * 4, 16 * row + block / 4 * 4));
      }
    }
    chroma(u, 16, column, row);
    chroma(v, 20, column, row);
  }

  private void chroma(Plane plane, int firstBlock, int column, int row) {
    Prediction.square(plane, 8 * column, 8 * row, 8, modes.chroma());
    for (int block = 0; block < 4; block++) {
      int at = plane.at(8 * column + block % 2 * 4, 8 * row + block / 2 * 4);
      add(plane, firstBlock + block, at);
    }
  }

  /** The right column's blocks all use what is above and right of the macroblock. */
  private void predictSubBlocks(int column, int row) {
    int beyond = luma.at(16 * column + 16, 16 * row - 1);
    if (row > 0 && column == columns - 1) {
      // Nothing is there: the last sample above is repeated.
      for (int i = 0; i < 4; i++) {
        luma.set(beyond + i, luma.get(beyond - 1));
      }
    }
    for (int block = 0; block < 16; block++) {
      int at = luma.at(16 * column + block % 4 * 4, 16 * row + block / 4 * 4);
      int aboveRight = block % 4 == 3 ? beyond : at - luma.stride() + 4;
      subBlocks.predict(at, aboveRight, modes.subBlock(block));
      add(luma, block, at);
    }
  }

  private void add(Plane plane, int block, int at) {
    if (residuals.hasAnything()) {
      Transform.add(residuals.coefficients(), 16 * block, plane, at);
    }
  }

  private void filter() {
    LoopFilter filter = new LoopFilter(header);
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        int macroblock = row * columns + column;
        filter.filter(luma, u, v, column, row, levels[macroblock], inner[macroblock]);
      }
    }
  }
}
