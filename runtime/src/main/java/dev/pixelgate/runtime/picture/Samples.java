package dev.pixelgate.runtime.picture;

import dev.pixelgate.runtime.picture.Decoded.Inks;
import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.IndexColorModel;
import java.awt.image.PixelInterleavedSampleModel;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.util.Arrays;

/**
 * Brings what ImageIO decoded into interleaved samples, as they are stored. {@link
 * BufferedImage#getRGB} would not do: it takes grey for linear light and brightens it.
 */
final class Samples {
  private Samples() {}

  /** Shares the samples where it can; looks palettes up; unpacks packed pixels. */
  static Decoded of(BufferedImage image) throws PictureException {
    ColorModel colours = image.getColorModel();
    WritableRaster raster = image.getRaster();
    if (colours instanceof IndexColorModel palette) {
      return lookUp(raster, palette);
    }
    boolean interleaved =
        raster.getSampleModel() instanceof PixelInterleavedSampleModel
            && (raster.getTransferType() == DataBuffer.TYPE_BYTE
                || raster.getTransferType() == DataBuffer.TYPE_USHORT);
    if (!interleaved) {
      return unpack(raster, colours);
    }
    if (colours.isAlphaPremultiplied()) {
      Premultiplied.undo(raster);
    }
    return Decoded.of(raster, inks(colours), colours.hasAlpha());
  }

  private static Inks inks(ColorModel colours) throws PictureException {
    return switch (colours.getColorSpace().getType()) {
      case ColorSpace.TYPE_GRAY -> Inks.GREY;
      case ColorSpace.TYPE_RGB -> Inks.RGB;
      case ColorSpace.TYPE_CMYK -> Inks.CMYK;
      default ->
          throw new PictureException(
              "pictures in "
                  + colours.getNumColorComponents()
                  + " colour channels that are not grey, RGB or CMYK are not read");
    };
  }

  private static Decoded lookUp(Raster raster, IndexColorModel palette) {
    // Of the size that fits all indices: one past the palette's end is a damaged file that decoders
    // paint black.
    int[] colours = new int[1 << 16];
    palette.getRGBs(colours);
    int size = palette.getMapSize();
    boolean grey = Arrays.stream(colours, 0, size).allMatch(Samples::isGrey);
    Inks inks = grey ? Inks.GREY : Inks.RGB;
    boolean alpha = palette.hasAlpha();
    Arrays.fill(colours, size, colours.length, 0xff000000);
    WritableRaster target = interleaved(raster, inks, alpha);
    int[] row = new int[raster.getWidth()];
    byte[] samples = new byte[row.length * target.getNumBands()];
    for (int y = 0; y < raster.getHeight(); y++) {
      raster.getSamples(0, y, row.length, 1, 0, row);
      int at = 0;
      for (int index : row) {
        at = put(colours[index & 0xffff], samples, at, inks, alpha);
      }
      target.setDataElements(0, y, row.length, 1, samples);
    }
    return Decoded.of(target, inks, alpha);
  }

  /** Packed pixels are RGB of up to 8 bits a sample, widened to 8. */
  private static Decoded unpack(Raster raster, ColorModel colours) throws PictureException {
    if (colours.getColorSpace().getType() != ColorSpace.TYPE_RGB
        || !colours.getColorSpace().isCS_sRGB()) {
      throw new PictureException("pictures with samples laid out so are not read: " + colours);
    }
    WritableRaster target = interleaved(raster, Inks.RGB, colours.hasAlpha());
    byte[] samples = new byte[raster.getWidth() * target.getNumBands()];
    for (int y = 0; y < raster.getHeight(); y++) {
      int at = 0;
      for (int x = 0; x < raster.getWidth(); x++) {
        int colour = colours.getRGB(raster.getDataElements(x, y, null));
        at = put(colour, samples, at, Inks.RGB, colours.hasAlpha());
      }
      target.setDataElements(0, y, raster.getWidth(), 1, samples);
    }
    return Decoded.of(target, Inks.RGB, colours.hasAlpha());
  }

  private static int put(int argb, byte[] samples, int start, Inks inks, boolean alpha) {
    int at = start;
    if (inks == Inks.RGB) {
      samples[at++] = (byte) (argb >> 16);
      samples[at++] = (byte) (argb >> 8);
    }
    samples[at++] = (byte) argb;
    if (alpha) {
      samples[at++] = (byte) (argb >> 24);
    }
    return at;
  }

  private static boolean isGrey(int argb) {
    int blue = argb & 0xff;
    return ((argb >> 16) & 0xff) == blue && ((argb >> 8) & 0xff) == blue;
  }

  private static WritableRaster interleaved(Raster like, Inks inks, boolean alpha) {
    return interleaved(
        DataBuffer.TYPE_BYTE, like.getWidth(), like.getHeight(), inks.bands() + (alpha ? 1 : 0));
  }

  /**
   * An empty picture of 8 bits a sample whose bands are in order, for readers that would otherwise
   * choose BGR, which costs one more pass and a copy.
   */
  static BufferedImage image(int width, int height, Inks inks, boolean alpha) {
    ColorModel colours =
        new ComponentColorModel(
            ColorSpace.getInstance(inks == Inks.GREY ? ColorSpace.CS_GRAY : ColorSpace.CS_sRGB),
            alpha,
            false,
            alpha ? Transparency.TRANSLUCENT : Transparency.OPAQUE,
            DataBuffer.TYPE_BYTE);
    int bands = inks.bands() + (alpha ? 1 : 0);
    return new BufferedImage(
        colours, interleaved(DataBuffer.TYPE_BYTE, width, height, bands), false, null);
  }

  /** A raster over interleaved RGB of 8 bits. */
  static WritableRaster rgb(byte[] samples, int width, int height) {
    return Raster.createInterleavedRaster(
        new DataBufferByte(samples, samples.length),
        width,
        height,
        3 * width,
        3,
        new int[] {0, 1, 2},
        null);
  }

  /** An empty raster, pixel by pixel, bands in order. */
  static WritableRaster interleaved(int type, int width, int height, int bands) {
    Math.multiplyExact(Math.multiplyExact(width, height), bands);
    return Raster.createInterleavedRaster(type, width, height, bands, null);
  }
}
