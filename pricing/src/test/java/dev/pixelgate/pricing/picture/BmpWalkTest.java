package dev.pixelgate.pricing.picture;

import static dev.pixelgate.pricing.picture.PictureFormat.BMP;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BmpWalkTest {
  private static final int PLAIN = 0;
  private static final int RLE8 = 1;
  private static final int RLE4 = 2;
  private static final int MASKS = 3;

  @ParameterizedTest
  @CsvSource({"1, 4", "4, 12", "8, 24", "16, 44", "24, 64", "32, 84"})
  void asksForRowsFilledUpToFourBytes(int bits, int rowBytes) {
    byte[] file = headers(40, 54, 21, 3, bits, PLAIN).zeros(3 * rowBytes).bytes();
    assertWhole(file, 21, 3);
    ContainerWalk cut = TestingFiles.walk(BMP, Arrays.copyOf(file, file.length - 1));
    assertFalse(cut.complete());
    assertEquals(
        "it ends after %d bytes, before the end of its pixels".formatted(file.length - 1),
        cut.problem());
  }

  @Test
  void takesRowsFromTopToBottom() {
    assertWhole(headers(40, 54, 5, -3, 32, PLAIN).zeros(60).bytes(), 5, 3);
  }

  @ParameterizedTest
  @ValueSource(ints = {40, 52, 56, 64, 108, 124})
  void readsHeadersOfEveryLength(int length) {
    assertWhole(headers(length, 14 + length, 2, 2, 24, PLAIN).zeros(16).bytes(), 2, 2);
  }

  @Test
  void readsTheHeadersOfOs2() {
    TestingBytes core = start(26, 12).int16(65_535).int16(1).int16(1).int16(1);
    assertWhole(core.zeros(8192).bytes(), 65_535, 1);
    TestingBytes shorter = start(30, 16).int32(3).int32(1).int16(1).int16(24);
    assertWhole(shorter.zeros(12).bytes(), 3, 1);
  }

  @Test
  void walksRunsToTheEndOfThePicture() {
    String runs = "0305" + "0000" + "0002" + "0301" + "0004" + "01020304" + "0003" + "01020300";
    assertWhole(headers(40, 54, 9, 9, 8, RLE8).hex(runs + "0001").bytes(), 9, 9);
    String halves = "0005" + "12345000" + "0006" + "12345600";
    assertWhole(headers(40, 60, 9, 9, 4, RLE4).zeros(6).hex(halves + "0001").bytes(), 9, 9);
    ContainerWalk cut = TestingFiles.walk(BMP, headers(40, 54, 9, 9, 8, RLE8).hex(runs).bytes());
    assertEquals("it ends after 74 bytes, before the end of its pixels", cut.problem());
  }

  /** Bytes over 2^63 are asked for, and none is reserved. */
  @Test
  void waitsForWhatTheLargestSizesPromise() {
    for (int height : new int[] {Integer.MAX_VALUE, -Integer.MAX_VALUE}) {
      byte[] file = headers(40, 0xffffffffL, Integer.MAX_VALUE, height, 32, PLAIN).bytes();
      ContainerWalk walk = TestingFiles.walk(BMP, file);
      assertEquals(
          Optional.of(new Picture(BMP, Integer.MAX_VALUE, Integer.MAX_VALUE)), walk.picture());
      assertEquals("it ends after 54 bytes, before the end of its pixels", walk.problem());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0, 1, 24, 0, 'its size is 0x1 pixels'",
    "-5, 1, 24, 0, 'its size is -5x1 pixels'",
    "1, 0, 24, 0, 'its size is 1x0 pixels'",
    "1, -2147483648, 24, 0, 'its size is 1x-2147483648 pixels'",
    "1, 1, 0, 0, 'it has 0 bits a pixel; 1, 4, 8, 16, 24 and 32 are read'",
    "1, 1, 64, 0, 'it has 64 bits a pixel; 1, 4, 8, 16, 24 and 32 are read'",
    "1, 1, 24, 1, 'it is a BMP in a coding that is not read; plain, RLE8 and RLE4 are'",
    "1, 1, 24, 3, 'it is a BMP in a coding that is not read; plain, RLE8 and RLE4 are'",
    "1, 1, 0, 4, 'it is a BMP in a coding that is not read; plain, RLE8 and RLE4 are'",
    "1, 1, 0, 5, 'it is a BMP in a coding that is not read; plain, RLE8 and RLE4 are'",
    "1, 1, 24, -1, 'it is a BMP in a coding that is not read; plain, RLE8 and RLE4 are'",
  })
  void refusesHeadersThatAreNotRead(int width, int height, int bits, int coding, String why) {
    assertBroken(headers(40, 54, width, height, bits, coding).bytes(), why);
  }

  @Test
  void refusesPixelsInsideTheHeaders() {
    assertBroken(
        headers(40, 53, 1, 1, 24, PLAIN).bytes(),
        "its pixels are said to begin at byte 53, its headers end at byte 54");
    assertBroken(
        headers(124, 54, 1, 1, 32, MASKS).bytes(),
        "its pixels are said to begin at byte 54, its headers end at byte 138");
  }

  @Test
  void refusesHeadersOfNoKnownLength() {
    assertBroken(start(60, 41).zeros(60).bytes(), "its first 18 bytes are not a BMP header");
    assertBroken(TestingPng.small(), "its first 18 bytes are not a BMP header");
  }

  private static TestingBytes start(long pixelsAt, int length) {
    return new TestingBytes().text("BM").zeros(8).int32(pixelsAt).int32(length);
  }

  private static TestingBytes headers(
      int length, long pixelsAt, int width, int height, int bits, int coding) {
    return start(pixelsAt, length)
        .int32(width)
        .int32(height)
        .int16(1)
        .int16(bits)
        .int32(coding)
        .zeros(length - 20);
  }

  private static void assertWhole(byte[] file, int width, int height) {
    ContainerWalk walk = TestingFiles.walk(BMP, file);
    assertEquals("", walk.problem());
    assertTrue(walk.complete());
    assertEquals(Optional.of(new Picture(BMP, width, height)), walk.picture());
  }

  private static void assertBroken(byte[] file, String problem) {
    ContainerWalk walk = TestingFiles.walk(BMP, file);
    assertEquals(problem, walk.problem());
    assertTrue(walk.broken());
    assertEquals(Optional.empty(), walk.picture());
  }
}
