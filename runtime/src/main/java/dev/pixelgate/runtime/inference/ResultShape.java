package dev.pixelgate.runtime.inference;

/**
 * What a result will be.
 *
 * @param width in pixels
 * @param height in pixels
 * @param channels 3 (RGB) or 4 (RGBA, alpha not multiplied in)
 * @param depth bits of a sample, 8 or 16
 * @param bandRows most rows that a band of it has
 */
public record ResultShape(int width, int height, int channels, int depth, int bandRows) {
  /** Bytes of a row; {@link Upscaler#shape} sees to it that a band's fit an array. */
  public int rowBytes() {
    return width * channels * (depth / Byte.SIZE);
  }

  /** Bytes of the largest band. */
  public int bandBytes() {
    return rowBytes() * bandRows;
  }
}
