package dev.pixelgate.pricing.picture;

import static dev.pixelgate.pricing.picture.PictureFormat.GIF;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class GifWalkTest {
  @Test
  void sizeIsTheLogicalScreenWhateverTheFrame() {
    assertWhole(frame(screen(65_535, 65_534), 1, 1).hex("3b"), 65_535, 65_534);
    assertWhole(frame(screen(3, 2), 900, 900).hex("3b"), 3, 2);
  }

  @Test
  void sizeIsTheFirstFrameWhereAScreenHasNone() {
    for (int[] none : new int[][] {{0, 0}, {0, 9}, {9, 0}}) {
      TestingBytes file = frame(screen(none[0], none[1]), 7, 5);
      assertWhole(frame(file, 8, 8).hex("3b"), 7, 5);
    }
  }

  @Test
  void walksAThousandFrames() {
    TestingBytes file = screen(30, 20);
    for (int i = 0; i < 1000; i++) {
      frame(file.hex("21f90400000000" + "00"), 30, 20);
    }
    assertWhole(file.hex("3b"), 30, 20);
  }

  @Test
  void walksColourTablesOfEverySize() {
    for (int bits = 0; bits < 8; bits++) {
      int bytes = 3 << (bits + 1);
      TestingBytes file =
          new TestingBytes().text("GIF87a").int16(4).int16(3).int8(0x80 | bits).int16(0);
      file.zeros(bytes).int8(0x2c).zeros(4).int16(4).int16(3).int8(0x80 | bits).zeros(bytes);
      assertWhole(file.hex("02" + "0144" + "00" + "3b"), 4, 3);
    }
  }

  @Test
  void walksAMillionTinyBlocks() {
    TestingBytes file = screen(30, 20);
    for (int i = 0; i < 1_000_000; i++) {
      file.hex("21fe00");
    }
    assertWhole(frame(file, 30, 20).hex("3b"), 30, 20);
  }

  /** As browsers do: the picture is there already. */
  @Test
  void stopsAtWhatIsNoBlockBehindAFrame() {
    assertWhole(frame(screen(3, 2), 3, 2).hex("00"), 3, 2);
  }

  @Test
  void refusesWhatIsNoBlockInFrontOfAFrame() {
    assertBroken(screen(3, 2).hex("00"), "byte 13 is 00 where a GIF block must begin");
    assertBroken(screen(3, 2).hex("3b"), "its trailer at byte 13 stands before any frame");
    assertBroken(
        screen(3, 2).hex("21fe0161003b"), "its trailer at byte 18 stands before any frame");
    assertBroken(frame(screen(3, 2), 0, 2), "its first frame is of 0x2 pixels");
    assertBroken(
        new TestingBytes().text("GIF90a").zeros(9), "its first 6 bytes are not a GIF signature");
  }

  @Test
  void isCutWithoutItsTrailer() {
    assertEquals(
        "it ends after 27 bytes, before its trailer",
        TestingFiles.walk(GIF, frame(screen(3, 2), 3, 2).bytes()).problem());
  }

  private static TestingBytes screen(int width, int height) {
    return new TestingBytes().text("GIF89a").int16(width).int16(height).zeros(3);
  }

  private static TestingBytes frame(TestingBytes file, int width, int height) {
    return file.int8(0x2c).zeros(4).int16(width).int16(height).int8(0).hex("02" + "0144" + "00");
  }

  private static void assertWhole(TestingBytes file, int width, int height) {
    ContainerWalk walk = TestingFiles.walk(GIF, file.bytes());
    assertEquals("", walk.problem());
    assertTrue(walk.complete());
    assertEquals(Optional.of(new Picture(GIF, width, height)), walk.picture());
  }

  private static void assertBroken(TestingBytes file, String problem) {
    ContainerWalk walk = TestingFiles.walk(GIF, file.bytes());
    assertEquals(problem, walk.problem());
    assertTrue(walk.broken());
  }
}
