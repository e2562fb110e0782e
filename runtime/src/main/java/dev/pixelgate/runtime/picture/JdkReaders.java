package dev.pixelgate.runtime.picture;

import java.awt.image.BufferedImage;
import java.io.IOException;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/** The JDK's own readers, whatever else the class path has registered for their formats. */
final class JdkReaders {
  private JdkReaders() {}

  static ImageReader open(String format, ImageInputStream input) {
    for (var readers = ImageIO.getImageReadersByFormatName(format); readers.hasNext(); ) {
      ImageReader reader = readers.next();
      if (reader.getClass().getModule().equals(ImageIO.class.getModule())) {
        reader.setInput(input, false, true);
        return reader;
      }
    }
    throw new IllegalStateException("this JDK has no reader for " + format);
  }

  /** Reads the first picture, refusing what the reader only warns of. */
  static BufferedImage read(ImageReader reader, String format, ImageReadParam how)
      throws PictureException, IOException {
    DecodeWarnings warnings = new DecodeWarnings(format);
    reader.addIIOReadWarningListener(warnings);
    BufferedImage image = reader.read(0, how);
    warnings.check();
    return image;
  }
}
