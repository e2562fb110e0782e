package dev.pixelgate.pricing.picture;

import static dev.pixelgate.pricing.picture.PictureFormat.JPEG;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JpegWalkTest {
  /** A scan header for one component, then coded data with a stuffed, a restart and a fill byte. */
  private static final String SCAN = "ffda0008010100003f00" + "12ff0034ffd056ffff";

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void walksEncodedPicturesToTheirEnd(boolean progressive) {
    byte[] file = TestingJpeg.encoded(61, 47, progressive);
    assertEquals(progressive, hasMarker(file, 0xc2), "progressive frame");
    assertWhole(file, 61, 47);
  }

  @Test
  void walksPastManyLargeSegments() {
    assertWhole(TestingJpeg.withApp1(TestingJpeg.encoded(16, 16, false), 5), 16, 16);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void isNeverCompleteBeforeTheLastByte(boolean progressive) {
    byte[] file = TestingJpeg.encoded(20, 20, progressive);
    for (int length = 0; length < file.length; length++) {
      ContainerWalk walk = TestingFiles.walk(JPEG, Arrays.copyOf(file, length));
      assertFalse(walk.complete());
      assertFalse(walk.broken());
      assertEquals(
          "it ends after " + length + " bytes, before its end-of-image marker", walk.problem());
    }
  }

  @Test
  void toleratesWhatCamerasAppend() {
    byte[] file = TestingJpeg.encoded(8, 8, false);
    assertWhole(TestingFiles.join(file, new byte[3], file), 8, 8);
  }

  @Test
  void walksStuffedRestartAndFillBytes() {
    assertWhole(jpeg().frame(0xc0, 8, 7, 9, 1).raw(SCAN).raw("d9").bytes(), 9, 7);
    assertWhole(
        jpeg().raw("ffffff").raw("fe0002").frame(0xc1, 8, 7, 9, 3).raw(SCAN).raw("d9").bytes(),
        9,
        7);
  }

  @ParameterizedTest
  @CsvSource({
    "c3, 8, 5, 5, it is a JPEG in lossless or hierarchical coding (SOF3)",
    "c5, 8, 5, 5, it is a JPEG in lossless or hierarchical coding (SOF5)",
    "c9, 8, 5, 5, it is a JPEG in arithmetic coding (SOF9)",
    "ca, 8, 5, 5, it is a JPEG in arithmetic coding (SOF10)",
    "c1, 12, 5, 5, it has 12 bits a sample",
    "c0, 8, 0, 5, its size is 5x0 pixels with 3 components",
    "c0, 8, 5, 0, its size is 0x5 pixels with 3 components",
  })
  void refusesFramesThatAreNotRead(
      String marker, int precision, int height, int width, String why) {
    int code = Integer.parseInt(marker, 16);
    ContainerWalk walk =
        TestingFiles.walk(JPEG, jpeg().frame(code, precision, height, width, 3).bytes());
    assertTrue(walk.problem().startsWith(why), walk.problem());
    assertEquals(Optional.empty(), walk.picture());
  }

  @Test
  void refusesMarkersInAWrongOrder() {
    assertBroken(jpeg().raw(SCAN).bytes(), "its pixels begin at byte 3 before any frame header");
    assertBroken(
        jpeg().raw("ffd9").bytes(), "its end-of-image marker at byte 3 stands before any pixels");
    assertBroken(
        jpeg().frame(0xc0, 8, 1, 1, 1).raw("ffd9").bytes(),
        "its end-of-image marker at byte 16 stands before any pixels");
    assertBroken(
        jpeg().frame(0xc0, 8, 1, 1, 1).frame(0xc0, 8, 1, 1, 1).bytes(),
        "it has a second frame header at byte 16");
    assertBroken(jpeg().raw("ffd8").bytes(), "byte 3 is d8 where a JPEG marker must be");
  }

  @Test
  void refusesWhatIsNoMarker() {
    assertBroken(jpeg().raw("ff00").bytes(), "byte 3 is 00 where a JPEG marker must be");
    assertBroken(jpeg().raw("fffe000212").bytes(), "byte 6 is 12 where a JPEG marker must begin");
    assertBroken(
        jpeg().raw("fffe0001").bytes(), "the segment length before byte 5 is under 2 bytes");
    assertBroken(jpeg().raw("ffc0000408ff").bytes(), "its frame header has a wrong length");
    assertBroken(TestingPng.small(), "its first 2 bytes are not a JPEG start-of-image marker");
  }

  private static TestingJpeg jpeg() {
    return new TestingJpeg();
  }

  private static boolean hasMarker(byte[] file, int marker) {
    for (int i = 0; i + 1 < file.length; i++) {
      if (file[i] == (byte) 0xff && file[i + 1] == (byte) marker) {
        return true;
      }
    }
    return false;
  }

  private static void assertWhole(byte[] file, int width, int height) {
    ContainerWalk walk = TestingFiles.walk(JPEG, file);
    assertEquals("", walk.problem());
    assertTrue(walk.complete());
    assertEquals(Optional.of(new Picture(JPEG, width, height)), walk.picture());
  }

  private static void assertBroken(byte[] file, String problem) {
    ContainerWalk walk = TestingFiles.walk(JPEG, file);
    assertTrue(walk.broken());
    assertFalse(walk.complete());
    assertEquals(problem, walk.problem());
  }
}
