package dev.pixelgate.runtime.picture;

import java.awt.image.BufferedImage;
import java.io.IOException;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/**
 * Reads PNG and JPEG into {@link Bitmap}. The format is told by the first bytes, the size by the
 * header before anything is decoded; a picture comes out whole or not at all.
 *
 * <p>Samples are taken as they are stored: alpha is left out without compositing, colour profiles
 * and the EXIF orientation are not applied. That is what ai-runner does with an input.
 */
public final class PictureReader {
  private static final int PNG_START = 0x89504e47;
  private static final int JPEG_START = 0xffd8ff00;
  private static final int JPEG_MASK = 0xffffff00;
  private static final int SHORTEST = 4;

  private final long maxPixels;

  /** A reader that refuses more than {@code maxPixels} (width times height). */
  public PictureReader(long maxPixels) {
    this.maxPixels = maxPixels;
  }

  /**
   * Reads one picture.
   *
   * @throws PictureException when the picture is at fault
   * @throws IOException when the source cannot be opened
   */
  public Bitmap read(PictureSource source) throws PictureException, IOException {
    try (ImageInputStream input = source.open()) {
      return read(input);
    }
  }

  private Bitmap read(ImageInputStream input) throws PictureException {
    ImageReader reader = null;
    String format = "picture";
    try {
      format = format(input);
      reader = ImageIO.getImageReadersByFormatName(format).next();
      if (format.equals("PNG")) {
        PngChunks.check(input);
      }
      reader.setInput(input, true, true);
      checkSize(reader);
      return decode(reader, format);
    } catch (IOException | RuntimeException e) {
      // ImageIO's decoders answer damage with any of its and many of Java's exceptions.
      throw new PictureException(reason(format, e), e);
    } finally {
      if (reader != null) {
        reader.dispose();
      }
    }
  }

  private static String format(ImageInputStream input) throws PictureException, IOException {
    int start = input.length() < SHORTEST ? 0 : input.readInt();
    input.seek(0);
    if (start == PNG_START) {
      return "PNG";
    }
    if ((start & JPEG_MASK) == JPEG_START) {
      return "JPEG";
    }
    throw new PictureException("not a PNG or JPEG picture");
  }

  private void checkSize(ImageReader reader) throws PictureException, IOException {
    long width = reader.getWidth(0);
    long height = reader.getHeight(0);
    if (width * height > maxPixels) {
      throw new PictureException(
          width
              + "x"
              + height
              + " is "
              + width * height
              + " px, over the limit of "
              + maxPixels
              + " px");
    }
  }

  private static Bitmap decode(ImageReader reader, String format)
      throws PictureException, IOException {
    DecodeWarnings warnings = new DecodeWarnings();
    reader.addIIOReadWarningListener(warnings);
    BufferedImage image = reader.read(0);
    if (warnings.firstDamage().isPresent()) {
      throw new PictureException("damaged " + format + ": " + warnings.firstDamage().get());
    }
    return Samples.rgb(image);
  }

  private static String reason(String format, Exception e) {
    return "damaged " + format + ": " + (e.getMessage() == null ? e.toString() : e.getMessage());
  }
}
