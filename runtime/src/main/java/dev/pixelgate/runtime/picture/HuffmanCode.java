package dev.pixelgate.runtime.picture;

import java.util.Arrays;

/**
 * The prefix code with the fewest bits for given frequencies, no code longer than a limit, numbered
 * as deflate does (RFC 1951, 3.2.2).
 *
 * <p>Lengths come from the in-place algorithm of Moffat and Katajainen (1995) on the sorted
 * frequencies. Those over the limit are cut and others lengthened until the code is one again; that
 * is not the optimum then, and it happens only when some byte is a million times rarer than others.
 */
final class HuffmanCode {
  /** Where the length begins in an element of {@link #codes}; the code's bits are below it. */
  static final int LENGTH_SHIFT = 16;

  static final int CODE_MASK = (1 << LENGTH_SHIFT) - 1;

  /** Symbols have fewer bits than this, frequencies all others of a long. */
  private static final int SYMBOL_BITS = 9;

  private HuffmanCode() {}

  /**
   * How many bits each symbol's code has; 0 for one that does not occur.
   *
   * @param counts how often each symbol occurs; at least two do
   * @param limit no code is longer; 2^limit is at least the number of symbols
   */
  static int[] lengths(int[] counts, int limit) {
    long[] sorted = new long[counts.length];
    int used = 0;
    for (int symbol = 0; symbol < counts.length; symbol++) {
      if (counts[symbol] > 0) {
        sorted[used++] = (long) counts[symbol] << SYMBOL_BITS | symbol;
      }
    }
    Arrays.sort(sorted, 0, used);
    int[] perLength = perLength(sorted, used, limit);
    int[] lengths = new int[counts.length];
    int next = 0;
    for (int length = limit; length > 0; length--) {
      for (int i = 0; i < perLength[length]; i++) {
        lengths[(int) sorted[next++] & (1 << SYMBOL_BITS) - 1] = length;
      }
    }
    return lengths;
  }

  /** How many codes of each length there are. */
  private static int[] perLength(long[] sorted, int used, int limit) {
    int[] depths = depths(sorted, used);
    int[] perLength = new int[limit + 1];
    for (int i = 0; i < used; i++) {
      perLength[Math.min(depths[i], limit)]++;
    }
    // In units of the longest code: how much more than the whole space is taken.
    long excess = -(1L << limit);
    for (int length = 1; length <= limit; length++) {
      excess += (long) perLength[length] << (limit - length);
    }
    // One code of the longest takes the place beside another, which becomes one bit longer.
    for (; excess > 0; excess--) {
      int length = limit - 1;
      while (perLength[length] == 0) {
        length--;
      }
      perLength[length]--;
      perLength[length + 1] += 2;
      perLength[limit]--;
    }
    return perLength;
  }

  /** How deep each leaf of Huffman's tree lies, rarest first. */
  private static int[] depths(long[] sorted, int used) {
    int[] nodes = new int[used];
    for (int i = 0; i < used; i++) {
      nodes[i] = (int) (sorted[i] >>> SYMBOL_BITS);
    }
    linkParents(nodes);
    return leafDepths(nodes);
  }

  /** Leaves each inner node's parent in its place; the root is the last but one. */
  private static void linkParents(int[] nodes) {
    int leaf = 0;
    int inner = 0;
    for (int next = 0; next < nodes.length - 1; next++) {
      int weight = 0;
      for (int child = 0; child < 2; child++) {
        if (leaf >= nodes.length || (inner < next && nodes[inner] < nodes[leaf])) {
          weight += nodes[inner];
          nodes[inner++] = next;
        } else {
          weight += nodes[leaf++];
        }
      }
      nodes[next] = weight;
    }
  }

  private static int[] leafDepths(int[] parents) {
    int root = parents.length - 2;
    int[] inner = new int[parents.length];
    int[] innerAtDepth = new int[parents.length + 1];
    innerAtDepth[0] = 1;
    for (int node = root - 1; node >= 0; node--) {
      inner[node] = inner[parents[node]] + 1;
      innerAtDepth[inner[node]]++;
    }
    int[] depths = new int[parents.length];
    int leaf = parents.length;
    int places = 1;
    for (int depth = 0; leaf > 0; depth++) {
      int leaves = places - innerAtDepth[depth];
      for (int i = 0; i < leaves; i++) {
        depths[--leaf] = depth;
      }
      places = 2 * innerAtDepth[depth];
    }
    return depths;
  }

  /** The codes of these lengths, their bits reversed, because deflate sends the highest first. */
  static int[] codes(int[] lengths, int limit) {
    // First how many codes are one bit shorter, then the first code of each length.
    int[] next = new int[limit + 2];
    for (int length : lengths) {
      next[length + 1] += length > 0 ? 1 : 0;
    }
    for (int length = 1; length <= limit; length++) {
      next[length + 1] = 2 * (next[length] + next[length + 1]);
    }
    int[] codes = new int[lengths.length];
    for (int symbol = 0; symbol < lengths.length; symbol++) {
      int length = lengths[symbol];
      if (length > 0) {
        int code = Integer.reverse(next[length]++) >>> (Integer.SIZE - length);
        codes[symbol] = code | length << LENGTH_SHIFT;
      }
    }
    return codes;
  }
}
