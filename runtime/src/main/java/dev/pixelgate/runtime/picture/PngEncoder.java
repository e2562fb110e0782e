package dev.pixelgate.runtime.picture;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;

/**
 * Writes one PNG as its rows come: RGB or RGBA of 8 or 16 bits in sRGB; the same bytes for the same
 * picture on one JDK, in however many calls its rows come.
 *
 * <p>Every row has the Paeth filter. Then photos are only Huffman-coded, which is both faster and
 * smaller than deflate's search for repetitions: 47 ms a megapixel and 1.20 bytes a pixel against
 * 63 ms and 1.37 at level 1, 123 ms and 1.31 at level 3 (coffee, upscaled). Drawings, text and
 * plain areas, whose filtered bytes are mostly zeros, do need that search: 17 ms and 0.04 bytes a
 * pixel against 39 ms and 0.40. So it is chosen anew for each {@link #BLOCK_BYTES}. The whole table
 * is in docs/performance.md.
 */
public final class PngEncoder implements AutoCloseable {
  /** Filtered bytes that share one strategy, in whole rows. */
  private static final int BLOCK_BYTES = 65536;

  private static final byte PAETH = 4;
  private static final byte TRUECOLOUR = 2;
  private static final byte TRUECOLOUR_WITH_ALPHA = 6;
  private static final byte[] PERCEPTUAL = {0};

  private final PngChunkWriter chunks;
  private final PngData data;
  private final byte[] header;
  private final int height;
  private final int step;
  private final int rowBytes;
  private final byte[] above;
  private final byte[] block;
  private int blockLength;
  private int rows;

  /**
   * Begins a picture; nothing is written before its first row.
   *
   * @param output is flushed at the end, and never closed
   * @param depth bits of a sample, 8 or 16
   * @throws ArithmeticException when a row is longer than an array can be
   */
  public PngEncoder(OutputStream output, int width, int height, boolean alpha, int depth) {
    this.chunks = new PngChunkWriter(output);
    this.height = height;
    this.step = (alpha ? 4 : 3) * depth / Byte.SIZE;
    this.rowBytes = Math.multiplyExact(width, step);
    this.above = new byte[rowBytes];
    int filteredRow = Math.addExact(rowBytes, 1);
    this.block = new byte[filteredRow * Math.max(1, BLOCK_BYTES / filteredRow)];
    this.data = new PngData(chunks, block.length);
    this.header =
        ByteBuffer.allocate(13)
            .putInt(width)
            .putInt(height)
            .put((byte) depth)
            .put(alpha ? TRUECOLOUR_WITH_ALPHA : TRUECOLOUR)
            // Deflate, adaptive filters, not interlaced.
            .put(new byte[3])
            .array();
  }

  /**
   * Writes the next rows.
   *
   * @param samples interleaved, the high byte first when they have 16 bits
   * @param offset where the first of these rows begins
   * @param count of rows
   * @throws IOException when the output throws it
   */
  public void rows(byte[] samples, int offset, int count) throws IOException {
    if (rows == 0) {
      chunks.signature();
      chunks.chunk("IHDR", header, header.length);
      chunks.chunk("sRGB", PERCEPTUAL, PERCEPTUAL.length);
    }
    for (int row = 0; row < count; row++) {
      int at = offset + row * rowBytes;
      if (row == 0) {
        filter(samples, at, above, 0);
      } else {
        filter(samples, at, samples, at - rowBytes);
      }
    }
    if (count > 0) {
      System.arraycopy(samples, offset + (count - 1) * rowBytes, above, 0, rowBytes);
    }
    rows = Math.addExact(rows, count);
  }

  /**
   * Ends the picture.
   *
   * @throws IllegalStateException when it has not as many rows as it is high
   */
  public void finish() throws IOException {
    if (rows != height) {
      throw new IllegalStateException(rows + " rows are not the picture's " + height);
    }
    if (blockLength > 0) {
      compressBlock();
    }
    data.finish();
    chunks.end();
  }

  /** Frees native memory; writes nothing. */
  @Override
  public void close() {
    data.close();
  }

  private void filter(byte[] samples, int at, byte[] aboveSamples, int aboveAt) throws IOException {
    block[blockLength] = PAETH;
    Paeth.filter(samples, at, aboveSamples, aboveAt, rowBytes, step, block, blockLength + 1);
    blockLength += 1 + rowBytes;
    if (blockLength == block.length) {
      compressBlock();
    }
  }

  private void compressBlock() throws IOException {
    data.block(block, blockLength);
    blockLength = 0;
  }
}
