package dev.pixelgate.function.fuzz;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.DeflaterOutputStream;

/** PNG files that are small and declare much, or large and hold little. */
final class PngMonsters {
  private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
  private static final int MILLION = 1_000_000;
  private static final int GREY_1_BIT = 0x0100;
  private static final int RGB_8_BIT = 0x0802;
  private static final Png PNG = new Png();

  private PngMonsters() {}

  static Stream<Monster> all() {
    return Stream.of(
        Monster.refused("png-65535x65535", () -> zeros(65535, 65535, RGB_8_BIT, 1000)),
        Monster.refused(
            "png-2147483647x2147483647",
            () -> zeros(Integer.MAX_VALUE, Integer.MAX_VALUE, RGB_8_BIT, 1000)),
        Monster.served(
            "png-bomb-within-limits-8192x2048",
            () -> zeros(8192, 2048, RGB_8_BIT, 2048L * (1 + 3 * 8192))),
        Monster.refused(
            "png-bomb-over-limits-16384x16384",
            () -> zeros(16384, 16384, GREY_1_BIT, 16384L * (1 + 2048))),
        Monster.either("png-1x1-with-32-mb-of-data", () -> zeros(1, 1, RGB_8_BIT, 32L * MILLION)),
        Monster.served("png-million-empty-texts", () -> small(repeated("tEXt", MILLION))),
        Monster.either("png-million-idats-of-1-byte", PngMonsters::bytewise),
        Monster.served("png-ztxt-bomb", () -> small(bomb("zTXt", "a\0\0"))),
        Monster.served("png-itxt-bomb", () -> small(bomb("iTXt", "a\0\1\0\0\0"))),
        Monster.served("png-iccp-bomb", () -> small(bomb("iCCP", "a\0\0"))),
        Monster.served("png-10000-profiles", PngMonsters::manyProfiles),
        Monster.either("png-10000-palettes", () -> small(repeated("PLTE", 10_000, new byte[768]))));
  }

  /** Rows of zeros, so many bytes of them. */
  private static byte[] zeros(int width, int height, int kind, long inflated) {
    return file(width, height, kind, List.of(), PNG.chunk("IDAT", deflated(inflated)));
  }

  /** A sound 2x2 picture with these chunks before its pixels. */
  private static byte[] small(byte[] chunks) {
    return file(2, 2, RGB_8_BIT, List.of(chunks), PNG.chunk("IDAT", deflated(14)));
  }

  private static byte[] file(int width, int height, int kind, List<byte[]> before, byte[] pixels) {
    ByteBuffer header = ByteBuffer.allocate(13).putInt(width).putInt(height).putShort((short) kind);
    List<byte[]> parts = new ArrayList<>(List.of(SIGNATURE, PNG.chunk("IHDR", header.array())));
    parts.addAll(before);
    parts.add(pixels);
    parts.add(PNG.chunk("IEND", new byte[0]));
    return Bytes.join(parts);
  }

  private static byte[] repeated(String type, int times, byte... data) {
    byte[] chunk = PNG.chunk(type, data);
    byte[] all = new byte[chunk.length * times];
    for (int i = 0; i < times; i++) {
      System.arraycopy(chunk, 0, all, i * chunk.length, chunk.length);
    }
    return all;
  }

  /** 32 MB of zeros behind a keyword. */
  private static byte[] bomb(String type, String start) {
    byte[] keyword = start.getBytes(StandardCharsets.ISO_8859_1);
    return PNG.chunk(type, Bytes.join(List.of(keyword, deflated(32L * MILLION))));
  }

  private static byte[] manyProfiles() {
    byte[] data = Bytes.join(List.of(new byte[] {'a', 0, 0}, deflated(4000)));
    return small(repeated("iCCP", 10_000, data));
  }

  /** 577x577 noise as a million chunks. */
  private static byte[] bytewise() {
    int side = 577;
    byte[] rows = new Draw(1, 1).bytes(side * (1 + 3 * side));
    for (int y = 0; y < side; y++) {
      rows[y * (1 + 3 * side)] = 0;
    }
    ByteArrayOutputStream chunks = new ByteArrayOutputStream();
    byte[] stream = deflated(rows);
    for (int i = 0; i < stream.length; i++) {
      chunks.writeBytes(PNG.chunk("IDAT", Arrays.copyOfRange(stream, i, i + 1)));
    }
    return file(side, side, RGB_8_BIT, List.of(), chunks.toByteArray());
  }

  /** A stream of so many zeros, made in blocks. */
  static byte[] deflated(long zeros) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] block = new byte[1 << 16];
    try (DeflaterOutputStream deflate = new DeflaterOutputStream(out)) {
      for (long left = zeros; left > 0; left -= block.length) {
        deflate.write(block, 0, (int) Math.min(block.length, left));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static byte[] deflated(byte[] bytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (DeflaterOutputStream deflate = new DeflaterOutputStream(out)) {
      deflate.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }
}
