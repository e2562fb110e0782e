package dev.pixelgate.pricing.picture;

import static dev.pixelgate.pricing.picture.PictureFormat.PNG;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PngWalkTest {
  @Test
  void walksARealPhotoToItsEnd() {
    assertWhole(TestingFiles.photo(), 32, 32);
  }

  @Test
  void knowsTheSizeAsSoonAsTheHeaderIsOver() {
    byte[] file = TestingPng.small();
    ContainerWalk walk = new PngWalk();
    walk.accept(file, 0, 32);
    assertEquals(Optional.empty(), walk.picture());
    walk.accept(file, 32, 1);
    assertEquals(Optional.of(new Picture(PNG, 3, 2)), walk.picture());
    assertFalse(walk.complete());
  }

  @Test
  void findsEveryFlippedBitOfEveryByte() {
    byte[] file = TestingPng.small();
    for (int i = 0; i < file.length; i++) {
      for (int bit = 0; bit < 8; bit++) {
        byte[] flipped = file.clone();
        flipped[i] ^= (byte) (1 << bit);
        assertFalse(strict(flipped).complete(), "bit " + bit + " of byte " + i);
      }
    }
  }

  @Test
  void isNeverCompleteBeforeTheLastByte() {
    byte[] file = TestingFiles.photo();
    for (int length = 0; length < file.length; length++) {
      ContainerWalk walk = strict(Arrays.copyOf(file, length));
      assertFalse(walk.complete());
      assertFalse(walk.broken());
      assertEquals("it ends after " + length + " bytes, before the end of IEND", walk.problem());
    }
  }

  @Test
  void countsWhatFollowsIend() {
    byte[] file = TestingFiles.join(TestingPng.small(), new byte[7]);
    ContainerWalk walk = strict(file);
    assertTrue(walk.broken());
    assertFalse(walk.complete());
    assertEquals("7 bytes after IEND", walk.problem());
  }

  @Test
  void readsSizesUpToTheLargestInt() {
    byte[] file = png().header(Integer.MAX_VALUE, Integer.MAX_VALUE, 8, 6).chunk("IDAT", 1).end();
    assertWhole(file, Integer.MAX_VALUE, Integer.MAX_VALUE);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 1, 8, 2, 'a size of 0x1 pixels is outside 1 to 2147483647 a side'",
    "1, 0, 8, 2, 'a size of 1x0 pixels is outside 1 to 2147483647 a side'",
    "-1, 1, 8, 2, 'a size of 4294967295x1 pixels is outside 1 to 2147483647 a side'",
    "1, -2147483648, 8, 2, 'a size of 1x2147483648 pixels is outside 1 to 2147483647 a side'",
    "1, 1, 4, 2, 'bit depth 4 with colour type 2 is not PNG'",
    "1, 1, 16, 3, 'bit depth 16 with colour type 3 is not PNG'",
    "1, 1, 3, 0, 'bit depth 3 with colour type 0 is not PNG'",
    "1, 1, 8, 1, 'bit depth 8 with colour type 1 is not PNG'",
    "1, 1, 8, 7, 'bit depth 8 with colour type 7 is not PNG'",
    "1, 1, 255, 255, 'bit depth 255 with colour type 255 is not PNG'",
  })
  void refusesHeadersThatAreNotPng(int width, int height, int depth, int colour, String why) {
    ContainerWalk walk = strict(png().header(width, height, depth, colour).bytes());
    assertEquals("chunk IHDR at byte 8: " + why, walk.problem());
    assertEquals(Optional.empty(), walk.picture());
  }

  @Test
  void refusesUnknownMethods() {
    assertBroken(
        png().header(1, 1, 8, 2, 1, 0, 0).bytes(),
        "chunk IHDR at byte 8: compression 1, filter 0, interlace 0 is not PNG");
    assertBroken(
        png().header(1, 1, 8, 2, 0, 0, 2).bytes(),
        "chunk IHDR at byte 8: compression 0, filter 0, interlace 2 is not PNG");
    assertWhole(png().header(1, 1, 8, 2, 0, 0, 1).chunk("IDAT", 1).end(), 1, 1);
  }

  @Test
  void refusesAWrongOrderOfChunks() {
    assertBroken(
        png().chunk("tEXt", 3).bytes(), "chunk tEXt at byte 8: the first chunk must be IHDR");
    assertBroken(sized().header(1, 1, 8, 2).bytes(), "chunk IHDR at byte 33: a second IHDR");
    assertBroken(sized().end(), "chunk IEND at byte 33: no IDAT before it");
    assertBroken(
        sized().chunk("IDAT", 1).chunk("tEXt", 0).chunk("IDAT", 1).end(),
        "chunk IDAT at byte 58: another chunk stands between two IDAT");
    assertBroken(
        sized().chunk("IDAT", 1).chunk("PLTE", 3).bytes(),
        "chunk PLTE at byte 46: PLTE after IDAT");
    assertBroken(
        sized().chunk("PLTE", 3).chunk("PLTE", 3).bytes(), "chunk PLTE at byte 48: a second PLTE");
  }

  @Test
  void refusesWrongLengths() {
    assertBroken(
        png().chunk("IHDR", 12).bytes(),
        "chunk IHDR at byte 8: its length is 12 bytes, must be 13");
    assertBroken(
        sized().chunk("PLTE", 4).bytes(),
        "chunk PLTE at byte 33: its length of 4 bytes is not 3 to 768 by threes");
    assertBroken(
        sized().chunk("IDAT", 1).chunk("IEND", 1).bytes(),
        "chunk IEND at byte 46: its length is 1 bytes, must be 0");
    assertBroken(
        sized().raw("80000000").raw("49444154").bytes(),
        "chunk IDAT at byte 33: its length 2147483648 is over the limit of 2147483647 bytes");
  }

  @Test
  void asksAPaletteForPalettePicturesOnly() {
    assertBroken(
        png().header(1, 1, 8, 3).chunk("IDAT", 1).bytes(),
        "chunk IDAT at byte 33: a palette picture without PLTE");
    assertWhole(png().header(1, 1, 8, 3).chunk("PLTE", 6).chunk("IDAT", 1).end(), 1, 1);
  }

  @Test
  void passesAncillaryChunksAndRefusesUnknownCriticalOnes() {
    assertWhole(
        sized().chunk("acTL", 8).chunk("fcTL", 26).chunk("IDAT", 1).chunk("fdAT", 9).end(), 1, 1);
    assertBroken(
        sized().chunk("ABCD", 1).bytes(), "chunk ABCD at byte 33: it is critical and unknown");
    assertBroken(
        sized().chunk("a\0cd", 1).bytes(),
        "chunk 61006364 at byte 33: its type is not four letters");
  }

  @Test
  void namesAWrongCrc() {
    byte[] file = TestingPng.small();
    file[file.length - 1] ^= 1;
    assertBroken(file, "chunk IEND at byte 71: its CRC is ae426083, its bytes make ae426082");
  }

  @Test
  void refusesAnotherFormatByItsSignature() {
    assertBroken(TestingJpeg.encoded(4, 4, false), "its first 8 bytes are not a PNG signature");
  }

  @Test
  void takesOnlyRangesInsideTheArray() {
    ContainerWalk walk = new PngWalk();
    assertThrows(IndexOutOfBoundsException.class, () -> walk.accept(new byte[4], 2, 3));
  }

  @Test
  void passesLenientlyWhatDoesNotTouchThePixels() {
    byte[] wrongCrc = sized().chunk("tEXt", 5).chunk("IDAT", 1).end();
    wrongCrc[33 + 8 + 5] ^= 1;
    assertBroken(wrongCrc, "chunk tEXt at byte 33: its CRC is 1f4f0d11, its bytes make 1e4f0d11");
    assertTrue(TestingFiles.walk(PNG, wrongCrc).complete());
    byte[] longer = TestingFiles.join(TestingPng.small(), new byte[7]);
    assertTrue(TestingFiles.walk(PNG, longer, 5).complete());
  }

  @Test
  void findsLenientlyEveryFlippedBitOfTheChunksThatMatter() {
    byte[] file = TestingPng.small();
    for (int i = 0; i < file.length; i++) {
      for (int bit = 0; bit < 8; bit++) {
        byte[] flipped = file.clone();
        flipped[i] ^= (byte) (1 << bit);
        ContainerWalk walk = TestingFiles.walk(PNG, flipped);
        // One IDAT becomes an iDAT, whose CRC is not looked at; the other one is still there.
        boolean madeAncillary = bit == 5 && (i == 33 + 4 || i == 50 + 4);
        assertEquals(madeAncillary, walk.complete(), "bit " + bit + " of byte " + i);
      }
    }
  }

  private static TestingPng png() {
    return new TestingPng();
  }

  private static TestingPng sized() {
    return png().header(1, 1, 8, 2);
  }

  private static void assertWhole(byte[] file, int width, int height) {
    ContainerWalk walk = strict(file);
    assertEquals("", walk.problem());
    assertTrue(walk.complete());
    assertFalse(walk.broken());
    assertEquals(Optional.of(new Picture(PNG, width, height)), walk.picture());
  }

  private static void assertBroken(byte[] file, String problem) {
    ContainerWalk walk = strict(file);
    assertTrue(walk.broken());
    assertFalse(walk.complete());
    assertEquals(problem, walk.problem());
  }

  private static ContainerWalk strict(byte[] file) {
    ContainerWalk walk = new PngWalk();
    for (int at = 0; at < file.length; at += 5) {
      walk.accept(file, at, Math.min(5, file.length - at));
    }
    return walk;
  }
}
