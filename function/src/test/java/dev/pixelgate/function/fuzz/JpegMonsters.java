package dev.pixelgate.function.fuzz;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * JPEG files with too many scans, tables and markers: grey, of one colour, and with codes so short
 * that they can be written by hand (a DC difference of 0 and an end of block are a 0 bit each).
 */
final class JpegMonsters {
  private static final int BASELINE = 0xc0;
  private static final int PROGRESSIVE = 0xc2;
  private static final byte[] QUANTA = hex("ffdb004300" + "01".repeat(64));

  /** One code, 0, which means 0. */
  private static final byte[] DC_TABLE = hex("ffc4001400" + "01" + "00".repeat(15) + "00");

  private static final byte[] AC_TABLE = hex("ffc4001410" + "01" + "00".repeat(15) + "00");

  /** One code, 0, which means that 2^14 blocks end here, and as many more as 14 bits say. */
  private static final byte[] AC_RUNS = hex("ffc4001410" + "01" + "00".repeat(15) + "e0");

  private static final byte[] WHOLE_SCAN = hex("ffda0008010100003f00");
  private static final byte[] DC_SCAN = hex("ffda0008010100000000");
  private static final byte[] AC_SCAN = hex("ffda0008010100013f00");
  private static final byte[] NOTHING = {};

  private JpegMonsters() {}

  static Stream<Monster> all() {
    return Stream.of(
        Monster.refused("jpeg-65535x65535", () -> baseline(65535, NOTHING, new byte[100])),
        Monster.refused("jpeg-65535x65535-progressive", () -> progressive(65535, 1)),
        Monster.served("jpeg-65535-restart-markers", JpegMonsters::restarts),
        Monster.either("jpeg-10000-scans-of-16-mpx", () -> progressive(4096, 10_000)),
        Monster.either("jpeg-10000-scans-of-64-px", () -> progressive(8, 10_000)),
        Monster.either("jpeg-10000-huffman-tables", () -> with(times(10_000, DC_TABLE))),
        Monster.either("jpeg-10000-quantum-tables", () -> with(times(10_000, QUANTA))),
        Monster.either("jpeg-100000-comments", () -> with(times(100_000, hex("fffe0002")))),
        Monster.either("jpeg-10000-headers", () -> with(times(10_000, hex(jfif())))),
        Monster.either("jpeg-255-profile-segments-of-64-kb", () -> with(profile())),
        Monster.either("jpeg-million-fill-bytes", () -> with(times(1_000_000, hex("ff")))),
        Monster.either("jpeg-ends-early-in-16-mpx", () -> baseline(4096, NOTHING, new byte[10])));
  }

  private static String jfif() {
    return "ffe000104a46494600010100000100010000";
  }

  /** 16 MB in one profile, which says it has 128 bytes. */
  private static byte[] profile() {
    List<byte[]> segments = new ArrayList<>();
    for (int i = 1; i <= 255; i++) {
      segments.add(hex("ffe2ffff" + "4943435f50524f46494c4500" + "%02x".formatted(i) + "ff"));
      segments.add(new byte[65533 - 14]);
    }
    return Bytes.join(segments);
  }

  /** An 8x8 picture with these bytes among its segments. */
  private static byte[] with(byte[] segments) {
    return baseline(8, segments, new byte[1]);
  }

  private static byte[] baseline(int side, byte[] segments, byte[] coded) {
    return Bytes.join(
        List.of(
            hex("ffd8"),
            QUANTA,
            frame(BASELINE, side),
            DC_TABLE,
            AC_TABLE,
            segments,
            WHOLE_SCAN,
            coded,
            hex("ffd9")));
  }

  /** A restart behind each of 65,536 blocks; what is left of its byte is filled with ones. */
  private static byte[] restarts() {
    byte[] coded = new byte[3 * 65536 - 2];
    for (int block = 0; block < 65536; block++) {
      coded[3 * block] = 0x3f;
      if (block < 65535) {
        coded[3 * block + 1] = (byte) 0xff;
        coded[3 * block + 2] = (byte) (0xd0 + block % 8);
      }
    }
    return baseline(2048, hex("ffdd00040001"), coded);
  }

  /** One DC scan, then the same AC scan again and again: 40 bytes, and every block is visited. */
  private static byte[] progressive(int side, int scans) {
    int blocks = Math.ceilDiv(side, 8) * Math.ceilDiv(side, 8);
    byte[] runs = new byte[Math.ceilDiv(15 * Math.ceilDiv(blocks, 1 << 14), 8)];
    return Bytes.join(
        List.of(
            hex("ffd8"),
            QUANTA,
            frame(PROGRESSIVE, side),
            DC_TABLE,
            AC_RUNS,
            DC_SCAN,
            new byte[Math.ceilDiv(blocks, 8)],
            times(scans, Bytes.join(List.of(AC_SCAN, runs))),
            hex("ffd9")));
  }

  private static byte[] frame(int kind, int side) {
    return hex("ff%02x000b08%04x%04x01011100".formatted(kind, side, side));
  }

  private static byte[] times(int times, byte[] segment) {
    return Bytes.join(Collections.nCopies(times, segment));
  }

  private static byte[] hex(String digits) {
    return HexFormat.of().parseHex(digits);
  }
}
