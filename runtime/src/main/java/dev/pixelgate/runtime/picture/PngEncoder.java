package dev.pixelgate.runtime.picture;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * Writes one PNG as its rows come: RGB or RGBA of 8 or 16 bits, no metadata; the same bytes for the
 * same picture on one JDK. Every row has the Paeth filter.
 */
public final class PngEncoder implements AutoCloseable {
  private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
  private static final byte PAETH = 4;
  private static final int LEVEL = 1;
  private static final int CHUNK_BYTES = 65536;
  private static final int TRUECOLOUR = 2;
  private static final int TRUECOLOUR_WITH_ALPHA = 6;

  private final OutputStream output;
  private final Deflater deflater = new Deflater(LEVEL);
  private final byte[] chunk = new byte[CHUNK_BYTES];
  private final int pixelBytes;
  private final int rowBytes;
  private final byte[] above;
  private final byte[] filtered;
  private int chunkLength;
  private boolean begun;
  private final byte[] header;

  /**
   * Begins a picture; nothing is written before the first row.
   *
   * @param output is flushed at the end, and not closed
   * @param depth bits of a sample, 8 or 16
   */
  public PngEncoder(OutputStream output, int width, int height, boolean alpha, int depth) {
    this.output = output;
    this.pixelBytes = (alpha ? Bitmap.RGBA : Bitmap.RGB) * depth / Byte.SIZE;
    this.rowBytes = Math.multiplyExact(width, pixelBytes);
    this.above = new byte[rowBytes];
    this.filtered = new byte[1 + rowBytes];
    this.header =
        ByteBuffer.allocate(13)
            .putInt(width)
            .putInt(height)
            .put((byte) depth)
            .put((byte) (alpha ? TRUECOLOUR_WITH_ALPHA : TRUECOLOUR))
            .put(new byte[3])
            .array();
  }

  /**
   * Writes the next rows.
   *
   * @param samples interleaved, the high byte first when they have 16 bits
   * @param offset where the first row begins
   */
  public void rows(byte[] samples, int offset, int count) throws IOException {
    if (!begun) {
      output.write(SIGNATURE);
      writeChunk("IHDR", header, header.length);
      begun = true;
    }
    for (int row = 0; row < count; row++) {
      filter(samples, offset + row * rowBytes);
      System.arraycopy(samples, offset + row * rowBytes, above, 0, rowBytes);
      deflater.setInput(filtered);
      deflate();
    }
  }

  /** Ends the picture, after its last row. */
  public void finish() throws IOException {
    deflater.finish();
    deflate();
    writeChunk("IDAT", chunk, chunkLength);
    writeChunk("IEND", chunk, 0);
    output.flush();
  }

  /** Frees native memory; writes nothing. */
  @Override
  public void close() {
    deflater.end();
  }

  private void deflate() throws IOException {
    int count = deflater.deflate(chunk, chunkLength, CHUNK_BYTES - chunkLength);
    while (count > 0) {
      chunkLength += count;
      if (chunkLength == CHUNK_BYTES) {
        writeChunk("IDAT", chunk, chunkLength);
        chunkLength = 0;
      }
      count = deflater.deflate(chunk, chunkLength, CHUNK_BYTES - chunkLength);
    }
  }

  private void writeChunk(String type, byte[] data, int length) throws IOException {
    byte[] name = type.getBytes(StandardCharsets.US_ASCII);
    CRC32 crc = new CRC32();
    crc.update(name);
    crc.update(data, 0, length);
    output.write(ByteBuffer.allocate(8).putInt(length).put(name).array());
    output.write(data, 0, length);
    output.write(ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
  }

  private void filter(byte[] samples, int row) {
    filtered[0] = PAETH;
    for (int i = 0; i < rowBytes; i++) {
      boolean first = i < pixelBytes;
      int left = first ? 0 : samples[row + i - pixelBytes] & 0xff;
      int corner = first ? 0 : above[i - pixelBytes] & 0xff;
      filtered[i + 1] = (byte) (samples[row + i] - paeth(left, above[i] & 0xff, corner));
    }
  }

  /** The neighbour nearest to {@code left + above - corner} (PNG specification, section 9.4). */
  private static int paeth(int left, int above, int corner) {
    int toLeft = Math.abs(above - corner);
    int toAbove = Math.abs(left - corner);
    int toCorner = Math.abs(left + above - 2 * corner);
    if (toLeft <= toAbove && toLeft <= toCorner) {
      return left;
    }
    return toAbove <= toCorner ? above : corner;
  }
}
