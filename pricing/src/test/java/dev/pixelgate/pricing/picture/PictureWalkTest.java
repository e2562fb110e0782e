package dev.pixelgate.pricing.picture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.pixelgate.pricing.picture.WalkResult.Broken;
import dev.pixelgate.pricing.picture.WalkResult.Known;
import dev.pixelgate.pricing.picture.WalkResult.NeedMore;
import dev.pixelgate.pricing.picture.WalkResult.NotAnImage;
import dev.pixelgate.pricing.picture.WalkResult.Unreadable;
import dev.pixelgate.pricing.picture.WalkResult.Whole;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PictureWalkTest {
  @Test
  void knowsAPngAfterItsHeaderAndNotBefore() {
    byte[] photo = TestingFiles.photo();
    PictureWalk walk = new PictureWalk();
    assertEquals(new NeedMore(), walk.accept(photo, 0, 32));
    Known known = new Known(new Picture(PictureFormat.PNG, 32, 32));
    assertEquals(known, walk.accept(photo, 32, 1));
    assertEquals(known, walk.accept(photo, 33, photo.length - 33));
    assertEquals(new Whole(known.picture()), walk.atEnd());
  }

  /** 55 segments of 60 kB: as much as a phone writes as depth map and picture without blur. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void knowsAJpegBehindThreeMebibytesOfMetadata(boolean progressive) {
    byte[] file = TestingJpeg.withApp1(TestingJpeg.encoded(33, 17, progressive), 55);
    Picture picture = new Picture(PictureFormat.JPEG, 33, 17);
    PictureWalk walk = new PictureWalk();
    assertEquals(new NeedMore(), walk.accept(file, 0, 3_000_000));
    assertEquals(new Known(picture), walk.accept(file, 3_000_000, file.length - 3_000_000));
    assertEquals(new Whole(picture), walk.atEnd());
  }

  @ParameterizedTest
  @CsvSource({
    "0000001c667479706176696600000000, AVIF",
    "00000018667479706865696300000000, HEIC",
    "000000186674797068656978, HEIC",
    "ff0a, JPEG XL",
    "0000000c4a584c200d0a870a, JPEG XL",
    "0000000c6a5020200d0a870a, JPEG 2000",
  })
  void recognisesFormatsThatAreNotRead(String hex, String format) {
    byte[] file = HexFormat.of().parseHex(hex);
    assertEquals(new Unreadable(format), TestingFiles.result(file, file.length));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "hello, world, this is a text",
        "BMW builds cars, and this is a text",
        "GIF is a format, and this is a text",
        "RIFF....WAVEfmt ",
        "<svg xmlns='http://www.w3.org/2000/svg'/>",
        "\0\0\0\030ftypisom\0\0\0\0\0\0\0\0",
      })
  void refusesWhatIsNoPicture(String text) {
    byte[] file = text.getBytes(StandardCharsets.ISO_8859_1);
    assertInstanceOf(NotAnImage.class, TestingFiles.result(file, file.length));
  }

  @Test
  void showsTheBytesThatNoFormatBeginsWith() {
    byte[] file = "GIF is a format".getBytes(StandardCharsets.ISO_8859_1);
    assertEquals(
        new NotAnImage("it begins with 47 49 46 20, as no image format does"),
        TestingFiles.result(file, file.length));
  }

  @Test
  void saysWhyAPictureIsBroken() {
    byte[] file = TestingFiles.photo();
    file[20] ^= 1;
    assertEquals(
        new NotAnImage("chunk IHDR at byte 8: its CRC is fc18eda3, its bytes make eb63f9e0"),
        TestingFiles.result(file, file.length));
  }

  @Test
  void saysWhereATruncatedFileEnds() {
    assertEquals(new NotAnImage("it is empty"), new PictureWalk().atEnd());
    byte[] photo = TestingFiles.photo();
    assertEquals(
        new NotAnImage("it ends after 7 bytes, inside its signature"),
        TestingFiles.result(Arrays.copyOf(photo, 7), 7));
    assertEquals(
        new NotAnImage("it ends after 32 bytes, before the end of IEND"),
        TestingFiles.result(Arrays.copyOf(photo, 32), 32));
    assertEquals(
        new Broken(
            new Picture(PictureFormat.PNG, 32, 32),
            "it ends after 33 bytes, before the end of IEND"),
        TestingFiles.result(Arrays.copyOf(photo, 33), 33));
  }

  @Test
  void staysRefused() {
    PictureWalk walk = new PictureWalk();
    byte[] text = "GIF is a format".getBytes(StandardCharsets.ISO_8859_1);
    WalkResult refusal = walk.accept(text, 0, text.length);
    byte[] photo = TestingFiles.photo();
    assertEquals(refusal, walk.accept(photo, 0, photo.length));
    assertEquals(refusal, walk.atEnd());
  }

  @Test
  void findsADirectoryFarBehindTheHeaderLimit() {
    int pixels = 5 << 20;
    byte[] file =
        new TestingTiff().data(pixels).picture(70_000, 3).strips(8).lengths(pixels).bytes();
    PictureWalk walk = new PictureWalk();
    assertEquals(new NeedMore(), walk.accept(file, 0, pixels));
    Picture picture = new Picture(PictureFormat.TIFF, 70_000, 3);
    assertEquals(new Known(picture), walk.accept(file, pixels, file.length - pixels));
    assertEquals(new Whole(picture), walk.atEnd());
  }

  @ParameterizedTest
  @EnumSource
  void acceptsWhatToolsAppend(PictureFormat format) {
    byte[] file = TestingFiles.some(format);
    byte[] longer = TestingFiles.join(file, new byte[3], file, new byte[1000]);
    WalkResult result = TestingFiles.result(file, 50);
    assertInstanceOf(Whole.class, result);
    assertEquals(result, TestingFiles.result(longer, 50));
  }
}
