package dev.pixelgate.function.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** GIF files with many frames, screens that hold little, and codes that make no sense. */
final class GifMonsters {
  /** Two colours. */
  private static final int PALETTE = 0x80;

  private GifMonsters() {}

  static Stream<Monster> all() {
    return Stream.of(
        Monster.refused("gif-65535x65535", () -> file(65535, 65535, frame(1, 1, pixel()))),
        Monster.refused(
            "gif-frame-65535x65535-on-screen-0x0", () -> file(0, 0, frame(65535, 65535, pixel()))),
        Monster.either(
            "gif-frame-65535x65535-on-screen-1x1", () -> file(1, 1, frame(65535, 65535, pixel()))),
        Monster.either("gif-1x1-on-4096x4096", () -> file(4096, 4096, frame(1, 1, pixel()))),
        Monster.served("gif-1000-frames", () -> file(1, 1, times(1000, frame(1, 1, pixel())))),
        Monster.served(
            "gif-million-extensions",
            () -> file(1, 1, join(times(1_000_000, hex("21fe00")), frame(1, 1, pixel())))),
        Monster.either("gif-codes-of-garbage", () -> file(64, 64, frame(64, 64, garbage()))),
        Monster.either(
            "gif-10-mb-of-codes-for-1-px", () -> file(1, 1, frame(1, 1, tenMegabytes()))),
        Monster.refused("gif-no-frame", () -> file(8, 8, new byte[0])));
  }

  private static byte[] file(int width, int height, byte[] blocks) {
    byte[] screen = Arrays.copyOf("GIF89a".getBytes(StandardCharsets.US_ASCII), 13);
    Bytes.put(screen, 6, 2, true, width);
    Bytes.put(screen, 8, 2, true, height);
    screen[10] = (byte) PALETTE;
    return join(screen, hex("000000ffffff"), blocks, hex("3b"));
  }

  private static byte[] frame(int width, int height, byte[] data) {
    byte[] head = new byte[10];
    head[0] = 0x2c;
    Bytes.put(head, 5, 2, true, width);
    Bytes.put(head, 7, 2, true, height);
    return join(head, data);
  }

  /** Code size 2: clear, 0, end. */
  private static byte[] pixel() {
    return hex("02" + "02" + "4401" + "00");
  }

  private static byte[] garbage() {
    byte[] block = join(hex("ff"), new Draw(3, 3).bytes(255));
    return join(hex("02"), times(40, block), hex("00"));
  }

  /** Clear after clear. */
  private static byte[] tenMegabytes() {
    byte[] block = join(hex("ff"), new byte[255]);
    return join(hex("02"), times(40_000, block), hex("00"));
  }

  private static byte[] times(int times, byte[] block) {
    return Bytes.join(Collections.nCopies(times, block));
  }

  private static byte[] join(byte[]... parts) {
    return Bytes.join(List.of(parts));
  }

  private static byte[] hex(String digits) {
    return HexFormat.of().parseHex(digits);
  }
}
