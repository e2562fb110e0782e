package dev.pixelgate.router.attempt;

/** One escape sequence of a JSON string, taken byte by byte: {@code \/}, or u and four digits. */
final class JsonEscape {
  /** The sequence goes on. */
  static final int OPEN = -1;

  /** Not an escape sequence. */
  static final int BROKEN = -2;

  private static final int HEX_DIGITS = 4;

  private int taken;
  private int code;

  /** Whether a sequence has begun and not ended. */
  boolean isOpen() {
    return taken > 0;
  }

  /**
   * The next byte, first the backslash: the character meant, or {@link #OPEN} or {@link #BROKEN}.
   */
  int accept(byte b) {
    taken++;
    if (taken == 1) {
      return OPEN;
    }
    if (taken == 2 && b == 'u') {
      code = 0;
      return OPEN;
    }
    if (taken == 2) {
      taken = 0;
      return simple(b);
    }
    return hex(b);
  }

  private int hex(byte b) {
    int digit = Character.digit(b, 16);
    if (digit < 0) {
      taken = 0;
      return BROKEN;
    }
    code = code << 4 | digit;
    if (taken < 2 + HEX_DIGITS) {
      return OPEN;
    }
    taken = 0;
    return code;
  }

  private static int simple(byte b) {
    return switch (b) {
      case '"', '\\', '/' -> b;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      default -> BROKEN;
    };
  }
}
