package dev.pixelgate.runtime.picture;

import dev.pixelgate.runtime.picture.Decoded.Inks;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.util.Optional;

/** Brings the colours of a decoded picture to sRGB (grey stays one band). */
final class Colours {
  private Colours() {}

  /** By its profile where it has a usable one; else grey and RGB are taken for sRGB. */
  static Decoded toSrgb(Decoded picture) {
    Optional<ColourProfile> profile = picture.profile().flatMap(ColourProfile::of);
    boolean grey = picture.inks() == Inks.GREY;
    if (profile.isPresent() && grey && profile.get().inks() == Inks.RGB) {
      picture = picture.recoloured(greyAsRgb(picture), Inks.RGB);
    }
    Inks inks = picture.inks();
    if (profile.isPresent() && profile.get().inks() == inks) {
      return profile.get().toSrgb(picture);
    }
    return inks == Inks.CMYK ? picture.recoloured(withoutProfile(picture), Inks.RGB) : picture;
  }

  private static WritableRaster greyAsRgb(Decoded picture) {
    Raster grey = picture.raster();
    int bands = Inks.RGB.bands() + (picture.alpha() ? 1 : 0);
    WritableRaster rgb =
        Samples.interleaved(grey.getTransferType(), grey.getWidth(), grey.getHeight(), bands);
    int[] row = new int[grey.getWidth()];
    for (int y = 0; y < grey.getHeight(); y++) {
      for (int band = 0; band < bands; band++) {
        grey.getSamples(0, y, row.length, 1, band < Inks.RGB.bands() ? 0 : 1, row);
        rgb.setSamples(0, y, row.length, 1, band, row);
      }
    }
    return rgb;
  }

  /** Ink by ink: what one lets through of the light the other left, (1 - c)(1 - k). */
  private static WritableRaster withoutProfile(Decoded picture) {
    Raster cmyk = picture.raster();
    int most = cmyk.getTransferType() == DataBuffer.TYPE_USHORT ? 65535 : 255;
    int stored = cmyk.getNumBands();
    int bands = stored - 1;
    WritableRaster rgb =
        Samples.interleaved(cmyk.getTransferType(), cmyk.getWidth(), cmyk.getHeight(), bands);
    int[] from = new int[cmyk.getWidth() * stored];
    int[] to = new int[cmyk.getWidth() * bands];
    for (int y = 0; y < cmyk.getHeight(); y++) {
      cmyk.getPixels(0, y, cmyk.getWidth(), 1, from);
      for (int at = 0, pixel = 0; pixel < from.length; pixel += stored, at += bands) {
        long light = (long) most - from[pixel + 3];
        for (int band = 0; band < 3; band++) {
          to[at + band] = (int) (((most - from[pixel + band]) * light + most / 2) / most);
        }
        if (bands == Bitmap.RGBA) {
          to[at + 3] = from[pixel + 4];
        }
      }
      rgb.setPixels(0, y, cmyk.getWidth(), 1, to);
    }
    return rgb;
  }
}
