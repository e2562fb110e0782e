package dev.pixelgate.runtime.picture.vp8;

/**
 * The arithmetic decoder of section 7: bits of known chances. Behind the end of its data it reads
 * zeros and counts them, so that a cut frame can be told.
 */
final class BoolDecoder {
  private static final int EVEN = 128;

  private final byte[] data;
  private final int end;
  private int position;
  private int range = 255;

  /** Bits from {@code data}, the oldest on top; {@code bits} below the first eight are there. */
  private long value;

  private int bits = -8;
  private int missing;

  BoolDecoder(byte[] data, int start, int end) {
    this.data = data;
    this.position = start;
    this.end = end;
  }

  /** How many bytes were read that are not there. */
  int missing() {
    return missing;
  }

  /** One bit that is 0 with a chance of {@code chance} in 256. */
  int bit(int chance) {
    if (bits < 0) {
      load();
    }
    int split = 1 + (((range - 1) * chance) >> 8);
    long bigSplit = (long) split << bits;
    int bit;
    if (value >= bigSplit) {
      value -= bigSplit;
      range -= split;
      bit = 1;
    } else {
      range = split;
      bit = 0;
    }
    int shift = Integer.numberOfLeadingZeros(range) - 24;
    range <<= shift;
    bits -= shift;
    return bit;
  }

  /** A number of so many bits, the highest first. */
  int number(int count) {
    int number = 0;
    for (int i = 0; i < count; i++) {
      number = (number << 1) | bit(EVEN);
    }
    return number;
  }

  boolean flag() {
    return bit(EVEN) == 1;
  }

  /** A number and its sign, or 0 when a flag says that there is none. */
  int optional(int count) {
    if (!flag()) {
      return 0;
    }
    int number = number(count);
    return flag() ? -number : number;
  }

  private void load() {
    while (bits < 32) {
      int next = 0;
      if (position < end) {
        next = data[position++] & 0xff;
      } else {
        missing++;
      }
      value = (value << 8) | next;
      bits += 8;
    }
  }
}
