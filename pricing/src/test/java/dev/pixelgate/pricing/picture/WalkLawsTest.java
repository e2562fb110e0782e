package dev.pixelgate.pricing.picture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** What holds for any bytes in any cuts. */
class WalkLawsTest {
  private static final List<byte[]> FILES =
      List.of(
          TestingFiles.photo(),
          TestingPng.small(),
          new TestingPng().header(1, 1, 8, 3).chunk("PLTE", 6).chunk("IDAT", 400).end(),
          TestingJpeg.encoded(21, 13, false),
          TestingJpeg.encoded(21, 13, true),
          TestingJpeg.withApp1(TestingJpeg.encoded(5, 5, false), 1),
          TestingFiles.sample("lossy.webp"),
          TestingFiles.sample("lossless.webp"),
          TestingFiles.sample("alpha.webp"),
          TestingFiles.sample("animated.webp"),
          TestingFiles.sample("animated.gif"),
          TestingFiles.sample("interlaced.gif"),
          TestingFiles.sample("core.bmp"),
          TestingFiles.sample("rle8.bmp"),
          TestingFiles.sample("v5.bmp"),
          TestingFiles.sample("two.tif"),
          TestingFiles.sample("tiles.tif"),
          TestingFiles.sample("big-motorola.tif"));

  @Property
  void cutsMakeNoDifference(
      @ForAll("damaged") byte[] file,
      @ForAll PictureFormat format,
      @ForAll @IntRange(min = 1, max = 70) int cut) {
    ContainerWalk whole = TestingFiles.walk(format, file);
    ContainerWalk pieces = TestingFiles.walk(format, file, cut);
    assertEquals(whole.problem(), pieces.problem());
    assertEquals(whole.broken(), pieces.broken());
    assertEquals(whole.complete(), pieces.complete());
    assertEquals(whole.picture(), pieces.picture());
  }

  @Property
  void cutsMakeNoDifferenceToTheResult(
      @ForAll("damaged") byte[] file, @ForAll @IntRange(min = 1, max = 70) int cut) {
    assertEquals(
        TestingFiles.result(file, Math.max(1, file.length)), TestingFiles.result(file, cut));
  }

  /** A walk that knows no end is not complete, and the two endings exclude each other. */
  @Property
  void neverThrowsAndNamesAProblemUnlessComplete(
      @ForAll("damaged") byte[] file, @ForAll PictureFormat format) {
    ContainerWalk walk = TestingFiles.walk(format, file);
    assertEquals(walk.complete(), walk.problem().isEmpty());
    assertFalse(walk.complete() && walk.broken());
  }

  @Property
  void randomBytesNeverThrow(@ForAll byte[] bytes) {
    for (PictureFormat format : PictureFormat.values()) {
      assertFalse(TestingFiles.walk(format, bytes).complete());
    }
    WalkResult result = TestingFiles.result(bytes, Math.max(1, bytes.length));
    assertFalse(result instanceof WalkResult.NeedMore || result instanceof WalkResult.Known);
  }

  /** Whole files, truncated files, files with some bytes changed, files with bytes appended. */
  @Provide
  Arbitrary<byte[]> damaged() {
    Arbitrary<byte[]> files = Arbitraries.of(FILES);
    Arbitrary<byte[]> changed = files.flatMap(WalkLawsTest::changed);
    Arbitrary<byte[]> truncated =
        files.flatMap(
            file ->
                Arbitraries.integers()
                    .between(0, file.length)
                    .map(length -> Arrays.copyOf(file, length)));
    Arbitrary<byte[]> longer =
        files.flatMap(
            file ->
                Arbitraries.integers()
                    .between(1, 50)
                    .map(more -> TestingFiles.join(file, new byte[more])));
    return Arbitraries.oneOf(files, changed, truncated, longer);
  }

  private static Arbitrary<byte[]> changed(byte[] file) {
    Arbitrary<Integer> early = Arbitraries.integers().between(0, Math.min(file.length, 80) - 1);
    Arbitrary<Integer> any = Arbitraries.integers().between(0, file.length - 1);
    return Arbitraries.oneOf(early, any)
        .flatMap(
            index ->
                Arbitraries.bytes()
                    .map(
                        value -> {
                          byte[] copy = file.clone();
                          copy[index] = value;
                          return copy;
                        }));
  }
}
