package dev.pixelgate.pricing.picture;

import static dev.pixelgate.pricing.picture.PictureFormat.WEBP;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WebpWalkTest {
  private static final byte[] LOSSY = chunk("VP8 ", lossy(9, 7));

  @Test
  void readsTheLargestSizesOfEachKind() {
    assertWhole(riff(chunk("VP8 ", lossy(16383, 16383))), 16383, 16383);
    assertWhole(riff(chunk("VP8L", lossless(16384, 16384))), 16384, 16384);
    assertWhole(
        riff(chunk("VP8X", canvas(2, 1 << 24, 1 << 24)), chunk("ANMF", new byte[24])),
        1 << 24,
        1 << 24);
  }

  @Test
  void readsTheCanvasOf65535() {
    byte[] file = riff(chunk("VP8X", canvas(2, 65_535, 65_535)), chunk("ANMF", new byte[24]));
    assertWhole(file, 65_535, 65_535);
  }

  /** The two bits over a side of a lossy frame say how to show it. */
  @Test
  void overlooksTheScaleOfALossyFrame() {
    assertWhole(riff(chunk("VP8 ", lossy(9 | 0x4000, 7 | 0xc000))), 9, 7);
  }

  @Test
  void knowsTheSizeBeforeThePixels() {
    ContainerWalk walk = ContainerWalk.of(WEBP);
    byte[] file = riff(LOSSY);
    walk.accept(file, 0, 29);
    assertEquals(Optional.empty(), walk.picture());
    walk.accept(file, 29, 1);
    assertEquals(Optional.of(new Picture(WEBP, 9, 7)), walk.picture());
  }

  @Test
  void walksAMillionTinyChunks() {
    TestingBytes chunks = new TestingBytes().raw(LOSSY);
    for (int i = 0; i < 1_000_000; i++) {
      chunks.hex("6162636400000000");
    }
    assertWhole(riff(chunks.bytes()), 9, 7);
  }

  @Test
  void takesOddLengthsWithAndWithoutPaddingAtTheEnd() {
    assertWhole(riff(chunk("VP8 ", lossy(9, 7)), chunk("EXIF", new byte[3])), 9, 7);
    byte[] unpadded = new TestingBytes().text("EXIF").int32(3).zeros(3).bytes();
    assertWhole(riff(LOSSY, unpadded), 9, 7);
    assertWhole(riff(LOSSY, new byte[7]), 9, 7);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 'its RIFF size of 0 bytes has no room for a picture'",
    "11, 'its RIFF size of 11 bytes has no room for a picture'",
    "20, 'chunk VP8 at byte 12: its length of 20 bytes reaches beyond the RIFF size'",
  })
  void refusesRiffSizesThatAreTooSmall(long size, String problem) {
    byte[] file = new TestingBytes().text("RIFF").int32(size).text("WEBP").raw(LOSSY).bytes();
    assertBroken(file, problem);
  }

  @Test
  void waitsForWhatTheLargestRiffSizePromises() {
    byte[] file =
        new TestingBytes().text("RIFF").int32(0xffffffffL).text("WEBP").raw(LOSSY).bytes();
    ContainerWalk walk = TestingFiles.walk(WEBP, file);
    assertEquals(
        "it ends after 40 bytes, before the end of its RIFF container at byte 4294967303",
        walk.problem());
    assertEquals(Optional.of(new Picture(WEBP, 9, 7)), walk.picture());
  }

  @Test
  void refusesLyingLengths() {
    byte[] lying = new TestingBytes().raw(LOSSY).text("EXIF").int32(0xffffffffL).bytes();
    assertBroken(
        riff(lying),
        "chunk EXIF at byte 40: its length of 4294967295 bytes reaches beyond the RIFF size");
    assertBroken(
        riff(chunk("VP8 ", new byte[9])),
        "chunk VP8 at byte 12: its length of 9 bytes is under 10");
    assertBroken(
        riff(chunk("VP8L", new byte[4])),
        "chunk VP8L at byte 12: its length of 4 bytes is under 5");
    assertBroken(
        riff(chunk("VP8X", new byte[9])),
        "chunk VP8X at byte 12: its length of 9 bytes is under 10");
  }

  @Test
  void refusesFramesThatAreNone() {
    assertBroken(riff(chunk("VP8 ", lossy(0, 7))), "chunk VP8 at byte 12: its size is 0x7 pixels");
    byte[] between = lossy(9, 7);
    between[0] |= 1;
    assertBroken(
        riff(chunk("VP8 ", between)),
        "chunk VP8 at byte 12: its pixels do not begin with a key frame");
    byte[] lying = lossy(9, 7);
    lying[2] = (byte) 0xff;
    assertBroken(
        riff(chunk("VP8 ", lying)),
        "chunk VP8 at byte 12: its first partition of 522240 bytes is larger than itself");
    byte[] later = lossless(9, 7);
    later[4] |= (byte) 0x20;
    assertBroken(
        riff(chunk("VP8L", later)),
        "chunk VP8L at byte 12: its pixels do not begin as lossless ones do");
  }

  /** Otherwise a small canvas could be paid for and a large frame be decoded. */
  @Test
  void refusesAFrameOfAnotherSizeThanTheCanvas() {
    assertBroken(
        riff(chunk("VP8X", canvas(0, 3, 3)), LOSSY),
        "chunk VP8 at byte 30: its size is 9x7 pixels, the canvas is 3x3");
    assertWhole(riff(chunk("VP8X", canvas(0, 9, 7)), LOSSY), 9, 7);
  }

  @Test
  void refusesContainersWithoutPixels() {
    assertBroken(
        riff(chunk("EXIF", new byte[4]), LOSSY),
        "chunk EXIF at byte 12: it stands where a picture's header must");
    assertBroken(
        riff(chunk("VP8X", canvas(0, 9, 7)), chunk("ANMF", new byte[24])),
        "its RIFF container ends at byte 62 without any pixels");
    assertBroken(
        riff(chunk("VP8X", canvas(2, 9, 7)), LOSSY),
        "its RIFF container ends at byte 58 without any pixels");
  }

  private static byte[] riff(byte[]... chunks) {
    byte[] all = TestingFiles.join(chunks);
    return new TestingBytes().text("RIFF").int32(4 + all.length).text("WEBP").raw(all).bytes();
  }

  private static byte[] chunk(String type, byte[] data) {
    return new TestingBytes()
        .text(type)
        .int32(data.length)
        .raw(data)
        .zeros(data.length & 1)
        .bytes();
  }

  private static byte[] lossy(int width, int height) {
    return new TestingBytes().hex("100000" + "9d012a").int16(width).int16(height).zeros(10).bytes();
  }

  private static byte[] lossless(int width, int height) {
    return new TestingBytes().int8(0x2f).int32((width - 1) | (height - 1) << 14).zeros(5).bytes();
  }

  private static byte[] canvas(int flags, int width, int height) {
    return new TestingBytes().int32(flags).int24(width - 1).int24(height - 1).bytes();
  }

  private static void assertWhole(byte[] file, int width, int height) {
    ContainerWalk walk = TestingFiles.walk(WEBP, file);
    assertEquals("", walk.problem());
    assertTrue(walk.complete());
    assertEquals(Optional.of(new Picture(WEBP, width, height)), walk.picture());
  }

  private static void assertBroken(byte[] file, String problem) {
    ContainerWalk walk = TestingFiles.walk(WEBP, file);
    assertEquals(problem, walk.problem());
    assertTrue(walk.broken());
  }
}
