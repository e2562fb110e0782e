package dev.pixelgate.runtime.picture.vp8;

/** From coefficients to differences (section 14): integer arithmetic that the standard fixes. */
final class Transform {
  /** 65536 times sqrt(2) sin(pi/8), and 65536 times sqrt(2) cos(pi/8) less 1. */
  private static final int SINE = 35468;

  private static final int COSINE = 20091;

  private Transform() {}

  /** Spreads second-order coefficients over the DC of the 16 luma blocks at the array's start. */
  static void secondOrder(int[] values, int from) {
    int[] half = new int[16];
    for (int i = 0; i < 4; i++) {
      int outer = values[from + i] + values[from + 12 + i];
      int inner = values[from + 4 + i] + values[from + 8 + i];
      int innerLess = values[from + 4 + i] - values[from + 8 + i];
      int outerLess = values[from + i] - values[from + 12 + i];
      half[i] = outer + inner;
      half[4 + i] = innerLess + outerLess;
      half[8 + i] = outer - inner;
      half[12 + i] = outerLess - innerLess;
    }
    for (int i = 0; i < 4; i++) {
      int row = 4 * i;
      int outer = half[row] + half[row + 3];
      int inner = half[row + 1] + half[row + 2];
      int innerLess = half[row + 1] - half[row + 2];
      int outerLess = half[row] - half[row + 3];
      values[16 * row] = (outer + inner + 3) >> 3;
      values[16 * (row + 1)] = (innerLess + outerLess + 3) >> 3;
      values[16 * (row + 2)] = (outer - inner + 3) >> 3;
      values[16 * (row + 3)] = (outerLess - innerLess + 3) >> 3;
    }
  }

  /** Adds a block's differences to its prediction. */
  static void add(int[] values, int from, Plane plane, int at) {
    int[] half = new int[16];
    for (int i = 0; i < 4; i++) {
      butterfly(
          values[from + i],
          values[from + 4 + i],
          values[from + 8 + i],
          values[from + 12 + i],
          half,
          i,
          4,
          0);
    }
    int[] row = new int[4];
    for (int i = 0; i < 4; i++) {
      butterfly(half[4 * i], half[4 * i + 1], half[4 * i + 2], half[4 * i + 3], row, 0, 1, 4);
      for (int x = 0; x < 4; x++) {
        int to = at + i * plane.stride() + x;
        plane.set(to, plane.get(to) + (row[x] >> 3));
      }
    }
  }

  private static void butterfly(
      int in0, int in1, int in2, int in3, int[] out, int at, int step, int rounding) {
    int even = in0 + in2 + rounding;
    int evenLess = in0 - in2 + rounding;
    int odd = ((in1 * SINE) >> 16) - (in3 + ((in3 * COSINE) >> 16));
    int oddMore = in1 + ((in1 * COSINE) >> 16) + ((in3 * SINE) >> 16);
    out[at] = even + oddMore;
    out[at + step] = evenLess + odd;
    out[at + 2 * step] = evenLess - odd;
    out[at + 3 * step] = even - oddMore;
  }
}
