package dev.pixelgate.pricing.picture;

/**
 * A BMP file's two headers: of Windows with 40 to 124 bytes, of OS/2 with 12, 16 or 64.
 *
 * @param pixelsAt where the pixels begin in the file
 * @param width in pixels
 * @param height in pixels; negative when the rows stand from top to bottom
 * @param bits of a pixel
 */
record BmpHeader(long pixelsAt, int width, int height, int bits, Coding coding) {
  /** Bytes of the file header. */
  static final int FILE_HEADER = 14;

  /** Bytes of both headers that say where the second one ends. */
  static final int START = FILE_HEADER + 4;

  private static final int CORE = 12;

  /** What OS/2 cut off before the coding: it is none. */
  private static final int SHORT_OS2 = 16;

  private static final int OS2 = 64;
  private static final int WINDOWS = 40;

  /** How pixels are stored. */
  enum Coding {
    PLAIN,
    RUNS_OF_8_BITS,
    RUNS_OF_4_BITS,
    OTHER
  }

  /** How many bytes of both headers are needed, of which {@link #START} are here; 0: no BMP. */
  static int needed(byte[] start) {
    if (start[0] != 'B' || start[1] != 'M') {
      return 0;
    }
    return switch (LittleEndian.int32(start, FILE_HEADER)) {
      case CORE -> FILE_HEADER + CORE;
      case SHORT_OS2 -> FILE_HEADER + SHORT_OS2;
      case WINDOWS, 52, 56, OS2, 108, 124 -> FILE_HEADER + WINDOWS;
      default -> 0;
    };
  }

  static BmpHeader of(byte[] bytes) {
    long pixelsAt = LittleEndian.uint32(bytes, 10);
    int length = LittleEndian.int32(bytes, FILE_HEADER);
    if (length == CORE) {
      int width = LittleEndian.uint16(bytes, 18);
      int height = LittleEndian.uint16(bytes, 20);
      return new BmpHeader(pixelsAt, width, height, LittleEndian.uint16(bytes, 24), Coding.PLAIN);
    }
    int width = LittleEndian.int32(bytes, 18);
    int height = LittleEndian.int32(bytes, 22);
    int bits = LittleEndian.uint16(bytes, 28);
    Coding coding =
        length == SHORT_OS2
            ? Coding.PLAIN
            : coding(LittleEndian.int32(bytes, 30), bits, length == OS2);
    return new BmpHeader(pixelsAt, width, height, bits, coding);
  }

  /** 3 and 6 are plain pixels with masks; at OS/2 they are something else. */
  private static Coding coding(int number, int bits, boolean os2) {
    return switch (number) {
      case 0 -> Coding.PLAIN;
      case 1 -> bits == 8 ? Coding.RUNS_OF_8_BITS : Coding.OTHER;
      case 2 -> bits == 4 ? Coding.RUNS_OF_4_BITS : Coding.OTHER;
      case 3, 6 -> !os2 && (bits == 16 || bits == 32) ? Coding.PLAIN : Coding.OTHER;
      default -> Coding.OTHER;
    };
  }

  /**
   * What is wrong, as a phrase; empty when nothing is. A JPEG or PNG inside a BMP is not read: it
   * has a size of its own, which may be another one than what is paid for.
   *
   * @param headersEnd where the headers end in the file
   */
  String problem(long headersEnd) {
    if (width < 1 || height == 0 || height == Integer.MIN_VALUE) {
      return "its size is %dx%d pixels".formatted(width, height);
    }
    if (coding == Coding.OTHER) {
      return "it is a BMP in a coding that is not read; plain, RLE8 and RLE4 are";
    }
    if (bits != 1 && bits != 4 && bits != 8 && bits != 16 && bits != 24 && bits != 32) {
      return "it has %d bits a pixel; 1, 4, 8, 16, 24 and 32 are read".formatted(bits);
    }
    if (pixelsAt < headersEnd) {
      return "its pixels are said to begin at byte %d, its headers end at byte %d"
          .formatted(pixelsAt, headersEnd);
    }
    return "";
  }

  Picture picture() {
    return new Picture(PictureFormat.BMP, width, Math.abs(height));
  }

  /** Of plain pixels; every row is filled up to a multiple of 4 bytes. */
  long pixelBytes() {
    long row = ((long) width * bits + 31) / 32 * 4;
    long rows = Math.abs(height);
    return row > Long.MAX_VALUE / 2 / rows ? Long.MAX_VALUE / 2 : row * rows;
  }
}
