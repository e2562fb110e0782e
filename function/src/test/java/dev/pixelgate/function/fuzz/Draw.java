package dev.pixelgate.function.fuzz;

import java.util.List;
import java.util.SplittableRandom;

/** The chances of one input: the same for the same run's seed and input's number. */
final class Draw {
  /** Limits of signed and unsigned numbers of 8 to 32 bits, and what stands beside them. */
  private static final int[] INTERESTING = {
    0,
    1,
    2,
    3,
    4,
    8,
    12,
    16,
    0x7f,
    0x80,
    0xff,
    0x100,
    0x7fff,
    0x8000,
    0xfffe,
    0xffff,
    0x10000,
    0xffffff,
    0x3fffffff,
    0x40000000,
    0x7ffffffe,
    0x7fffffff,
    0x80000000,
    0xfffffffe,
    0xffffffff
  };

  private final SplittableRandom random;

  Draw(long seed, long index) {
    // Two hashes, as SplittableRandom(seed + index) would give neighbouring runs the same inputs.
    random =
        new SplittableRandom(new SplittableRandom(seed).nextLong() ^ (index * 0x9e3779b97f4a7c15L));
  }

  /** From 0 up to but without {@code bound}; 0 when there is nothing below it. */
  int below(int bound) {
    return bound < 1 ? 0 : random.nextInt(bound);
  }

  boolean oneIn(int times) {
    return random.nextInt(times) == 0;
  }

  <T> T of(List<T> values) {
    return values.get(below(values.size()));
  }

  /** Mostly few: half of what is left each time. */
  int few(int most) {
    int n = 1;
    while (n < most && random.nextBoolean()) {
      n++;
    }
    return n;
  }

  /** A number that lengths, counts and sizes trip over; sometimes any number. */
  int number() {
    return oneIn(6) ? random.nextInt() : INTERESTING[below(INTERESTING.length)];
  }

  byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  /** An index of something so long; every second one is near its start, where headers are. */
  int position(int length) {
    return below(random.nextBoolean() ? Math.min(length, 64) : length);
  }
}
