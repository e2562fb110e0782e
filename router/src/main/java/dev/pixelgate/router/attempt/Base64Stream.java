package dev.pixelgate.router.attempt;

import java.nio.ByteBuffer;
import java.util.Base64;

/** Decodes base64 (RFC 4648, section 4) that comes in runs of any length. */
final class Base64Stream {
  /** How many bytes before a run {@link #accept} overwrites. */
  static final int MARGIN = 3;

  private final PictureBytes decoded;
  private final byte[] carry = new byte[MARGIN];
  private int carried;
  private boolean padded;
  private boolean broken;
  private long characters;

  Base64Stream(PictureBytes decoded) {
    this.decoded = decoded;
  }

  /**
   * The characters in {@code [from, to)}. The up to three left over from the last run are put right
   * before them, so that one call decodes all: the {@link #MARGIN} bytes there are overwritten.
   */
  void accept(byte[] run, int from, int to) {
    if (from == to || broken) {
      return;
    }
    int start = from - carried;
    System.arraycopy(carry, 0, run, start, carried);
    int end = start + ((to - start) & ~3);
    carried = to - end;
    System.arraycopy(run, end, carry, 0, carried);
    if (padded) {
      broken = true;
      return;
    }
    decode(run, start, end);
  }

  /** The end of the text; a missing padding is taken as given. */
  void end() {
    if (carried > 0) {
      broken |= padded;
      decode(carry, 0, carried);
      carried = 0;
    }
  }

  /** Whether something that is not base64 came. */
  boolean broken() {
    return broken;
  }

  /** How many characters were decoded. */
  long characters() {
    return characters;
  }

  private void decode(byte[] text, int from, int to) {
    if (from == to || broken) {
      return;
    }
    try {
      ByteBuffer bytes = Base64.getDecoder().decode(ByteBuffer.wrap(text, from, to - from));
      padded = text[to - 1] == '=';
      characters += to - from;
      decoded.accept(bytes.array(), bytes.arrayOffset(), bytes.remaining());
    } catch (IllegalArgumentException e) {
      broken = true;
    }
  }
}
