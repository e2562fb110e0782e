package dev.pixelgate.pricing.picture;

/**
 * How a TIFF file writes numbers.
 *
 * @param little the lowest byte first
 * @param big BigTIFF: counts and offsets of 8 bytes, where classic TIFF has 2 or 4
 */
record TiffNumbers(boolean little, boolean big) {
  /** An unsigned number; one of 8 bytes over {@link Long#MAX_VALUE} comes out negative. */
  long read(byte[] bytes, int at, int size) {
    long number = 0;
    for (int i = 0; i < size; i++) {
      int index = little ? at + size - 1 - i : at + i;
      number = number << 8 | (bytes[index] & 0xff);
    }
    return number;
  }

  /** Of the file header. */
  int headerBytes() {
    return big ? 16 : 8;
  }

  /** Of an offset, and of what stands in its place when it is no longer than that. */
  int offsetBytes() {
    return big ? 8 : 4;
  }

  /** Of the number of entries in front of a directory. */
  int countBytes() {
    return big ? 8 : 2;
  }

  /** Of a directory's entry: tag, type, count, value or offset. */
  int entryBytes() {
    return big ? 20 : 12;
  }
}
