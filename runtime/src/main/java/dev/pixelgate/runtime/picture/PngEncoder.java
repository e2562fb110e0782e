package dev.pixelgate.runtime.picture;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.stream.IntStream;

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

  /** Blocks that are made together, for each thread: the slowest is waited for once a batch. */
  private static final int BLOCKS_A_LANE = 2;

  private static final byte TRUECOLOUR = 2;
  private static final byte TRUECOLOUR_WITH_ALPHA = 6;
  private static final byte[] PERCEPTUAL = {0};

  private final PngChunkWriter chunks;
  private final PngData data;
  private final byte[] header;
  private final int height;
  private final int rowBytes;
  private final int blockRows;
  private final byte[] above;
  private final PngBlock rest;
  private final PngBlock[] batch;
  private int rows;

  /**
   * Begins a picture on as many threads as there are processors; nothing is written before its
   * first row.
   *
   * @param output is flushed at the end, and never closed
   * @param depth bits of a sample, 8 or 16
   * @throws ArithmeticException when a row is longer than an array can be
   */
  public PngEncoder(OutputStream output, int width, int height, boolean alpha, int depth) {
    this(output, width, height, alpha, depth, Runtime.getRuntime().availableProcessors());
  }

  /**
   * The same on {@code lanes} threads, the caller's and those of the common pool. They pay where
   * nothing is inferred beside them: after the last tile, and where a card infers.
   */
  PngEncoder(OutputStream output, int width, int height, boolean alpha, int depth, int lanes) {
    this.chunks = new PngChunkWriter(output);
    this.height = height;
    int step = (alpha ? 4 : 3) * depth / Byte.SIZE;
    this.rowBytes = Math.multiplyExact(width, step);
    this.above = new byte[rowBytes];
    this.blockRows = Math.max(1, BLOCK_BYTES / Math.addExact(rowBytes, 1));
    this.rest = new PngBlock(blockRows, rowBytes, step);
    // No more than the picture fills: a small one needs none.
    int blocks = lanes == 1 ? 0 : Math.min(lanes * BLOCKS_A_LANE, height / blockRows);
    this.batch = new PngBlock[blocks];
    Arrays.setAll(batch, i -> new PngBlock(blockRows, rowBytes, step));
    this.data = new PngData(chunks, rest.filtered().length);
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

  /** How many rows are best given at a time: fewer keep some of the threads idle. */
  public int rowsAtOnce() {
    return Math.max(1, batch.length) * blockRows;
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
    int row = 0;
    while (row < count) {
      int whole = rest.isEmpty() ? Math.min(batch.length, (count - row) / blockRows) : 0;
      if (whole > 1) {
        blocks(samples, offset, row, whole);
        row += whole * blockRows;
      } else {
        add(rest, samples, offset, row);
        row++;
        if (rest.isFull()) {
          write(rest);
        }
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
    if (!rest.isEmpty()) {
      write(rest);
    }
    data.finish();
    chunks.end();
  }

  /** Frees native memory; writes nothing. */
  @Override
  public void close() {
    data.close();
  }

  /** Makes some whole blocks at the same time, and writes them in their order. */
  private void blocks(byte[] samples, int offset, int row, int count) throws IOException {
    IntStream.range(0, count)
        .parallel()
        .forEach(
            i -> {
              int first = row + i * blockRows;
              for (int r = first; r < first + blockRows; r++) {
                add(batch[i], samples, offset, r);
              }
              batch[i].complete();
            });
    for (int i = 0; i < count; i++) {
      data.block(batch[i]);
      batch[i].clear();
    }
  }

  private void add(PngBlock block, byte[] samples, int offset, int row) {
    int at = offset + row * rowBytes;
    if (row == 0) {
      block.add(samples, at, above, 0);
    } else {
      block.add(samples, at, samples, at - rowBytes);
    }
  }

  private void write(PngBlock block) throws IOException {
    block.complete();
    data.block(block);
    block.clear();
  }
}
