package dev.pixelgate.bench;

import dev.pixelgate.runtime.picture.PngEncoder;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.zip.Deflater;
import javax.imageio.ImageIO;

/** Time against size: every filter at several levels of deflate, and what our encoder does. */
public final class PngTable {
  private static final int ROUNDS = 7;
  private static final int[] LEVELS = {1, 2, 3, 4, 6};

  private final String name;
  private final int width;
  private final int height;
  private final byte[] samples;

  private PngTable(File file) throws IOException {
    BufferedImage image = ImageIO.read(file);
    this.name = file.getName();
    this.width = image.getWidth();
    this.height = image.getHeight();
    this.samples = new byte[3 * width * height];
    for (int i = 0; i < width * height; i++) {
      int rgb = image.getRGB(i % width, i / width);
      samples[3 * i] = (byte) (rgb >> 16);
      samples[3 * i + 1] = (byte) (rgb >> 8);
      samples[3 * i + 2] = (byte) rgb;
    }
  }

  /** Arguments: pictures. */
  public static void main(String[] args) throws Exception {
    for (String file : args) {
      new PngTable(new File(file)).print();
    }
  }

  private void print() throws Exception {
    System.out.println(name + " " + width + "x" + height + ": CPU ms/Mpx, bytes/px");
    for (PngFilter filter : PngFilter.specified()) {
      for (int level : LEVELS) {
        row(filter + " level " + level, () -> deflate(filter, level, Deflater.DEFAULT_STRATEGY));
      }
      row(filter + " Huffman only", () -> deflate(filter, 1, Deflater.HUFFMAN_ONLY));
    }
    row("our encoder", this::encode);
    row("ImageIO", this::imageIo);
  }

  /** The best of several rounds: what other work adds is no matter of the coder. */
  private void row(String what, Callable<Integer> coder) throws Exception {
    double best = Double.MAX_VALUE;
    int bytes = 0;
    for (int round = 0; round < ROUNDS; round++) {
      long start = CpuClock.nanos();
      bytes = coder.call();
      best = Math.min(best, (CpuClock.nanos() - start) / 1e6);
    }
    double megapixels = width * height / 1e6;
    System.out.printf(
        Locale.ROOT, "  %-22s %6.1f %7.3f%n", what, best / megapixels, bytes / megapixels / 1e6);
  }

  private int deflate(PngFilter filter, int level, int strategy) {
    Deflater deflater = new Deflater(level);
    deflater.setStrategy(strategy);
    byte[] filtered = new byte[3 * width];
    byte[] packed = new byte[65536];
    // The first row's filter is left out: it has no row above.
    for (int row = 1; row < height; row++) {
      int at = 3 * row * width;
      filter.apply(samples, at, at - 3 * width, 3 * width, filtered);
      deflater.setInput(filtered);
      while (!deflater.needsInput()) {
        deflater.deflate(packed);
      }
    }
    deflater.finish();
    while (!deflater.finished()) {
      deflater.deflate(packed);
    }
    int bytes = (int) deflater.getBytesWritten();
    deflater.end();
    return bytes;
  }

  private int encode() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (PngEncoder encoder = new PngEncoder(out, width, height, false, 8)) {
      encoder.rows(samples, 0, height);
      encoder.finish();
    }
    return out.size();
  }

  private int imageIo() throws IOException {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
    image.getRaster().setDataElements(0, 0, width, height, samples);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(image, "png", out);
    return out.size();
  }
}
