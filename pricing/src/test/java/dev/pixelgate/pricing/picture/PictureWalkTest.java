package dev.pixelgate.pricing.picture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.pixelgate.pricing.picture.HeaderResult.Known;
import dev.pixelgate.pricing.picture.HeaderResult.NeedMore;
import dev.pixelgate.pricing.picture.HeaderResult.NotAnImage;
import dev.pixelgate.pricing.picture.HeaderResult.Unreadable;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PictureHeaderTest {
  @Test
  void knowsAPngAfterItsHeaderAndNotBefore() {
    byte[] photo = TestingFiles.photo();
    PictureHeader header = new PictureHeader();
    assertEquals(new NeedMore(), header.accept(photo, 0, 32));
    Known known = new Known(new Picture(PictureFormat.PNG, 32, 32));
    assertEquals(known, header.accept(photo, 32, 1));
    assertEquals(known, header.accept(new byte[100], 0, 100));
    assertEquals(known, header.atEnd());
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void knowsAJpegBehindThreeHundredKilobytesOfExif(boolean progressive) {
    byte[] file = TestingJpeg.withApp1(TestingJpeg.encoded(33, 17, progressive), 5);
    PictureHeader header = new PictureHeader();
    assertEquals(new NeedMore(), header.accept(file, 0, 300_000));
    assertEquals(
        new Known(new Picture(PictureFormat.JPEG, 33, 17)),
        header.accept(file, 300_000, file.length - 300_000));
  }

  @Test
  void givesUpBeyondItsLimit() {
    byte[] file = TestingJpeg.withApp1(TestingJpeg.encoded(33, 17, false), 18);
    PictureHeader header = new PictureHeader();
    assertEquals(new NeedMore(), header.accept(file, 0, PictureHeader.MAX_HEADER_BYTES - 1));
    assertEquals(
        new NotAnImage("its first 1048576 bytes do not say its size"),
        header.accept(file, PictureHeader.MAX_HEADER_BYTES - 1, 1));
    assertEquals(header.atEnd(), TestingFiles.header(file, file.length));
  }

  @ParameterizedTest
  @CsvSource({
    "474946383961, GIF",
    "474946383761, GIF",
    "524946462a00000057454250565038, WebP",
    "424d3a00000000000000360000002800000001000000, BMP",
    "49492a0008000000, TIFF",
    "4d4d002a00000008, TIFF",
    "0000001c667479706176696600000000, AVIF",
    "00000018667479706865696300000000, HEIC",
    "000000186674797068656978, HEIC",
    "ff0a, JPEG XL",
    "0000000c4a584c200d0a870a, JPEG XL",
    "0000000c6a5020200d0a870a, JPEG 2000",
  })
  void recognisesFormatsThatAreNotReadYet(String hex, String format) {
    byte[] file = HexFormat.of().parseHex(hex);
    assertEquals(new Unreadable(format), TestingFiles.header(file, file.length));
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
    assertInstanceOf(NotAnImage.class, TestingFiles.header(file, file.length));
  }

  @Test
  void showsTheBytesThatNoFormatBeginsWith() {
    byte[] file = "GIF is a format".getBytes(StandardCharsets.ISO_8859_1);
    assertEquals(
        new NotAnImage("it begins with 47 49 46 20, as no image format does"),
        TestingFiles.header(file, file.length));
  }

  @Test
  void saysWhyAPictureIsBroken() {
    byte[] file = TestingFiles.photo();
    file[20] ^= 1;
    assertEquals(
        new NotAnImage("chunk IHDR at byte 8: its CRC is fc18eda3, its bytes make eb63f9e0"),
        TestingFiles.header(file, file.length));
  }

  @Test
  void saysWhereATruncatedHeaderEnds() {
    assertEquals(new NotAnImage("it is empty"), new PictureHeader().atEnd());
    byte[] photo = TestingFiles.photo();
    byte[] jpeg = TestingJpeg.withApp1(TestingJpeg.encoded(33, 17, false), 1);
    for (byte[] file : new byte[][] {photo, jpeg}) {
      for (int length = 1; length < 33; length++) {
        PictureHeader header = new PictureHeader();
        assertEquals(new NeedMore(), header.accept(Arrays.copyOf(file, length), 0, length));
        assertEquals(
            new NotAnImage("it ends after " + length + " bytes, inside its header"),
            header.atEnd());
      }
    }
  }
}
