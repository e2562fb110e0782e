package dev.pixelgate.bench;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Random;
import javax.imageio.ImageIO;

/** PNGs that are the same in every run. */
final class Pictures {
  private static final int SEED = 7;
  private static final int BLOCK = 16;

  private Pictures() {}

  /**
   * Blocks of colour under noise: 4 bits at 64x64 make 10 kB, 2 bits at 256x256 make 108 kB like a
   * photo's, 0 bits 4 kB.
   *
   * @param noiseBits per sample, 0 to 8
   */
  static byte[] png(int side, int noiseBits) {
    Random random = new Random(SEED);
    BufferedImage image = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < side; y++) {
      for (int x = 0; x < side; x++) {
        int noise = random.nextInt(1 << 24) & 0x010101 * ((1 << noiseBits) - 1);
        int block = ((x / BLOCK * BLOCK) << 16) | ((y / BLOCK * BLOCK) << 8) | 128;
        image.setRGB(x, y, block ^ noise);
      }
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "png", bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
