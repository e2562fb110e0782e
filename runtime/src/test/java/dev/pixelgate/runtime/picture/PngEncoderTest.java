package dev.pixelgate.runtime.picture;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.buffer.Buffer;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PngEncoderTest {
  @ParameterizedTest
  @CsvSource({
    "1, 1, false, 8",
    "1, 300, true, 16",
    "30000, 3, true, 16",
    "31, 17, true, 8",
    "300, 200, false, 8",
    "300, 200, false, 16",
    "700, 500, true, 8"
  })
  void comesBackAsItWasWritten(int width, int height, boolean alpha, int depth) throws Exception {
    byte[] samples = photoAboveFlatAboveNoise(width, height, alpha, depth);
    byte[] png = encode(samples, width, height, alpha, depth, height);
    PngChunks.read(new BufferImageInput(Buffer.buffer(png)));
    assertArrayEquals(samples, decode(png, depth));
  }

  @Test
  void writesTheSameBytesInHoweverManyCallsTheRowsCome() throws Exception {
    byte[] samples = photoAboveFlatAboveNoise(200, 301, false, 8);
    byte[] once = encode(samples, 200, 301, false, 8, 301);
    assertArrayEquals(once, encode(samples, 200, 301, false, 8, 1));
    assertArrayEquals(once, encode(samples, 200, 301, false, 8, 7));
  }

  @ParameterizedTest
  @CsvSource({"200, 301", "5000, 40", "70000, 7", "64, 65", "1, 1"})
  void writesTheSameBytesOnHoweverManyThreads(int width, int height) throws Exception {
    byte[] samples = photoAboveFlatAboveNoise(width, height, false, 8);
    byte[] one = encodeOn(1, samples, width, height, height);
    for (int lanes : new int[] {2, 3, 16}) {
      assertArrayEquals(one, encodeOn(lanes, samples, width, height, height));
      assertArrayEquals(one, encodeOn(lanes, samples, width, height, 37));
    }
  }

  @Test
  void saysThatItsColoursAreSrgb() throws Exception {
    byte[] png = encode(new byte[3], 1, 1, false, 8, 1);
    // Behind the signature and IHDR: length 1, type, perceptual intent.
    assertArrayEquals(
        new byte[] {0, 0, 0, 1, 's', 'R', 'G', 'B', 0}, Arrays.copyOfRange(png, 33, 42));
  }

  @Test
  void searchesFlatPicturesForRepetitions() throws Exception {
    int side = 1000;
    byte[] png = encode(new byte[side * side * 3], side, side, false, 8, side);
    // Huffman codes alone take one bit a byte: 375,000 bytes.
    assertTrue(png.length < 20_000, png.length + " bytes");
  }

  @Test
  void codesPhotosSmallerThanTheSearchDoes() throws Exception {
    Bitmap8 photo = TestingPictures.photo("golden/coffee_realesr-general-x4v3.png");
    byte[] png = encode(photo.samples(), photo.width(), photo.height(), false, 8, photo.height());
    // Deflate's level 3 over the same filter: 313,000 bytes.
    assertTrue(png.length < 295_000, png.length + " bytes");
  }

  @Test
  void refusesToEndBeforeTheLastRow() throws Exception {
    try (PngEncoder encoder = new PngEncoder(new ByteArrayOutputStream(), 2, 3, false, 8)) {
      encoder.rows(new byte[12], 0, 2);
      assertThrows(IllegalStateException.class, encoder::finish);
    }
  }

  @Test
  void writesNothingBeforeTheFirstRow() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new PngEncoder(out, 2, 3, false, 8).close();
    assertEquals(0, out.size());
  }

  private static byte[] encodeOn(int lanes, byte[] samples, int width, int height, int rowsAtOnce)
      throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (PngEncoder encoder = new PngEncoder(out, width, height, false, 8, lanes)) {
      for (int row = 0; row < height; row += rowsAtOnce) {
        encoder.rows(samples, row * 3 * width, Math.min(rowsAtOnce, height - row));
      }
      encoder.finish();
    }
    return out.toByteArray();
  }

  private static byte[] encode(
      byte[] samples, int width, int height, boolean alpha, int depth, int rowsAtOnce)
      throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (PngEncoder encoder = new PngEncoder(out, width, height, alpha, depth)) {
      int rowBytes = samples.length / height;
      for (int row = 0; row < height; row += rowsAtOnce) {
        encoder.rows(samples, row * rowBytes, Math.min(rowsAtOnce, height - row));
      }
      encoder.finish();
    }
    return out.toByteArray();
  }

  private static byte[] decode(byte[] png, int depth) throws IOException {
    Raster raster = ImageIO.read(new ByteArrayInputStream(png)).getRaster();
    assertEquals(
        depth == 8 ? DataBuffer.TYPE_BYTE : DataBuffer.TYPE_USHORT,
        raster.getSampleModel().getDataType());
    int[] values = raster.getPixels(0, 0, raster.getWidth(), raster.getHeight(), (int[]) null);
    int bytes = depth / 8;
    byte[] samples = new byte[values.length * bytes];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (byte) (values[i / bytes] >> 8 * (bytes - 1 - i % bytes));
    }
    return samples;
  }

  /** Changes its kind twice, so that the strategy changes within the picture too. */
  private static byte[] photoAboveFlatAboveNoise(int width, int height, boolean alpha, int depth) {
    byte[] samples = new byte[width * height * (alpha ? 4 : 3) * depth / 8];
    Random random = new Random(width);
    int third = samples.length / 3;
    for (int i = 0; i < third; i++) {
      samples[i] = (byte) (100 + 50 * Math.sin(i / 3000.0) + random.nextInt(6));
    }
    for (int i = 2 * third; i < samples.length; i++) {
      samples[i] = (byte) random.nextInt();
    }
    return samples;
  }
}
