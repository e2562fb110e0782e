package dev.pixelgate.bench;

import dev.pixelgate.runtime.ImageRuntime;
import dev.pixelgate.runtime.Progress;
import dev.pixelgate.runtime.RuntimeOptions;
import dev.pixelgate.runtime.UpscaleEnd;
import dev.pixelgate.runtime.UpscaleJob;
import dev.pixelgate.runtime.picture.Bitmap;
import dev.pixelgate.runtime.picture.PictureException;
import dev.pixelgate.runtime.picture.PictureReader;
import dev.pixelgate.runtime.picture.PictureSource;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.imageio.ImageIO;

/**
 * Draws a contact sheet of a folder's pictures: each as it is, by bicubic interpolation, and by the
 * own runtime, all at 4x. Arguments: the folder, the sheet to write, optionally a model id and a
 * model folder.
 */
final class ContactSheet {
  private static final long MAX_PIXELS = 1 << 20;
  private static final Set<String> ENDINGS =
      Set.of("png", "jpg", "jpeg", "webp", "gif", "bmp", "tif", "tiff");

  private final ImageRuntime runtime;
  private final String model;

  private ContactSheet(ImageRuntime runtime, String model) {
    this.runtime = runtime;
    this.model = model;
  }

  public static void main(String[] arguments) throws Exception {
    String model = arguments.length > 2 ? arguments[2] : ImageRuntime.EMBEDDED_UPSCALER;
    Path models = Path.of(arguments.length > 3 ? arguments[3] : "models");
    Vertx vertx = Vertx.vertx();
    try {
      ImageRuntime runtime =
          ImageRuntime.start(vertx, RuntimeOptions.defaults().withModelFolder(models))
              .await(1, TimeUnit.MINUTES);
      BufferedImage sheet = new ContactSheet(runtime, model).draw(Path.of(arguments[0]));
      write(sheet, Path.of(arguments[1]));
      runtime.close().await(1, TimeUnit.MINUTES);
    } finally {
      vertx.close().await(1, TimeUnit.MINUTES);
    }
  }

  private BufferedImage draw(Path folder) throws Exception {
    SheetCanvas canvas = new SheetCanvas();
    for (Path file : pictures(folder)) {
      Buffer bytes = Buffer.buffer(Files.readAllBytes(file));
      BufferedImage before = decoded(bytes);
      canvas.add(file.getFileName().toString(), before, decoded(upscaled(file, bytes)));
    }
    return canvas.image();
  }

  private static List<Path> pictures(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> pictures = new ArrayList<>();
      files.filter(ContactSheet::isPicture).sorted().forEach(pictures::add);
      return pictures;
    }
  }

  private static boolean isPicture(Path file) {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    return ENDINGS.contains(name.substring(name.lastIndexOf('.') + 1));
  }

  private Buffer upscaled(Path file, Buffer bytes) throws Exception {
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    UpscaleJob job =
        new UpscaleJob(
            model, new PictureSource.InMemory(bytes), MAX_PIXELS, png, false, Progress.NONE);
    UpscaleEnd end = runtime.upscale(job).await(10, TimeUnit.MINUTES);
    if (!(end instanceof UpscaleEnd.Done)) {
      throw new IOException(file + ": " + end);
    }
    return Buffer.buffer(png.toByteArray());
  }

  /** As JPEG: a sheet of photos is five times as large in PNG, and it is only looked at. */
  private static void write(BufferedImage sheet, Path file) throws IOException {
    if (!ImageIO.write(sheet, "jpeg", file.toFile())) {
      throw new IOException("no writer for " + file);
    }
  }

  private static BufferedImage decoded(Buffer bytes) throws PictureException, IOException {
    Bitmap bitmap = new PictureReader(16 * MAX_PIXELS).read(new PictureSource.InMemory(bytes));
    return SheetCanvas.image(bitmap);
  }
}
