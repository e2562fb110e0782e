package dev.pixelgate.runtime.picture;

import java.io.IOException;
import java.util.zip.Adler32;
import java.util.zip.Deflater;

/**
 * A PNG's compressed data: one zlib stream (RFC 1950) in IDAT chunks. Each block of filtered rows
 * is either only Huffman-coded, by {@link HuffmanBlock}, or searched for repetitions, by zlib.
 */
final class PngData implements AutoCloseable {
  /** Search for repetitions: level 3 halves text against level 1 and takes no longer there. */
  private static final int LEVEL = 3;

  private static final int CHUNK_BYTES = 65536;
  private static final byte[] ZLIB_HEADER = {0x78, 0x01};

  /** A stored block of no bytes, behind its three bits of head. */
  private static final byte[] NOTHING_STORED = {0, 0, (byte) 0xff, (byte) 0xff};

  /** A last block that holds nothing but its end: head 011, code of the end 0000000. */
  private static final int LAST = 0b011;

  private static final int LAST_BITS = 10;

  private final PngChunkWriter chunks;
  private final Deflater searching = new Deflater(LEVEL, true);
  private final Adler32 sum = new Adler32();
  private final BitBuffer coded;
  private final byte[] compressed = new byte[CHUNK_BYTES];
  private int compressedLength;
  private boolean searched;

  /**
   * Begins; nothing is written before the first chunk is full.
   *
   * @param blockBytes the most bytes of one block
   */
  PngData(PngChunkWriter chunks, int blockBytes) {
    this.chunks = chunks;
    this.coded = new BitBuffer(HuffmanBlock.mostBytes(blockBytes));
    System.arraycopy(ZLIB_HEADER, 0, compressed, 0, ZLIB_HEADER.length);
    compressedLength = ZLIB_HEADER.length;
  }

  /** Appends a block that is complete and not empty. */
  void block(PngBlock block) throws IOException {
    sum.update(block.filtered(), 0, block.length());
    if (block.isSearchable()) {
      search(block.filtered(), block.length());
    } else {
      endSearch();
      coded.append(block.code());
      takeCoded(false);
    }
  }

  /** Ends the stream and writes what was not written yet. */
  void finish() throws IOException {
    endSearch();
    coded.put(LAST, LAST_BITS);
    takeCoded(true);
    long adler = sum.getValue();
    for (int shift = 24; shift >= 0; shift -= Byte.SIZE) {
      take((byte) (adler >>> shift));
    }
    if (compressedLength > 0) {
      chunks.chunk("IDAT", compressed, compressedLength);
    }
  }

  /** Frees native memory; writes nothing. */
  @Override
  public void close() {
    searching.end();
  }

  /** What zlib makes begins at a whole byte, and remembers nothing from before coded blocks. */
  private void search(byte[] block, int length) throws IOException {
    if (!searched) {
      alignCoded();
      searching.reset();
      searched = true;
    }
    searching.setInput(block, 0, length);
    while (!searching.needsInput()) {
      deflate(Deflater.NO_FLUSH);
    }
  }

  /** Has zlib write all that it holds, up to a whole byte. */
  private void endSearch() throws IOException {
    if (searched) {
      int space;
      int written;
      do {
        space = CHUNK_BYTES - compressedLength;
        written = deflate(Deflater.SYNC_FLUSH);
      } while (written == space);
      searched = false;
    }
  }

  private int deflate(int flush) throws IOException {
    int written =
        searching.deflate(compressed, compressedLength, CHUNK_BYTES - compressedLength, flush);
    compressedLength += written;
    writeWhenFull();
    return written;
  }

  private void alignCoded() throws IOException {
    if (!coded.isAligned()) {
      coded.put(0, 3);
      takeCoded(true);
      take(NOTHING_STORED, NOTHING_STORED.length);
    } else {
      takeCoded(true);
    }
  }

  private void takeCoded(boolean align) throws IOException {
    if (align) {
      coded.align();
    }
    take(coded.bytes(), coded.length());
    coded.clear();
  }

  private void take(byte one) throws IOException {
    compressed[compressedLength++] = one;
    writeWhenFull();
  }

  private void take(byte[] bytes, int length) throws IOException {
    for (int from = 0; from < length; ) {
      int part = Math.min(length - from, CHUNK_BYTES - compressedLength);
      System.arraycopy(bytes, from, compressed, compressedLength, part);
      compressedLength += part;
      from += part;
      writeWhenFull();
    }
  }

  private void writeWhenFull() throws IOException {
    if (compressedLength == CHUNK_BYTES) {
      chunks.chunk("IDAT", compressed, compressedLength);
      compressedLength = 0;
    }
  }
}
