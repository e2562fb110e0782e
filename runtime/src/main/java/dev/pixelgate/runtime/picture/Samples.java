package dev.pixelgate.runtime.picture;

import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.awt.image.SampleModel;

/**
 * Turns what ImageIO decoded into 8-bit RGB, from the stored samples. {@link BufferedImage#getRGB}
 * would not do: it takes grey for linear light and brightens it, and converts from an embedded
 * profile.
 */
final class Samples {
  private static final int MAX_16_BIT = 65535;

  private Samples() {}

  /** Palettes are looked up, grey is repeated, 16 bit is rounded to 8, alpha is left out. */
  static Bitmap8 rgb(BufferedImage image) throws PictureException {
    int width = image.getWidth();
    int height = image.getHeight();
    byte[] rgb = new byte[Math.multiplyExact(width * height, Bitmap.RGB)];
    if (image.getColorModel() instanceof IndexColorModel palette) {
      lookUp(image.getRaster(), palette, rgb);
    } else {
      copy(image.getRaster(), image.getColorModel(), rgb);
    }
    return new Bitmap8(width, height, Bitmap.RGB, rgb);
  }

  private static void lookUp(Raster raster, IndexColorModel palette, byte[] rgb) {
    int[] colors = new int[palette.getMapSize()];
    palette.getRGBs(colors);
    int[] row = new int[raster.getWidth()];
    int at = 0;
    for (int y = 0; y < raster.getHeight(); y++) {
      raster.getSamples(0, y, row.length, 1, 0, row);
      for (int index : row) {
        // An index past the palette's end is a damaged file that decoders paint black.
        int color = index < colors.length ? colors[index] : 0;
        rgb[at++] = (byte) (color >> 16);
        rgb[at++] = (byte) (color >> 8);
        rgb[at++] = (byte) color;
      }
    }
  }

  private static void copy(Raster raster, ColorModel colors, byte[] rgb) throws PictureException {
    SampleModel model = raster.getSampleModel();
    int bands = model.getNumBands();
    boolean grey = colors.getNumColorComponents() == 1;
    if (!grey && colors.getNumColorComponents() != Bitmap.RGB) {
      throw new PictureException(
          "pictures in "
              + colors.getNumColorComponents()
              + " colour channels (CMYK or YCCK) are not read; RGB and grey are");
    }
    boolean wide = model.getDataType() == DataBuffer.TYPE_USHORT;
    int[] row = new int[raster.getWidth() * bands];
    int at = 0;
    for (int y = 0; y < raster.getHeight(); y++) {
      raster.getPixels(0, y, raster.getWidth(), 1, row);
      for (int pixel = 0; pixel < row.length; pixel += bands) {
        for (int channel = 0; channel < Bitmap.RGB; channel++) {
          int sample = row[grey ? pixel : pixel + channel];
          rgb[at++] = (byte) (wide ? narrow(sample) : sample);
        }
      }
    }
  }

  private static int narrow(int sample) {
    return (sample * 255 + MAX_16_BIT / 2) / MAX_16_BIT;
  }
}
