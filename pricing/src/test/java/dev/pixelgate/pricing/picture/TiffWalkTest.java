package dev.pixelgate.pricing.picture;

import static dev.pixelgate.pricing.picture.PictureFormat.TIFF;
import static dev.pixelgate.pricing.picture.TestingTiff.LONG;
import static dev.pixelgate.pricing.picture.TestingTiff.LONG8;
import static dev.pixelgate.pricing.picture.TestingTiff.SHORT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TiffWalkTest {
  private static Stream<Supplier<TestingTiff>> kinds() {
    return Stream.of(
        TestingTiff::new,
        () -> tiff().motorola(),
        () -> tiff().big(),
        () -> tiff().big().motorola());
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void readsEveryByteOrderAndBothWidths(Supplier<TestingTiff> kind) {
    assertWhole(kind.get().data(90).picture(70_000, 2).strips(20).lengths(70).bytes(), 70_000, 2);
    TestingTiff shorts = kind.get().data(90).values(256, SHORT, 9).values(257, SHORT, 65_535);
    assertWhole(shorts.values(273, SHORT, 16, 40).values(279, SHORT, 20, 50).bytes(), 9, 65_535);
  }

  @Test
  void readsSidesOfEightBytes() {
    TestingTiff file = tiff().big().values(256, LONG8, 9).values(257, LONG8, Integer.MAX_VALUE);
    assertWhole(file.values(273, LONG8, 16).bytes(), 9, Integer.MAX_VALUE);
  }

  /** Pixels behind the arrays that name them: what most writers but libtiff do. */
  @ParameterizedTest
  @MethodSource("kinds")
  void findsCutPixelsBehindTheArrays(Supplier<TestingTiff> kind) {
    TestingTiff offsetsFirst = kind.get().picture(9, 9).strips(300, 400, 500).lengths(100, 100, 77);
    TestingTiff lengthsFirst = kind.get().picture(9, 9).lengths(100, 100, 77).strips(300, 400, 500);
    TestingTiff tiles = kind.get().picture(9, 9).values(324, LONG, 400, 500, 300);
    tiles.values(325, LONG, 100, 77, 100);
    for (TestingTiff tiff : new TestingTiff[] {offsetsFirst, lengthsFirst, tiles}) {
      byte[] start = tiff.bytes();
      byte[] file = Arrays.copyOf(start, 577);
      assertWhole(file, 9, 9);
      ContainerWalk cut = TestingFiles.walk(TIFF, Arrays.copyOf(file, 576), 7);
      assertFalse(cut.complete());
      assertEquals(
          "it ends after 576 bytes, before the end of its pixels or values at byte 577",
          cut.problem());
    }
  }

  /** Lengths in front of offsets that do not rise: constant memory tells the start only. */
  @Test
  void findsAtLeastTheStartOfTheLastStrip() {
    TestingTiff tiff = tiff().picture(9, 9).lengths(100, 77, 100).strips(400, 500, 300);
    byte[] file = Arrays.copyOf(tiff.bytes(), 600);
    assertTrue(TestingFiles.walk(TIFF, Arrays.copyOf(file, 500)).complete());
    assertFalse(TestingFiles.walk(TIFF, Arrays.copyOf(file, 499)).complete());
  }

  /** Tags stand in rising order, arrays in any: in one call both would come at once. */
  @Test
  void cutsBetweenArraysMakeNoDifference() {
    byte[] file = tiff().picture(9, 9).lengths(1000, 77, 100).strips(400, 300, 200).bytes();
    swapEntries(file, 2, 3);
    for (int cut : new int[] {1, 5, file.length}) {
      assertEquals(
          "it ends after 86 bytes, before the end of its pixels or values at byte 400",
          TestingFiles.walk(TIFF, file, cut).problem());
    }
  }

  private static void swapEntries(byte[] file, int one, int other) {
    byte[] copy = file.clone();
    System.arraycopy(copy, 10 + 12 * one, file, 10 + 12 * other, 12);
    System.arraycopy(copy, 10 + 12 * other, file, 10 + 12 * one, 12);
  }

  /** Found by the fuzzer: which number came first depended on the cuts. */
  @Test
  void refusesArraysThatOverlap() {
    assertBroken(
        tiff().picture(5, 5).entry(273, LONG, 4, 542).entry(279, LONG, 4, 534).bytes(),
        "at byte 542 two arrays of strips or tiles overlap");
  }

  @Test
  void looksNotIntoArraysInFrontOfTheDirectory() {
    TestingTiff tiff = tiff().data(30).arraysFirst().picture(9, 9).strips(8, 9).lengths(1, 1 << 30);
    assertWhole(tiff.bytes(), 9, 9);
  }

  /** Read from its middle, its numbers would be others. */
  @Test
  void looksNotIntoArraysThatBeginWithinTheDirectory() {
    TestingTiff tiff = tiff().picture(9, 9).entry(273, LONG, 20, 9).lengths(1);
    byte[] start = tiff.bytes();
    byte[] file = Arrays.copyOf(start, 400);
    Arrays.fill(file, start.length, file.length, (byte) 0x7f);
    assertWhole(file, 9, 9);
  }

  @Test
  void walksAMillionStrips() {
    long[] offsets = new long[1_000_000];
    Arrays.setAll(offsets, i -> 8 + i);
    long[] lengths = new long[1_000_000];
    Arrays.fill(lengths, 1);
    byte[] file = tiff().data(1_000_000).picture(9, 9).strips(offsets).lengths(lengths).bytes();
    assertWhole(file, 9, 9);
    lengths[999_999] = file.length;
    byte[] lying = tiff().data(1_000_000).picture(9, 9).strips(offsets).lengths(lengths).bytes();
    assertFalse(TestingFiles.walk(TIFF, lying, 4096).complete());
  }

  @Test
  void refusesDirectoriesAtImpossiblePlaces() {
    assertBroken(
        picture().directoryAt(7).bytes(),
        "its directory is said to begin at byte 7, within its header");
    assertBroken(
        picture().big().directoryAt(15).bytes(),
        "its directory is said to begin at byte 15, within its header");
    assertBroken(
        picture().big().directoryAt(-2).bytes(),
        "its directory is said to begin at byte 18446744073709551614");
    ContainerWalk beyond = TestingFiles.walk(TIFF, picture().directoryAt(0xffffffffL).bytes());
    assertEquals(
        "it ends after 62 bytes, before the end of its directory, which begins at byte 4294967295",
        beyond.problem());
  }

  @Test
  void refusesDirectoriesOfImpossibleLengths() {
    assertBroken(
        picture().entryCount(0).bytes(), "its directory has 0 entries, 1 to 4096 are read");
    assertBroken(
        picture().entryCount(65_535).bytes(),
        "its directory has 65535 entries, 1 to 4096 are read");
    assertBroken(
        picture().big().entryCount(-1).bytes(),
        "its directory has 18446744073709551615 entries, 1 to 4096 are read");
  }

  /** Otherwise the one could be paid for and the other be decoded. */
  @Test
  void refusesTwoSizes() {
    assertBroken(picture().values(256, LONG, 1).bytes(), "its first directory has tag 256 twice");
    assertBroken(picture().strips(8).bytes(), "its first directory has tag 273 twice");
  }

  @Test
  void refusesSizesThatAreNone() {
    assertBroken(tiff().picture(0, 5).strips(8).bytes(), "its size is 0x5 pixels");
    assertBroken(
        tiff().picture(0xffffffffL, 5).strips(8).bytes(), "its size is 4294967295x5 pixels");
    assertBroken(tiff().values(256, LONG, 5).strips(8).bytes(), "its size is 5x0 pixels");
    String two = "its width is not one whole number";
    assertBroken(tiff().values(256, SHORT, 5, 5).bytes(), two);
    assertBroken(tiff().values(256, LONG8, 5).bytes(), two);
    assertBroken(tiff().entry(256, 11, 1, 0x41100000).bytes(), two);
    assertBroken(
        tiff().picture(5, 5).bytes(), "its first directory names neither strips nor tiles");
  }

  @Test
  void refusesLyingCountsAndOffsets() {
    ContainerWalk count = TestingFiles.walk(TIFF, picture().entry(258, 4, 0xffffffffL, 8).bytes());
    assertEquals(
        "it ends after 74 bytes, before the end of its pixels or values at byte 17179869188",
        count.problem());
    assertBroken(
        picture().big().entry(258, LONG8, -1, 8).bytes(),
        "the values of tag 258 are said to lie beyond any file");
    assertBroken(
        picture().big().entry(258, LONG8, 1L << 48, -8).bytes(),
        "the values of tag 258 are said to lie beyond any file");
    ContainerWalk pixels =
        TestingFiles.walk(TIFF, tiff().big().picture(5, 5).values(273, LONG8, -1).bytes());
    assertEquals(
        "it ends after 92 bytes, before pixels that are said to lie beyond any file",
        pixels.problem());
    assertFalse(pixels.complete());
  }

  /** Private tags point anywhere in real files, and decoders overlook them. */
  @Test
  void overlooksWherePrivateTagsPoint() {
    assertWhole(picture().entry(37_500, 7, 0xffffffffL, 0xffffffffL).bytes(), 5, 5);
  }

  @Test
  void refusesAnotherFormatByItsSignature() {
    assertBroken(TestingPng.small(), "its first 4 bytes are not a TIFF signature");
    assertBroken(
        new TestingBytes().text("II").int16(43).int16(4).zeros(20).bytes(),
        "it is a BigTIFF whose offsets are not of 8 bytes");
  }

  private static TestingTiff tiff() {
    return new TestingTiff();
  }

  private static TestingTiff picture() {
    return tiff().data(12).picture(5, 5).strips(8);
  }

  private static void assertWhole(byte[] file, int width, int height) {
    for (int cut : new int[] {13, file.length}) {
      ContainerWalk walk = TestingFiles.walk(TIFF, file, cut);
      assertEquals("", walk.problem());
      assertTrue(walk.complete());
      assertEquals(Optional.of(new Picture(TIFF, width, height)), walk.picture());
    }
  }

  private static void assertBroken(byte[] file, String problem) {
    ContainerWalk walk = TestingFiles.walk(TIFF, file);
    assertEquals(problem, walk.problem());
    assertTrue(walk.broken());
    assertFalse(walk.complete());
  }
}
