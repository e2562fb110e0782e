package dev.pixelgate.pricing.picture;

/**
 * Walks a BMP file: its headers, then as many bytes as its rows need, or its run-length codes up to
 * their end. What stands behind is not looked at.
 */
final class BmpWalk extends FieldWalk {
  private static final int END_OF_ROW = 0;
  private static final int END_OF_PICTURE = 1;
  private static final int DELTA = 2;

  private BmpHeader header = new BmpHeader(0, 0, 0, 0, BmpHeader.Coding.OTHER);
  // Kept, as there may be one of each in every two bytes of a file.
  private final Runnable run = this::run;
  private final Runnable nextRun = this::nextRun;

  private final byte[] start = new byte[BmpHeader.START];

  BmpWalk() {
    read(BmpHeader.START, this::start);
  }

  @Override
  String awaited() {
    return "the end of its pixels";
  }

  private void start() {
    int needed = BmpHeader.needed(field());
    if (needed == 0) {
      fail("its first %d bytes are not a BMP header".formatted(BmpHeader.START));
      return;
    }
    System.arraycopy(field(), 0, start, 0, start.length);
    read(needed - start.length, () -> header(needed));
  }

  private void header(int length) {
    byte[] whole = new byte[length];
    System.arraycopy(start, 0, whole, 0, start.length);
    System.arraycopy(field(), 0, whole, start.length, length - start.length);
    header = BmpHeader.of(whole);
    long headersEnd = BmpHeader.FILE_HEADER + LittleEndian.uint32(start, BmpHeader.FILE_HEADER);
    String problem = header.problem(headersEnd);
    if (!problem.isEmpty()) {
      fail(problem);
      return;
    }
    found(header.picture());
    long gap = header.pixelsAt() - position();
    if (header.coding() == BmpHeader.Coding.PLAIN) {
      skip(gap + header.pixelBytes(), this::end);
    } else {
      skip(gap, nextRun);
    }
  }

  private void nextRun() {
    read(2, run);
  }

  /** A count with a colour, or zero with what else is to be done. */
  private void run() {
    int value = field()[1] & 0xff;
    if (field()[0] != 0 || value == END_OF_ROW) {
      nextRun();
    } else if (value == END_OF_PICTURE) {
      end();
    } else {
      skip(value == DELTA ? 2 : colourBytes(value), nextRun);
    }
  }

  /** Of so many colours in a row, filled up to a multiple of 2 bytes. */
  private int colourBytes(int colours) {
    int bytes = header.coding() == BmpHeader.Coding.RUNS_OF_4_BITS ? (colours + 1) / 2 : colours;
    return (bytes + 1) & ~1;
  }
}
