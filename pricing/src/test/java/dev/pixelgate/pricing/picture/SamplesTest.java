package dev.pixelgate.pricing.picture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.pixelgate.pricing.picture.WalkResult.Whole;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Files of foreign encoders: cwebp, gif2webp, ImageMagick, libtiff. */
class SamplesTest {
  private static Stream<Arguments> samples() {
    return Stream.of(
        Arguments.of("lossy.webp", PictureFormat.WEBP, 23, 17),
        Arguments.of("lossless.webp", PictureFormat.WEBP, 23, 17),
        Arguments.of("alpha.webp", PictureFormat.WEBP, 23, 17),
        Arguments.of("animated.webp", PictureFormat.WEBP, 9, 7),
        Arguments.of("87a.gif", PictureFormat.GIF, 23, 17),
        Arguments.of("interlaced.gif", PictureFormat.GIF, 23, 17),
        Arguments.of("animated.gif", PictureFormat.GIF, 20, 14),
        Arguments.of("small-frame.gif", PictureFormat.GIF, 30, 20),
        Arguments.of("rgb.bmp", PictureFormat.BMP, 23, 17),
        Arguments.of("mono.bmp", PictureFormat.BMP, 23, 17),
        Arguments.of("core.bmp", PictureFormat.BMP, 23, 17),
        Arguments.of("rle8.bmp", PictureFormat.BMP, 23, 17),
        Arguments.of("v5.bmp", PictureFormat.BMP, 23, 17),
        Arguments.of("lzw.tif", PictureFormat.TIFF, 23, 17),
        Arguments.of("tiles.tif", PictureFormat.TIFF, 23, 17),
        Arguments.of("palette.tif", PictureFormat.TIFF, 23, 17),
        Arguments.of("motorola.tif", PictureFormat.TIFF, 23, 17),
        Arguments.of("big.tif", PictureFormat.TIFF, 23, 17),
        Arguments.of("big-motorola.tif", PictureFormat.TIFF, 23, 17));
  }

  @ParameterizedTest
  @MethodSource("samples")
  void sizeIsKnownAndTheFileWhole(String name, PictureFormat format, int width, int height) {
    byte[] file = TestingFiles.sample(name);
    Whole whole = new Whole(new Picture(format, width, height));
    for (int cut : new int[] {1, 2, 3, 7, 64, file.length}) {
      assertEquals(whole, TestingFiles.result(file, cut));
    }
  }

  @ParameterizedTest
  @MethodSource("samples")
  void isNotCompleteWhenCutAnywhere(String name, PictureFormat format) {
    byte[] file = TestingFiles.sample(name);
    for (int length = 0; length < file.length; length++) {
      ContainerWalk walk = TestingFiles.walk(format, Arrays.copyOf(file, length));
      assertFalse(walk.complete(), name + " cut to " + length + " of " + file.length + " bytes");
      assertFalse(walk.broken(), walk.problem());
    }
  }
}
