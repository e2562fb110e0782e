package dev.pixelgate.runtime.picture;

/**
 * Writes blocks of deflate that are only Huffman-coded (RFC 1951, 3.2.7): what zlib's strategy
 * {@code HUFFMAN_ONLY} writes, without its detour through the machinery that searches for
 * repetitions.
 */
final class HuffmanBlock {
  private static final int LITERALS = 256;
  private static final int END = 256;
  private static final int LONGEST = 15;
  private static final int LENGTH_SYMBOLS = 19;
  private static final int LONGEST_OF_LENGTHS = 7;
  private static final int DYNAMIC = 2;

  /** There are no distances; a decoder gets the two codes of one bit that zlib writes then too. */
  private static final int DISTANCES = 2;

  /** In which order the code for the lengths is told (RFC 1951, 3.2.7). */
  private static final int[] TOLD = {
    16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15
  };

  private HuffmanBlock() {}

  /** So many bytes at most become of so many. */
  static int mostBytes(int length) {
    // A code for 257 symbols needs no more than 9 bits a byte; 512 bytes hold the tables.
    return Math.addExact(length, length / Byte.SIZE + 512);
  }

  /** Appends the first {@code length} bytes as one block that is not the last. */
  static void write(byte[] data, int length, BitBuffer out) {
    int[] lengths = HuffmanCode.lengths(counts(data, length), LONGEST);
    out.put(DYNAMIC << 1, 3);
    tell(lengths, out);
    int[] codes = HuffmanCode.codes(lengths, LONGEST);
    out.putCodes(data, 0, length, codes);
    out.putCode(codes[END]);
  }

  /** In two tables: the same byte twice in a row would wait for its own counter. */
  private static int[] counts(byte[] data, int length) {
    int[] counts = new int[LITERALS + 1];
    int[] odd = new int[LITERALS];
    int i = 0;
    for (; i + 1 < length; i += 2) {
      counts[data[i] & 0xff]++;
      odd[data[i + 1] & 0xff]++;
    }
    if (i < length) {
      counts[data[i] & 0xff]++;
    }
    for (int value = 0; value < LITERALS; value++) {
      counts[value] += odd[value];
    }
    counts[END] = 1;
    return counts;
  }

  /** The lengths of all codes, Huffman-coded themselves; runs of equal ones are not shortened. */
  private static void tell(int[] lengths, BitBuffer out) {
    int[] counts = new int[LENGTH_SYMBOLS];
    for (int length : lengths) {
      counts[length]++;
    }
    // One bit is the length of the distance codes; and two symbols are the fewest that make a code.
    counts[1] += DISTANCES;
    counts[0]++;
    int[] ofLengths = HuffmanCode.lengths(counts, LONGEST_OF_LENGTHS);
    int[] codes = HuffmanCode.codes(ofLengths, LONGEST_OF_LENGTHS);
    out.put(lengths.length - 257, 5);
    out.put(DISTANCES - 1, 5);
    out.put(LENGTH_SYMBOLS - 4, 4);
    for (int symbol : TOLD) {
      out.put(ofLengths[symbol], 3);
    }
    for (int length : lengths) {
      out.putCode(codes[length]);
    }
    for (int i = 0; i < DISTANCES; i++) {
      out.putCode(codes[1]);
    }
  }
}
