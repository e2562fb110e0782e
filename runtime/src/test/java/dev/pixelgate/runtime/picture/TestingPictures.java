package dev.pixelgate.runtime.picture;

import io.vertx.core.buffer.Buffer;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Pictures and their bytes for tests. */
public final class TestingPictures {
  private static final PictureReader READER = new PictureReader(1L << 24);

  private TestingPictures() {}

  public static byte[] resource(String name) throws IOException {
    return Files.readAllBytes(Path.of("src/test/resources", name));
  }

  public static Bitmap8 photo(String name) throws Exception {
    return read(resource(name));
  }

  public static Bitmap8 read(byte[] bytes) throws PictureException, IOException {
    return (Bitmap8) readAny(bytes);
  }

  public static Bitmap readAny(byte[] bytes) throws PictureException, IOException {
    return READER.read(new PictureSource.InMemory(Buffer.buffer(bytes)));
  }

  static int sample(Bitmap picture, int x, int y, int channel) {
    return switch (picture) {
      case Bitmap8 eight -> eight.sample(x, y, channel);
      case Bitmap16 sixteen -> sixteen.sample(x, y, channel);
    };
  }

  static int hash(Bitmap picture) {
    return switch (picture) {
      case Bitmap8 eight -> Arrays.hashCode(eight.samples());
      case Bitmap16 sixteen -> Arrays.hashCode(sixteen.samples());
    };
  }

  public static byte[] png(Bitmap8 picture) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (PngEncoder encoder =
        new PngEncoder(
            out, picture.width(), picture.height(), picture.hasAlpha(), picture.depth())) {
      encoder.rows(picture.samples(), 0, picture.height());
      encoder.finish();
    }
    return out.toByteArray();
  }

  static byte[] png(BufferedImage image) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(image, "png", out);
    return out.toByteArray();
  }

  static byte[] jpeg(IIOImage image, boolean progressive) throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (MemoryCacheImageOutputStream stream = new MemoryCacheImageOutputStream(out)) {
      writer.setOutput(stream);
      ImageWriteParam parameters = writer.getDefaultWriteParam();
      parameters.setProgressiveMode(
          progressive ? ImageWriteParam.MODE_DEFAULT : ImageWriteParam.MODE_DISABLED);
      writer.write(null, image, parameters);
    } finally {
      writer.dispose();
    }
    return out.toByteArray();
  }

  /** Noise, the same for the same seed. */
  public static Bitmap8 noise(int width, int height, long seed) {
    byte[] samples = new byte[width * height * Bitmap.RGB];
    new Random(seed).nextBytes(samples);
    return new Bitmap8(width, height, Bitmap.RGB, samples);
  }

  /** The left upper part. */
  public static Bitmap8 crop(Bitmap8 picture, int width, int height) {
    byte[] samples = new byte[width * height * Bitmap.RGB];
    int at = 0;
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        for (int channel = 0; channel < Bitmap.RGB; channel++) {
          samples[at++] = (byte) picture.sample(x, y, channel);
        }
      }
    }
    return new Bitmap8(width, height, Bitmap.RGB, samples);
  }

  /** Peak signal-to-noise ratio in dB over all but {@code margin} px on each side. */
  public static double psnr(Bitmap8 one, Bitmap8 other, int margin) {
    double sum = 0;
    long count = 0;
    for (int y = margin; y < one.height() - margin; y++) {
      for (int x = margin; x < one.width() - margin; x++) {
        for (int channel = 0; channel < Bitmap.RGB; channel++) {
          double difference = one.sample(x, y, channel) - other.sample(x, y, channel);
          sum += difference * difference;
          count++;
        }
      }
    }
    return 10 * Math.log10(255.0 * 255.0 * count / sum);
  }

  /** Largest difference of two samples over all but {@code margin} px on each side. */
  public static int worst(Bitmap8 one, Bitmap8 other, int margin) {
    int worst = 0;
    for (int y = margin; y < one.height() - margin; y++) {
      for (int x = margin; x < one.width() - margin; x++) {
        for (int channel = 0; channel < one.channels(); channel++) {
          int difference = one.sample(x, y, channel) - other.sample(x, y, channel);
          worst = Math.max(worst, Math.abs(difference));
        }
      }
    }
    return worst;
  }
}
