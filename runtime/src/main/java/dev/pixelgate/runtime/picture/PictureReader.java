package dev.pixelgate.runtime.picture;

import java.io.IOException;
import javax.imageio.stream.ImageInputStream;

/**
 * Reads pictures as people have them into a {@link Bitmap}: PNG, JPEG, WebP, GIF, BMP and TIFF, the
 * first frame or page, turned upright, in sRGB, with their alpha and with 16 bits where the file
 * has them. The format is told by the first bytes, the size by the header before anything is
 * decoded; a picture comes out whole or not at all.
 *
 * <p>Memory while reading: the samples twice (once as decoded, once upright and in order, where
 * that differs) and small change; docs/pictures.md has the numbers.
 */
public final class PictureReader {
  private final PixelLimit limit;

  /** A reader that refuses more than {@code maxPixels} (width times height). */
  public PictureReader(long maxPixels) {
    this.limit = new PixelLimit(maxPixels);
  }

  /**
   * Reads one picture.
   *
   * @throws PictureException when the picture is at fault
   * @throws IOException when the source cannot be opened
   */
  public Bitmap read(PictureSource source) throws PictureException, IOException {
    try (ImageInputStream opened = source.open()) {
      return read(SplicedInput.whole(opened));
    }
  }

  private Bitmap read(ImageInputStream input) throws PictureException {
    String label = "picture";
    try {
      PictureFormat format = PictureFormat.of(input);
      label = format.label();
      return Packing.pack(Colours.toSrgb(format.decoder().decode(input, limit)));
    } catch (IOException | RuntimeException | StackOverflowError | AssertionError e) {
      // Decoders answer damage with any of ImageIO's and many of Java's exceptions.
      refuseOutOfMemory(e);
      throw new PictureException(reason(label, e), e);
    }
  }

  /** A heap that is too small is no fault of the picture; the JDK's PNG reader says it is. */
  private static void refuseOutOfMemory(Throwable e) {
    for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
      if (cause instanceof OutOfMemoryError error) {
        throw error;
      }
    }
  }

  private static String reason(String format, Throwable e) {
    return "damaged " + format + ": " + (e.getMessage() == null ? e.toString() : e.getMessage());
  }
}
