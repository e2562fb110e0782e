package dev.pixelgate.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pixelgate.runtime.model.TestingOnnx;
import dev.pixelgate.runtime.picture.PngEncoder;
import java.awt.image.BufferedImage;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A result of 201 MB of samples in a heap of 128 MiB, in a process of its own. */
class LargePictureTest {
  private static final int SIDE = 2048;
  private static final int GAP = 61;

  @TempDir Path folder;

  @Test
  void upscalesIntoMoreThanTheHeapHolds() throws Exception {
    TestingOnnx.add(folder.resolve("models"), TestingLargeJob.MODEL, 256, 16);
    Path input = folder.resolve("in.png");
    Path output = folder.resolve("out.png");
    writePicture(input);
    Path log = folder.resolve("log.txt");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                TestingLargeJob.class.getName(),
                folder.resolve("models").toString(),
                input.toString(),
                output.toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    try {
      assertTrue(process.waitFor(120, TimeUnit.SECONDS), () -> read(log));
      assertEquals(0, process.exitValue(), () -> read(log));
    } finally {
      process.destroyForcibly();
    }
    checkResult(output);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file, StandardCharsets.UTF_8);
    } catch (IOException e) {
      return e.toString();
    }
  }

  private static int colour(int x, int y) {
    return (x * 7 & 255) << 16 | (y * 5 & 255) << 8 | (x ^ y) & 255;
  }

  private static void writePicture(Path file) throws IOException {
    byte[] row = new byte[SIDE * 3];
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file));
        PngEncoder encoder = new PngEncoder(out, SIDE, SIDE, false, 8)) {
      for (int y = 0; y < SIDE; y++) {
        for (int x = 0; x < SIDE; x++) {
          int colour = colour(x, y);
          row[3 * x] = (byte) (colour >> 16);
          row[3 * x + 1] = (byte) (colour >> 8);
          row[3 * x + 2] = (byte) colour;
        }
        encoder.rows(row, 0, 1);
      }
      encoder.finish();
    }
  }

  /** Looks at every 61st pixel of both directions. */
  private static void checkResult(Path file) throws IOException {
    ImageReader reader = ImageIO.getImageReadersByFormatName("png").next();
    try (ImageInputStream in = ImageIO.createImageInputStream(file.toFile())) {
      reader.setInput(in, true, true);
      assertEquals(4 * SIDE, reader.getWidth(0));
      assertEquals(4 * SIDE, reader.getHeight(0));
      ImageReadParam some = reader.getDefaultReadParam();
      some.setSourceSubsampling(GAP, GAP, 0, 0);
      BufferedImage image = reader.read(0, some);
      for (int y = 0; y < image.getHeight(); y++) {
        for (int x = 0; x < image.getWidth(); x++) {
          int expected = colour(x * GAP / 4, y * GAP / 4);
          assertEquals(expected, image.getRGB(x, y) & 0xffffff, x * GAP + "," + y * GAP);
        }
      }
    } finally {
      reader.dispose();
    }
  }
}
