package dev.pixelgate.runtime.picture;

import com.twelvemonkeys.imageio.plugins.webp.WebPImageReaderSpi;
import dev.pixelgate.runtime.picture.Decoded.Inks;
import dev.pixelgate.runtime.picture.WebpChunks.Chunk;
import dev.pixelgate.runtime.picture.WebpChunks.Place;
import dev.pixelgate.runtime.picture.vp8.Vp8;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.WritableRaster;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/**
 * WebP through TwelveMonkeys' reader, which is shown one bit stream at a time as a simple file: of
 * extended files it (3.14.0) reads lossy animations in wrong colours and no uncompressed alpha.
 */
final class WebpDecoder implements Decoder {
  private static final int LOSSY_HEADER_BYTES = 10;
  private static final byte START_CODE = (byte) 0x9d;
  private static final int LOSSLESS_HEADER_BYTES = 5;
  private static final int LOSSLESS_SIGNATURE = 0x2f;

  /**
   * The reader takes 8 bytes at a time and calls it the end when there are fewer. Behind these
   * stands a wall, as it overlooks an end of file: throwing and catching an exception for each
   * symbol, 10 us and 700 bytes of garbage each, it paints all of a picture of which 50 bytes are
   * there.
   */
  private static final int READ_AHEAD_BYTES = 16;

  @Override
  public Decoded decode(ImageInputStream input, PixelLimit limit)
      throws PictureException, IOException {
    WebpChunks chunks = WebpChunks.read(input);
    Place size = size(input, chunks);
    limit.check(size.width(), size.height());
    Place canvas = chunks.canvas().orElse(size);
    limit.check(canvas.width(), canvas.height());
    Place frame = chunks.frame().orElse(canvas);
    if (size.width() != frame.width() || size.height() != frame.height()) {
      throw new PictureException(
          "damaged WebP: a picture of %dx%d px in a frame of %dx%d px"
              .formatted(size.width(), size.height(), frame.width(), frame.height()));
    }
    Decoded picture = picture(input, chunks, size);
    if (!frame.equals(canvas)) {
      picture = Canvas.place(picture, canvas.width(), canvas.height(), frame.left(), frame.top());
    }
    return picture.with(
        chunks.profile(), chunks.exif().map(Exif::orientation).orElse(Orientation.UPRIGHT));
  }

  /** Of the bit stream itself. */
  private static Place size(ImageInputStream input, WebpChunks chunks)
      throws PictureException, IOException {
    if (chunks.lossy().isPresent()) {
      ByteBuffer start = start(input, chunks.lossy().get(), LOSSY_HEADER_BYTES);
      if ((start.get(0) & 1) != 0 || start.get(3) != START_CODE || start.getShort(4) != 0x2a01) {
        throw new PictureException("damaged WebP: its lossy picture begins with no key frame");
      }
      return new Place(0, 0, start.getShort(6) & 0x3fff, start.getShort(8) & 0x3fff);
    }
    if (chunks.lossless().isPresent()) {
      ByteBuffer start = start(input, chunks.lossless().get(), LOSSLESS_HEADER_BYTES);
      int sides = start.getInt(1);
      return new Place(0, 0, 1 + (sides & 0x3fff), 1 + ((sides >> 14) & 0x3fff));
    }
    throw new PictureException("damaged WebP: no picture in it");
  }

