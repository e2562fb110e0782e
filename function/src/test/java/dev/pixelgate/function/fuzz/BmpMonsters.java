package dev.pixelgate.function.fuzz;

import java.util.stream.Stream;

/** BMP files of a header and little else. */
final class BmpMonsters {
  private static final int HEADER_BYTES = 54;

  private BmpMonsters() {}

  static Stream<Monster> all() {
    return Stream.of(
        Monster.refused("bmp-65535x65535", () -> file(65535, 65535, 24, 0, 100)),
        Monster.refused("bmp-65535x65535-1-bit", () -> file(65535, 65535, 1, 0, 100)),
        Monster.refused(
            "bmp-2147483647x2147483647",
            () -> file(Integer.MAX_VALUE, Integer.MAX_VALUE, 24, 0, 100)),
        Monster.refused("bmp-height-of-least-int", () -> file(1, Integer.MIN_VALUE, 24, 0, 100)),
        Monster.refused("bmp-cut-off-4096x4096", () -> file(4096, 4096, 24, 0, 100)),
        Monster.either("bmp-rle-ends-at-once-in-4096x4096", () -> runs(0)),
        Monster.either("bmp-rle-of-a-million-empty-rows", () -> runs(2_000_000)),
        Monster.refused("bmp-pixels-at-4-gb", () -> with(10, -2)),
        Monster.either("bmp-4-billion-colours", () -> with(46, -1)),
        Monster.refused("bmp-4-billion-bytes-of-header", () -> with(14, -1)));
  }

  private static byte[] file(int width, int height, int bits, int compression, int rest) {
    byte[] file = new byte[HEADER_BYTES + (bits > 8 ? 0 : 4 << bits) + rest];
    file[0] = 'B';
    file[1] = 'M';
    Bytes.put(file, 2, 4, true, file.length);
    Bytes.put(file, 10, 4, true, file.length - rest);
    Bytes.put(file, 14, 4, true, HEADER_BYTES - 14);
    Bytes.put(file, 18, 4, true, width);
    Bytes.put(file, 22, 4, true, height);
    Bytes.put(file, 26, 2, true, 1);
    Bytes.put(file, 28, 2, true, bits);
    Bytes.put(file, 30, 4, true, compression);
    return file;
  }

  /** RLE8: so many bytes of "end of row", then "end of picture". */
  private static byte[] runs(int length) {
    byte[] file = file(4096, 4096, 8, 1, length + 2);
    file[file.length - 1] = 1;
    return file;
  }

  private static byte[] with(int at, int value) {
    byte[] file = file(5, 5, 8, 0, 40);
    Bytes.put(file, at, 4, true, value);
    return file;
  }
}
