package dev.pixelgate.runtime.picture;

import dev.pixelgate.runtime.picture.Decoded.Inks;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/** JPEG through the JDK's libjpeg, which is given tables, frame and scans and nothing else. */
final class JpegDecoder implements Decoder {
  /** SOI and a JFIF segment: without one, or Adobe's, libjpeg and the JDK guess the colours. */
  private static final byte[] JFIF = {
    (byte) 0xff, (byte) 0xe0, 0, 16, 'J', 'F', 'I', 'F', 0, 1, 1, 0, 0, 1, 0, 1, 0, 0
  };

  /** Of Adobe's segment. */
  private static final int TRANSFORM = 11;

  private static final int YCCK = 2;

  @Override
  public Decoded decode(ImageInputStream input, PixelLimit limit)
      throws PictureException, IOException {
    JpegSegments segments = JpegSegments.read(input);
    JpegFrame frame = segments.frame();
    limit.check(frame.width(), frame.height());
    input.seek(segments.firstScan());
    JpegScans.check(input);
    ImageReader reader = JdkReaders.open("jpeg", plain(input, segments, frame));
    try {
      Decoded picture = frame.components() == 4 ? inks(reader, segments) : light(reader, frame);
      return picture.with(
          segments.profile(), segments.exif().map(Exif::orientation).orElse(Orientation.UPRIGHT));
    } finally {
      reader.dispose();
    }
  }

  private static ImageInputStream plain(
      ImageInputStream input, JpegSegments segments, JpegFrame frame) throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    head.write(0xff);
    head.write(0xd8);
    boolean guessed = segments.adobe().isEmpty() && !frame.namedRgb();
    if (frame.components() < 4 && (segments.hasJfif() || guessed)) {
      head.writeBytes(JFIF);
    }
    segments.adobe().ifPresent(data -> adobe(head, data));
    head.writeBytes(segments.tables());
    long start = segments.firstScan();
    return new SplicedInput(
        input,
        List.of(
            new SplicedInput.Own(head.toByteArray()),
            new SplicedInput.Range(start, input.length() - start)));
  }

  private static void adobe(ByteArrayOutputStream head, byte[] data) {
    head.write(0xff);
    head.write(0xee);
    head.write(0);
    head.write(2 + TRANSFORM + 1);
    head.write(data, 0, TRANSFORM + 1);
  }

  private static Decoded light(ImageReader reader, JpegFrame frame)
      throws PictureException, IOException {
    ImageReadParam how = reader.getDefaultReadParam();
    Inks inks = frame.components() == 1 ? Inks.GREY : Inks.RGB;
    how.setDestination(Samples.image(frame.width(), frame.height(), inks, false));
    return Samples.of(JdkReaders.read(reader, "JPEG", how));
  }

  /**
   * CMYK as a raster, which the JDK leaves as it is stored: inverted, as Adobe does it and as
   * viewers take it whether or not Adobe's segment is there.
   */
  private static Decoded inks(ImageReader reader, JpegSegments segments)
      throws PictureException, IOException {
    DecodeWarnings warnings = new DecodeWarnings("JPEG");
    reader.addIIOReadWarningListener(warnings);
    Raster stored = reader.readRaster(0, reader.getDefaultReadParam());
    warnings.check();
    if (stored.getNumBands() != 4 || stored.getTransferType() != DataBuffer.TYPE_BYTE) {
      throw new PictureException("damaged JPEG: " + stored.getNumBands() + " bands instead of 4");
    }
    WritableRaster cmyk =
        Samples.interleaved(DataBuffer.TYPE_BYTE, stored.getWidth(), stored.getHeight(), 4);
    boolean ycck = segments.adobe().filter(data -> data[TRANSFORM] == YCCK).isPresent();
    int[] row = new int[stored.getWidth() * 4];
    for (int y = 0; y < stored.getHeight(); y++) {
      stored.getPixels(0, y, stored.getWidth(), 1, row);
      for (int pixel = 0; pixel < row.length; pixel += 4) {
        if (ycck) {
          toInverted(row, pixel);
        }
        for (int band = 0; band < 4; band++) {
          row[pixel + band] = 255 - row[pixel + band];
        }
      }
      cmyk.setPixels(0, y, stored.getWidth(), 1, row);
    }
    return Decoded.of(cmyk, Inks.CMYK, false);
  }

  /** YCbCr of the inks C, M and Y (ITU-T T.871) to those inks inverted, as Adobe stores CMYK. */
  private static void toInverted(int[] row, int pixel) {
    double luma = row[pixel];
    double blue = row[pixel + 1] - 128;
    double red = row[pixel + 2] - 128;
    row[pixel] = 255 - clamp(luma + 1.402 * red);
    row[pixel + 1] = 255 - clamp(luma - 0.344136 * blue - 0.714136 * red);
    row[pixel + 2] = 255 - clamp(luma + 1.772 * blue);
  }

  private static int clamp(double value) {
    return (int) Math.max(0, Math.min(255, Math.round(value)));
  }
}
