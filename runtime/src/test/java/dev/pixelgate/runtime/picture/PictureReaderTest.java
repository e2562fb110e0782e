package dev.pixelgate.runtime.picture;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.buffer.Buffer;
import java.awt.Color;
import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.WritableRaster;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PictureReaderTest {
  private static final String NO_PICTURE = "not a PNG, JPEG, WebP, GIF, BMP or TIFF picture";

  @Test
  void readsTheSameFromMemoryAndFromAFile() throws Exception {
    byte[] bytes = TestingPictures.resource("photos/coffee_lr4.png");
    Bitmap8 memory = TestingPictures.read(bytes);
    Bitmap8 file =
        (Bitmap8)
            new PictureReader(15_000)
                .read(
                    new PictureSource.InFile(Path.of("src/test/resources/photos/coffee_lr4.png")));
    assertEquals(150, file.width());
    assertEquals(100, file.height());
    assertArrayEquals(memory.samples(), file.samples());
  }

  @Test
  void keepsGreySamplesAsStored() throws Exception {
    BufferedImage image = new BufferedImage(256, 1, BufferedImage.TYPE_BYTE_GRAY);
    for (int x = 0; x < 256; x++) {
      image.getRaster().setSample(x, 0, 0, x);
    }
    Bitmap8 picture = TestingPictures.read(TestingPictures.png(image));
    for (int x = 0; x < 256; x++) {
      for (int channel = 0; channel < 3; channel++) {
        assertEquals(x, picture.sample(x, 0, channel));
      }
    }
  }

  @Test
  void keepsSixteenBitsOfGrey() throws Exception {
    int[] stored = {0, 128, 129, 257, 32767, 65406, 65407, 65535};
    BufferedImage image = new BufferedImage(8, 1, BufferedImage.TYPE_USHORT_GRAY);
    image.getRaster().setSamples(0, 0, 8, 1, 0, stored);
    Bitmap16 picture = (Bitmap16) TestingPictures.readAny(TestingPictures.png(image));
    for (int x = 0; x < 8; x++) {
      for (int channel = 0; channel < 3; channel++) {
        assertEquals(stored[x], picture.sample(x, 0, channel));
      }
    }
  }

  @Test
  void keepsSixteenBitsOfColours() throws Exception {
    ComponentColorModel colors =
        new ComponentColorModel(
            ColorSpace.getInstance(ColorSpace.CS_sRGB),
            false,
            false,
            Transparency.OPAQUE,
            DataBuffer.TYPE_USHORT);
    WritableRaster raster = colors.createCompatibleWritableRaster(1, 1);
    raster.setPixel(0, 0, new int[] {65535, 257 * 7, 129});
    Bitmap picture =
        TestingPictures.readAny(
            TestingPictures.png(new BufferedImage(colors, raster, false, null)));
    assertArrayEquals(new short[] {-1, 257 * 7, 129}, ((Bitmap16) picture).samples());
  }

  @Test
  void looksUpPalettes() throws Exception {
    byte[] red = {10, (byte) 200};
    byte[] green = {20, (byte) 210};
    byte[] blue = {30, (byte) 220};
    for (int bits : new int[] {1, 2, 8}) {
      IndexColorModel palette = new IndexColorModel(bits, 2, red, green, blue);
      int type = bits == 8 ? BufferedImage.TYPE_BYTE_INDEXED : BufferedImage.TYPE_BYTE_BINARY;
      BufferedImage image = new BufferedImage(2, 1, type, palette);
      image.getRaster().setSample(1, 0, 0, 1);
      Bitmap8 picture = TestingPictures.read(TestingPictures.png(image));
      assertArrayEquals(
          new byte[] {10, 20, 30, (byte) 200, (byte) 210, (byte) 220}, picture.samples());
    }
  }

  @Test
  void keepsAlphaAndTheColourUnderIt() throws Exception {
    BufferedImage image = new BufferedImage(1, 1, BufferedImage.TYPE_INT_ARGB);
    image.setRGB(0, 0, 0x01_c8_64_32);
    Bitmap8 picture = TestingPictures.read(TestingPictures.png(image));
    assertArrayEquals(new byte[] {(byte) 0xc8, 0x64, 0x32, 1}, picture.samples());
  }

  @Test
  void keepsAlphaOfGrey() throws Exception {
    ComponentColorModel colors =
        new ComponentColorModel(
            ColorSpace.getInstance(ColorSpace.CS_GRAY),
            true,
            false,
            Transparency.TRANSLUCENT,
            DataBuffer.TYPE_BYTE);
    WritableRaster raster = colors.createCompatibleWritableRaster(1, 1);
    raster.setPixel(0, 0, new int[] {77, 3});
    Bitmap8 picture =
        TestingPictures.read(TestingPictures.png(new BufferedImage(colors, raster, false, null)));
    assertArrayEquals(new byte[] {77, 77, 77, 3}, picture.samples());
  }

  @Test
  void readsGreyAndColourJpegs() throws Exception {
    for (int type : new int[] {BufferedImage.TYPE_BYTE_GRAY, BufferedImage.TYPE_3BYTE_BGR}) {
      BufferedImage image = new BufferedImage(16, 16, type);
      WritableRaster raster = image.getRaster();
      for (int band = 0; band < raster.getNumBands(); band++) {
        int[] flat = new int[256];
        Arrays.fill(flat, 100);
        raster.setSamples(0, 0, 16, 16, band, flat);
      }
      byte[] jpeg = TestingPictures.jpeg(new IIOImage(image, null, null), false);
      assertEquals(100, TestingPictures.read(jpeg).sample(8, 8, 0), 1.0);
    }
  }

  @Test
  void refusesWhatIsNoPicture() {
    assertEquals(NO_PICTURE, refusal(new byte[0]));
    assertEquals(NO_PICTURE, refusal("This is a text.\n".getBytes(StandardCharsets.US_ASCII)));
  }

  @Test
  void refusesMorePixelsThanTheLimitBeforeDecoding() throws Exception {
    byte[] bytes = TestingPictures.png(TestingPictures.noise(20, 30, 1));
    PictureReader reader = new PictureReader(599);
    PictureException e =
        assertThrows(
            PictureException.class,
            () -> reader.read(new PictureSource.InMemory(Buffer.buffer(bytes))));
    assertEquals("20x30 is 600 px, over the limit of 599 px", e.getMessage());
  }

  @Test
  void blamesTheSourceForAMissingFile(@TempDir Path folder) {
    PictureSource source = new PictureSource.InFile(folder.resolve("gone.png"));
    IOException e = assertThrows(IOException.class, () -> new PictureReader(1).read(source));
    assertTrue(e.getMessage().contains("gone.png"), e.getMessage());
  }

  @Test
  void refusesPngsCutAnywhere() throws Exception {
    byte[] whole = TestingPictures.resource("photos/chelsea_lr4.png");
    for (int length : cuts(whole.length)) {
      assertTrue(refusal(cut(whole, length)).startsWith("damaged PNG"), "at " + length);
    }
  }

  @Test
  void refusesPngsWithAFlippedByteOfImageData() throws Exception {
    byte[] whole = TestingPictures.resource("photos/chelsea_lr4.png");
    int data = new String(whole, StandardCharsets.ISO_8859_1).indexOf("IDAT") + 4;
    for (int at = data; at < whole.length - 16; at += (whole.length - data) / 20) {
      byte[] flipped = whole.clone();
      flipped[at] ^= 0x20;
      assertTrue(refusal(flipped).contains("checksum of its chunk IDAT"), "at " + at);
    }
  }

  @Test
  void refusesPngsWhoseDataEndsEarlyInWholeChunks() throws Exception {
    for (int percent : new int[] {5, 50, 95}) {
      byte[] bytes = TestingPng.withDataCut(TestingPictures.noise(64, 64, 2), percent);
      assertTrue(refusal(bytes).startsWith("damaged PNG"), percent + " %");
    }
  }

  @Test
  void neverHandsOutPartOfACutJpeg() throws Exception {
    for (boolean progressive : new boolean[] {false, true}) {
      byte[] whole = photoAsJpeg(progressive);
      byte[] samples = TestingPictures.read(whole).samples();
      int refused = 0;
      for (int length : cuts(whole.length)) {
        refused += refusedOrEqual(cut(whole, length), samples);
      }
      assertEquals(20, refused, "progressive " + progressive);
    }
  }

  @Test
  void readsAJpegWithStrayBytesBeforeItsEnd() throws Exception {
    byte[] whole = photoAsJpeg(false);
    byte[] padded = Arrays.copyOf(whole, whole.length + 3);
    padded[whole.length - 2] = 0;
    padded[whole.length - 1] = 0;
    padded[whole.length] = 0;
    padded[whole.length + 1] = (byte) 0xff;
    padded[whole.length + 2] = (byte) 0xd9;
    assertArrayEquals(
        TestingPictures.read(whole).samples(), TestingPictures.read(padded).samples());
  }

  private static byte[] photoAsJpeg(boolean progressive) throws IOException {
    BufferedImage photo =
        ImageIO.read(Path.of("src/test/resources/photos/coffee_lr4.png").toFile());
    BufferedImage opaque =
        new BufferedImage(photo.getWidth(), photo.getHeight(), BufferedImage.TYPE_3BYTE_BGR);
    opaque.createGraphics().drawImage(photo, 0, 0, Color.BLACK, null);
    return TestingPictures.jpeg(new IIOImage(opaque, null, null), progressive);
  }

  /** A cut that misses only bytes without picture in them may be read. */
  private static int refusedOrEqual(byte[] bytes, byte[] samples) throws IOException {
    try {
      assertArrayEquals(samples, TestingPictures.read(bytes).samples());
      return 0;
    } catch (PictureException e) {
      return 1;
    }
  }

  /** 20 lengths from 4 % to 99 %. */
  private static int[] cuts(int length) {
    return IntStream.range(0, 20).map(i -> length * (4 + 5 * i) / 100).toArray();
  }

  private static byte[] cut(byte[] bytes, int length) {
    return Arrays.copyOf(bytes, length);
  }

  private static String refusal(byte[] bytes) {
    return assertThrows(PictureException.class, () -> TestingPictures.read(bytes)).getMessage();
  }
}