  private static ByteBuffer start(ImageInputStream input, Chunk chunk, int bytes)
      throws PictureException, IOException {
    if (chunk.length() < bytes) {
      throw new PictureException("damaged WebP: its bit stream has " + chunk.length() + " bytes");
    }
    byte[] start = new byte[bytes];
    input.seek(chunk.start());
    input.readFully(start);
    return ByteBuffer.wrap(start).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static Decoded picture(ImageInputStream input, WebpChunks chunks, Place size)
      throws PictureException, IOException {
    if (chunks.lossless().isPresent()) {
      return Samples.of(read(input, chunks.lossless().get(), new byte[0]));
    }
    Decoded opaque = lossy(input, chunks.lossy().orElseThrow(), size);
    if (chunks.alpha().isEmpty() || chunks.alpha().get().length() == 0) {
      return opaque;
    }
    byte[] alpha = WebpAlpha.read(input, chunks.alpha().get(), size, WebpDecoder::greens);
    return withAlpha(opaque, alpha);
  }

  private static Decoded lossy(ImageInputStream input, Chunk chunk, Place size) throws IOException {
    byte[] frame = new byte[(int) chunk.length()];
    input.seek(chunk.start());
    input.readFully(frame);
    return Decoded.of(Samples.rgb(Vp8.rgb(frame), size.width(), size.height()), Inks.RGB, false);
  }

  private static Decoded withAlpha(Decoded opaque, byte[] alpha) {
    int width = opaque.raster().getWidth();
    int height = opaque.raster().getHeight();
    WritableRaster raster = Samples.interleaved(DataBuffer.TYPE_BYTE, width, height, Bitmap.RGBA);
    int[] row = new int[width];
    for (int y = 0; y < height; y++) {
      for (int band = 0; band < Bitmap.RGB; band++) {
        opaque.raster().getSamples(0, y, width, 1, band, row);
        raster.setSamples(0, y, width, 1, band, row);
      }
      for (int x = 0; x < width; x++) {
        row[x] = alpha[y * width + x] & 0xff;
      }
      raster.setSamples(0, y, width, 1, Bitmap.RGB, row);
    }
    return Decoded.of(raster, Inks.RGB, true);
  }

  /** Compressed alpha is a lossless picture without its header; alpha is the green. */
  private static byte[] greens(ImageInputStream input, Chunk data, Place size)
      throws PictureException, IOException {
    byte[] header = new byte[LOSSLESS_HEADER_BYTES];
    ByteBuffer.wrap(header)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put((byte) LOSSLESS_SIGNATURE)
        .putInt((size.width() - 1) | ((size.height() - 1) << 14));
    BufferedImage image = read(input, data, header);
    byte[] greens = new byte[size.width() * size.height()];
    int[] row = new int[size.width()];
    for (int y = 0; y < size.height(); y++) {
      image.getRaster().getSamples(0, y, size.width(), 1, 1, row);
      for (int x = 0; x < size.width(); x++) {
        greens[y * size.width() + x] = (byte) row[x];
      }
    }
    return greens;
  }

  private static BufferedImage read(ImageInputStream input, Chunk chunk, byte[] before)
      throws PictureException, IOException {
    int length = (int) (before.length + chunk.length());
    int odd = length & 1;
    byte[] head =
        ByteBuffer.allocate(20 + before.length)
            .order(ByteOrder.LITTLE_ENDIAN)
            .put(ascii("RIFF"))
            .putInt(12 + length + odd)
            .put(ascii("WEBPVP8L"))
            .putInt(length)
            .put(before)
            .array();
    ImageReader reader = new WebPImageReaderSpi().createReaderInstance(null);
    try {
      DecodeWarnings warnings = new DecodeWarnings("WebP");
      reader.addIIOReadWarningListener(warnings);
      reader.setInput(
          new SplicedInput(
              input,
              List.of(
                  new SplicedInput.Own(head),
                  new SplicedInput.Range(chunk.start(), chunk.length()),
                  new SplicedInput.Own(new byte[READ_AHEAD_BYTES]),
                  new SplicedInput.Wall())),
          false,
          true);
      BufferedImage image = reader.read(0);
      warnings.check();
      return image;
    } finally {
      reader.dispose();
    }
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /** Decodes a lossless stream without header. */
  @FunctionalInterface
  interface Lossless {
    byte[] greens(ImageInputStream input, Chunk data, Place size)
        throws PictureException, IOException;
  }
}
