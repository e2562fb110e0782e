package dev.pixelgate.runtime.picture.vp8;

/** The steps of a segment's coefficients: luma, its second order, chroma (section 14.1). */
record Quantizer(int lumaDc, int lumaAc, int secondDc, int secondAc, int chromaDc, int chromaAc) {
  private static final int MOST_CHROMA_DC = 132;

  /**
   * Of an index.
   *
   * @param deltas of luma DC, second-order DC and AC, chroma DC and AC
   */
  static Quantizer of(int unclamped, int[] deltas) {
    int index = Math.clamp(unclamped, 0, Tables.MOST_INDEX);
    return new Quantizer(
        Tables.dc(index + deltas[0]),
        Tables.ac(index),
        2 * Tables.dc(index + deltas[1]),
        Math.max(8, Tables.ac(index + deltas[2]) * 155 / 100),
        Math.min(MOST_CHROMA_DC, Tables.dc(index + deltas[3])),
        Tables.ac(index + deltas[4]));
  }
}
