package dev.pixelgate.pricing.picture;

/** Whole numbers that stand in a row somewhere in a TIFF file, read as the bytes pass by. */
final class TiffArray {
  /** Takes the numbers in their order. */
  interface Sink {
    void take(long index, long value);
  }

  private final TiffNumbers numbers;
  private final Sink sink;
  private final int size;
  private final long start;
  private final long end;
  private final byte[] number = new byte[8];
  private int filled;
  private long index;

  TiffArray(TiffNumbers numbers, TiffEntry entry, Sink sink) {
    this.numbers = numbers;
    this.sink = sink;
    size = entry.size();
    start = entry.at();
    end = start + entry.count() * size;
  }

  /** Sees bytes that begin at this position, in the file's order; others' are left alone. */
  void see(long position, byte[] bytes, int offset, int length) {
    long from = Math.max(start, position);
    long to = Math.min(end, position + length);
    if (from != start + index * size + filled) {
      return; // it begins in front of the directory: those bytes are gone
    }
    for (long at = from; at < to; at++) {
      number[filled] = bytes[offset + (int) (at - position)];
      filled++;
      if (filled == size) {
        sink.take(index, numbers.read(number, 0, size));
        filled = 0;
        index++;
      }
    }
  }
}
