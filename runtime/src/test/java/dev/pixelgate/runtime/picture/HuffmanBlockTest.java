package dev.pixelgate.runtime.picture;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.zip.Inflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the JDK's Inflater, which is zlib, makes of the blocks. */
class HuffmanBlockTest {
  /** Head 011 and the code of the end 0000000, as PngData ends its stream. */
  private static final int LAST = 0b011;

  /** From all bytes equal to all values alike. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 50, 600, 65_536})
  void comesBackHoweverSkewed(int size) throws Exception {
    for (int seed = 0; seed < 100; seed++) {
      Random random = new Random(seed);
      double skew = random.nextDouble() * 30;
      byte[] bytes = new byte[size];
      for (int i = 0; i < size; i++) {
        bytes[i] = (byte) (256 * Math.pow(random.nextDouble(), 1 + skew));
      }
      assertComesBack(bytes, 1 + seed % 3);
    }
  }

  @Test
  void comesBackFromASingleByte() throws Exception {
    assertComesBack(new byte[] {-1}, 1);
  }

  /**
   * Frequencies 1, 1, 2, 3, 5... make Huffman's tree as deep as it can be: here 21 of at most 15.
   */
  @Test
  void comesBackWhenCodesWouldBeTooLong() throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    int count = 1;
    int next = 1;
    for (int value = 0; value < 22; value++) {
      byte[] run = new byte[count];
      Arrays.fill(run, (byte) value);
      bytes.write(run);
      int sum = count + next;
      count = next;
      next = sum;
    }
    int[] counts = new int[257];
    for (byte value : bytes.toByteArray()) {
      counts[value]++;
    }
    int[] unlimited = HuffmanCode.lengths(counts, 30);
    assertEquals(21, Arrays.stream(unlimited).max().orElseThrow());
    int[] limited = HuffmanCode.lengths(counts, 15);
    assertEquals(15, Arrays.stream(limited).max().orElseThrow());
    assertTrue(bits(counts, limited) < 1.001 * bits(counts, unlimited));
    assertComesBack(bytes.toByteArray(), 1);
  }

  /** The best prefix code has the average length that a greedy merge of the two rarest gives. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 1000, 1_000_000})
  void hasTheFewestBits(int most) {
    for (int seed = 0; seed < 100; seed++) {
      assertFewestBits(new Random(seed).ints(257, 0, most).toArray());
    }
  }

  private static void assertFewestBits(int[] counts) {
    counts[0]++;
    counts[256]++;
    PriorityQueue<Long> merged = new PriorityQueue<>();
    Arrays.stream(counts).filter(n -> n > 0).forEach(n -> merged.add((long) n));
    long best = 0;
    while (merged.size() > 1) {
      long sum = merged.remove() + merged.remove();
      best += sum;
      merged.add(sum);
    }
    assertEquals(best, bits(counts, HuffmanCode.lengths(counts, 25)));
  }

  private static long bits(int[] counts, int[] lengths) {
    long bits = 0;
    for (int symbol = 0; symbol < counts.length; symbol++) {
      bits += (long) counts[symbol] * lengths[symbol];
    }
    return bits;
  }

  private static void assertComesBack(byte[] bytes, int blocks) throws Exception {
    BitBuffer out = new BitBuffer(blocks * HuffmanBlock.mostBytes(bytes.length) + 16);
    for (int i = 0; i < blocks; i++) {
      HuffmanBlock.write(bytes, bytes.length, out);
    }
    out.put(LAST, 10);
    out.align();
    byte[] back = new byte[blocks * bytes.length];
    Inflater inflater = new Inflater(true);
    try {
      inflater.setInput(out.bytes(), 0, out.length());
      assertEquals(back.length, inflater.inflate(back));
      assertEquals(0, inflater.inflate(new byte[1]));
      assertTrue(inflater.finished());
      assertEquals(0, inflater.getRemaining());
    } finally {
      inflater.end();
    }
    for (int i = 0; i < blocks; i++) {
      assertArrayEquals(bytes, Arrays.copyOfRange(back, i * bytes.length, (i + 1) * bytes.length));
    }
  }
}
