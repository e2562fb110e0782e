package dev.pixelgate.bench;

import dev.pixelgate.runtime.ImageRuntime;
import dev.pixelgate.runtime.Progress;
import dev.pixelgate.runtime.RuntimeOptions;
import dev.pixelgate.runtime.UpscaleEnd;
import dev.pixelgate.runtime.UpscaleJob;
import dev.pixelgate.runtime.picture.PictureSource;
import dev.pixelgate.runtime.picture.PngEncoder;
import io.vertx.core.Vertx;
import java.awt.image.BufferedImage;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/**
 * One large picture through the runtime, and what memory it took. Three programs, so that each has
 * a heap of its own: {@code make PHOTO WIDTH HEIGHT IN}, {@code run IN OUT [DEVICE]}, {@code look
 * IN OUT PREVIEW}.
 */
final class LargePicture {
  private static final int RGB = 3;
  private static final int SCALE = 4;

  private LargePicture() {}

  public static void main(String[] args) throws Exception {
    switch (args[0]) {
      case "make" ->
          make(
              ImageIO.read(Path.of(args[1]).toFile()),
              Integer.parseInt(args[2]),
              Integer.parseInt(args[3]),
              Path.of(args[4]));
      case "run" -> run(Path.of(args[1]), Path.of(args[2]), args.length > 3 ? args[3] : "cpu");
      case "look" -> look(Path.of(args[1]), Path.of(args[2]), Path.of(args[3]));
      default -> throw new IllegalArgumentException("make, run or look, not " + args[0]);
    }
    // Vert.x' threads would keep the process.
    System.exit(0);
  }

  /** The photo side by side with its mirror images, as often as there is room. */
  private static void make(BufferedImage photo, int width, int height, Path file)
      throws IOException {
    byte[] row = new byte[width * RGB];
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file));
        PngEncoder encoder = new PngEncoder(out, width, height, false, Byte.SIZE)) {
      for (int y = 0; y < height; y++) {
        for (int x = 0; x < width; x++) {
          int colour = photo.getRGB(mirrored(x, photo.getWidth()), mirrored(y, photo.getHeight()));
          row[RGB * x] = (byte) (colour >> 16);
          row[RGB * x + 1] = (byte) (colour >> 8);
          row[RGB * x + 2] = (byte) colour;
        }
        encoder.rows(row, 0, 1);
      }
      encoder.finish();
    }
  }

  private static int mirrored(int index, int length) {
    int folded = index % (2 * length);
    return folded < length ? folded : 2 * length - 1 - folded;
  }

  private static void run(Path in, Path out, String device) throws Exception {
    Vertx vertx = Vertx.vertx();
    long start = System.nanoTime();
    UpscaleEnd end;
    try (OutputStream output = Files.newOutputStream(out)) {
      UpscaleJob job =
          new UpscaleJob(
              ImageRuntime.EMBEDDED_UPSCALER,
              new PictureSource.InFile(in),
              // Only the time-out of the worker follows from it.
              RuntimeOptions.DEFAULT_MAX_PIXELS,
              output,
              true,
              Progress.NONE);
      end =
          ImageRuntime.start(vertx, RuntimeOptions.defaults().withDevice(device))
              .compose(runtime -> runtime.upscale(job).eventually(runtime::close))
              .toCompletionStage()
              .toCompletableFuture()
              .get();
    }
    if (!(end instanceof UpscaleEnd.Done done)) {
      throw new IllegalStateException("it ended as " + end);
    }
    long seconds = Duration.ofNanos(System.nanoTime() - start).toSeconds();
    System.out.printf(
        "result=%dx%d png_mb=%d seconds=%d max_heap_mb=%d heap_pools_peak_mb=%d peak_rss_mb=%d%n",
        done.width(),
        done.height(),
        Files.size(out) / 1_000_000,
        seconds,
        Runtime.getRuntime().maxMemory() >> 20,
        heapPeak() >> 20,
        ProcessUsage.of(ProcessHandle.current().pid()).peakKb() >> 10);
  }

  /** The sum of each pool's own peak, hence no less than the heap's. */
  private static long heapPeak() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP)
        .map(MemoryPoolMXBean::getPeakUsage)
        .mapToLong(usage -> usage.getUsed())
        .sum();
  }

  /** Opens the result, every 16th pixel of it, and says how far it is from the input there. */
  private static void look(Path in, Path out, Path preview) throws IOException {
    int gap = 4 * SCALE;
    BufferedImage before = read(in, gap / SCALE);
    BufferedImage after = read(out, gap);
    long sum = 0;
    for (int y = 0; y < after.getHeight(); y++) {
      for (int x = 0; x < after.getWidth(); x++) {
        for (int shift = 0; shift < 24; shift += 8) {
          sum +=
              Math.abs((before.getRGB(x, y) >> shift & 255) - (after.getRGB(x, y) >> shift & 255));
        }
      }
    }
    ImageIO.write(after, "png", preview.toFile());
    System.out.printf(
        "opened: every %dth pixel differs from the input's by %.1f levels%n",
        gap, (double) sum / after.getWidth() / after.getHeight() / RGB);
  }

  private static BufferedImage read(Path file, int gap) throws IOException {
    ImageReader reader = ImageIO.getImageReadersByFormatName("png").next();
    try (ImageInputStream in = ImageIO.createImageInputStream(file.toFile())) {
      reader.setInput(in, true, true);
      ImageReadParam some = reader.getDefaultReadParam();
      some.setSourceSubsampling(gap, gap, 0, 0);
      return reader.read(0, some);
    } finally {
      reader.dispose();
    }
  }
}
