package dev.pixelgate.runtime.picture;

/**
 * Some filtered rows of a PNG and, where that is better than a search for repetitions, their
 * Huffman code. It depends on no other block, so that several can be made at the same time.
 */
final class PngBlock {
  private static final byte PAETH = 4;

  private final int rowBytes;
  private final int step;
  private final byte[] filtered;
  private final BitBuffer code;
  private int length;
  private boolean searchable;

  /**
   * An empty one.
   *
   * @param rows it holds at most
   * @param rowBytes of a row that is not filtered
   * @param step bytes of a pixel
   */
  PngBlock(int rows, int rowBytes, int step) {
    this.rowBytes = rowBytes;
    this.step = step;
    this.filtered = new byte[Math.multiplyExact(rows, Math.addExact(rowBytes, 1))];
    this.code = new BitBuffer(HuffmanBlock.mostBytes(filtered.length));
  }

  /**
   * Appends a row.
   *
   * @param samples hold it from {@code at} on
   * @param above holds the row above it from {@code aboveAt} on
   */
  void add(byte[] samples, int at, byte[] above, int aboveAt) {
    filtered[length] = PAETH;
    Paeth.filter(samples, at, above, aboveAt, rowBytes, step, filtered, length + 1);
    length += 1 + rowBytes;
  }

  /**
   * Nothing more comes: finds out how it is compressed best, and codes it if that needs no search.
   */
  void complete() {
    searchable = mostlyZeros();
    code.reset();
    if (!searchable) {
      HuffmanBlock.write(filtered, length, code);
    }
  }

  /** Empties it. */
  void clear() {
    length = 0;
  }

  boolean isEmpty() {
    return length == 0;
  }

  boolean isFull() {
    return length == filtered.length;
  }

  /** The filtered rows are its first {@link #length}. */
  byte[] filtered() {
    return filtered;
  }

  int length() {
    return length;
  }

  /** Whether the search for repetitions pays; there is no {@link #code} then. */
  boolean isSearchable() {
    return searchable;
  }

  /** One block of deflate that is not the last. */
  BitBuffer code() {
    return code;
  }

  private boolean mostlyZeros() {
    int zeros = 0;
    for (int i = 0; i < length; i++) {
      zeros += filtered[i] == 0 ? 1 : 0;
    }
    return zeros > length / 2;
  }
}
