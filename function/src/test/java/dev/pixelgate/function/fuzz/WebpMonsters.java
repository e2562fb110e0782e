package dev.pixelgate.function.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** WebP files whose canvas, frames and chunks do not agree, or are many. */
final class WebpMonsters {
  private static final int ANIMATED = 2;

  /** In bits: behind signature, sides, alpha, version and three flags. */
  private static final int CODES_AT = 43;

  /** A simple code: one symbol of one bit, 0. */
  private static final String ONE_SYMBOL = "1000";

  /** A simple code: two symbols, 0 in one bit, 1 in eight. */
  private static final String TWO_SYMBOLS = "1100" + "10000000";

  private WebpMonsters() {}

  static Stream<Monster> all() {
    return Stream.of(
        Monster.served("webp-bomb-within-limits-4096x4096", () -> file(lossless(4096, 4096))),
        Monster.refused("webp-bomb-over-limits-16384x16384", () -> file(lossless(16384, 16384))),
        Monster.refused(
            "webp-canvas-16777216x16777216",
            () -> file(canvas(0, 1 << 24, 1 << 24), lossless(8, 8))),
        Monster.refused(
            "webp-canvas-8x8-around-16384x16384",
            () -> file(canvas(0, 8, 8), lossless(16384, 16384))),
        Monster.refused(
            "webp-canvas-8x8-around-lossy-16383x16383",
            () -> file(canvas(0, 8, 8), chunk("VP8 ", lossyHeader(16383, 16383)))),
        Monster.refused(
            "webp-lossy-16383x16383", () -> file(chunk("VP8 ", lossyHeader(16383, 16383)))),
        Monster.served("webp-1000-frames", () -> animation(1000, 8, 8, lossless(8, 8))),
        Monster.either("webp-frame-beyond-canvas", () -> animation(1, 64, 64, lossless(64, 64))),
        Monster.refused(
            "webp-frame-8x8-around-16384x16384", () -> animation(1, 8, 8, lossless(16384, 16384))),
        Monster.either(
            "webp-million-unknown-chunks",
            () ->
                file(
                    canvas(0, 8, 8),
                    Bytes.join(Collections.nCopies(1_000_000, chunk("zzzz"))),
                    lossless(8, 8))),
        Monster.refused("webp-lossless-cut-off-in-4096x4096", WebpMonsters::endsEarly),
        Monster.refused("webp-chunk-of-4-gb", () -> lying(lossless(8, 8))));
  }

  private static byte[] file(byte[]... chunks) {
    byte[] body = Bytes.join(List.of(chunks));
    byte[] file = Bytes.join(List.of("RIFF\0\0\0\0WEBP".getBytes(StandardCharsets.US_ASCII), body));
    return new Riff().whole(file);
  }

  private static byte[] lying(byte[] chunk) {
    byte[] file = file(chunk);
    Bytes.put(file, 16, 4, true, -2);
    return file;
  }

  private static byte[] chunk(String type, byte... data) {
    byte[] chunk = new byte[8 + data.length + data.length % 2];
    System.arraycopy(type.getBytes(StandardCharsets.US_ASCII), 0, chunk, 0, 4);
    Bytes.put(chunk, 4, 4, true, data.length);
    System.arraycopy(data, 0, chunk, 8, data.length);
    return chunk;
  }

  private static byte[] canvas(int flags, int width, int height) {
    byte[] data = new byte[10];
    data[0] = (byte) flags;
    Bytes.put(data, 4, 3, true, width - 1);
    Bytes.put(data, 7, 3, true, height - 1);
    return chunk("VP8X", data);
  }

  /** Frames of this size on a canvas of 8x8. */
  private static byte[] animation(int frames, int width, int height, byte[] picture) {
    byte[] head = new byte[16];
    Bytes.put(head, 6, 3, true, width - 1);
    Bytes.put(head, 9, 3, true, height - 1);
    byte[] frame = chunk("ANMF", Bytes.join(List.of(head, picture)));
    List<byte[]> all = new ArrayList<>(List.of(canvas(ANIMATED, 8, 8), chunk("ANIM", new byte[6])));
    all.addAll(Collections.nCopies(frames, frame));
    return file(all.toArray(byte[][]::new));
  }

  /** One colour: five codes of one symbol each take no bits, so that 20 bytes are any size. */
  private static byte[] lossless(int width, int height) {
    return lossless(width, height, ONE_SYMBOL.repeat(5));
  }

  /** Every pixel takes a bit for its green, and there are none. */
  private static byte[] endsEarly() {
    return file(lossless(4096, 4096, TWO_SYMBOLS + ONE_SYMBOL.repeat(4)));
  }

  /**
   * A lossless picture without transform, colour cache and groups (WebP lossless bitstream
   * specification, sections 3 to 6).
   *
   * @param codes bits in the order in which they are read
   */
  private static byte[] lossless(int width, int height, String codes) {
    long bits = 0x2fL | (long) (width - 1) << 8 | (long) (height - 1) << 22;
    byte[] data = new byte[Math.ceilDiv(CODES_AT + codes.length(), 8)];
    Bytes.put(data, 0, 4, true, (int) bits);
    Bytes.put(data, 4, 1, true, (int) (bits >> 32));
    for (int i = 0; i < codes.length(); i++) {
      int at = CODES_AT + i;
      data[at / 8] |= (byte) ((codes.charAt(i) - '0') << (at % 8));
    }
    return chunk("VP8L", data);
  }

  /** A key frame's header with nothing behind it. */
  private static byte[] lossyHeader(int width, int height) {
    byte[] data = HexFormat.of().parseHex("1001009d012a" + "00000000" + "00".repeat(20));
    Bytes.put(data, 6, 2, true, width);
    Bytes.put(data, 8, 2, true, height);
    return data;
  }
}
