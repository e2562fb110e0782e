package dev.pixelgate.pricing.picture;

import java.util.Objects;
import java.util.Optional;

/**
 * A walk over a file that is made of fields and of bytes to pass over. It gathers a field across
 * calls, or passes over a number of bytes, and then runs the format's next step, which asks for the
 * following field or bytes. A length that a file declares is only ever counted down, so it costs
 * neither memory nor time beyond the bytes that really come.
 */
abstract sealed class FieldWalk implements ContainerWalk
    permits BmpWalk, GifWalk, TiffWalk, WebpWalk {
  /** What a BMP's two headers have behind their first 18 bytes. */
  private static final int LONGEST_FIELD = 36;

  private final byte[] field = new byte[LONGEST_FIELD];
  private Runnable next = () -> {};
  private int fieldLength;
  private int filled;
  private long skipLeft;
  private long position;
  private long received;
  private boolean ended;
  private String firstProblem = "";
  private Optional<Picture> picture = Optional.empty();

  @Override
  public final void accept(byte[] bytes, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, bytes.length);
    int taken = 0;
    while (taken < length && !ended && firstProblem.isEmpty()) {
      taken += step(bytes, offset + taken, length - taken);
    }
    received += length;
  }

  @Override
  public final boolean broken() {
    return !firstProblem.isEmpty();
  }

  @Override
  public boolean complete() {
    return ended && !broken();
  }

  @Override
  public final String problem() {
    return broken() || complete()
        ? firstProblem
        : "it ends after " + received + " bytes, before " + awaited();
  }

  @Override
  public final Optional<Picture> picture() {
    return picture;
  }

  /** What a cut file lacks, as a phrase. */
  abstract String awaited();

  /** Sees the bytes that are passed over, which begin at this position of the file. */
  void passed(long at, byte[] bytes, int offset, int length) {}

  /** The next bytes are a field, at least one byte; this step then finds it in {@link #field}. */
  final void read(int length, Runnable step) {
    fieldLength = length;
    filled = 0;
    next = step;
  }

  /** Passes over so many bytes, maybe none; then comes this step. */
  final void skip(long length, Runnable step) {
    if (length == 0) {
      step.run();
      return;
    }
    fieldLength = 0;
    skipLeft = length;
    next = step;
  }

  /** The file is whole; what follows is not looked at. */
  final void end() {
    ended = true;
  }

  final void fail(String problem) {
    firstProblem = problem;
  }

  final void found(Picture found) {
    picture = Optional.of(found);
  }

  final byte[] field() {
    return field;
  }

  /** Bytes of the file that have been looked at. */
  final long position() {
    return position;
  }

  /** Bytes of the file that have come. */
  final long received() {
    return received;
  }

  private int step(byte[] bytes, int at, int available) {
    int n;
    boolean over;
    if (fieldLength > 0) {
      n = Math.min(fieldLength - filled, available);
      System.arraycopy(bytes, at, field, filled, n);
      filled += n;
      over = filled == fieldLength;
    } else {
      n = (int) Math.min(skipLeft, available);
      passed(position, bytes, at, n);
      skipLeft -= n;
      over = skipLeft == 0;
    }
    position += n;
    if (over) {
      next.run();
    }
    return n;
  }
}
