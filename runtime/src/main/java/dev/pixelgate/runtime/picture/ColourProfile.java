package dev.pixelgate.runtime.picture;

import dev.pixelgate.runtime.picture.Decoded.Inks;
import java.awt.color.CMMException;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.ColorConvertOp;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.util.Optional;

/**
 * An ICC profile on its way to sRGB, through the JDK's Little CMS. One that cannot be used (broken,
 * too large, of another kind of colours than the picture) is as good as none: samples are then
 * taken for sRGB, as viewers do.
 */
final class ColourProfile {
  /** Rows converted at once: Little CMS is called once a batch. */
  private static final int BATCH_ROWS = 64;

  /** Steps of 0 to 255 that a profile may move a colour and still count as sRGB itself. */
  private static final int NEAR = 1;

  private final ICC_Profile profile;
  private final Inks inks;

  private ColourProfile(ICC_Profile profile, Inks inks) {
    this.profile = profile;
    this.inks = inks;
  }

  /** Of the bytes in a file, which are checked before Little CMS sees them. */
  static Optional<ColourProfile> of(byte[] bytes) {
    return ProfileHeader.inks(bytes).flatMap(inks -> open(bytes, inks));
  }

  private static Optional<ColourProfile> open(byte[] bytes, Inks inks) {
    try {
      return Optional.of(
          new ColourProfile(ICC_Profile.getInstance(ProfileHeader.trimmed(bytes)), inks));
    } catch (IllegalArgumentException | CMMException e) {
      return Optional.empty();
    }
  }

  /** What the profile is for. */
  Inks inks() {
    return inks;
  }

  /** Of a picture in this profile's inks; RGB is converted in place. */
  Decoded toSrgb(Decoded picture) {
    try {
      ColorConvertOp conversion =
          new ColorConvertOp(
              new ICC_Profile[] {profile, ICC_Profile.getInstance(ColorSpace.CS_sRGB)}, null);
      if (inks == Inks.RGB && isSrgb(conversion)) {
        return picture;
      }
      WritableRaster target = inks == Inks.RGB ? picture.raster() : empty(picture);
      convert(picture, target, conversion);
      return picture.recoloured(target, Inks.RGB);
    } catch (IllegalArgumentException | CMMException e) {
      // The header was sound, the tables were not: Little CMS refuses at the first conversion.
      return Colours.toSrgb(picture.with(Optional.empty(), picture.orientation()));
    }
  }

  private static WritableRaster empty(Decoded picture) {
    Raster like = picture.raster();
    return Samples.interleaved(
        like.getTransferType(),
        like.getWidth(),
        like.getHeight(),
        Inks.RGB.bands() + (picture.alpha() ? 1 : 0));
  }

  private static void convert(Decoded picture, WritableRaster target, ColorConvertOp conversion) {
    WritableRaster source = picture.raster();
    int width = source.getWidth();
    for (int y = 0; y < source.getHeight(); y += BATCH_ROWS) {
      int rows = Math.min(BATCH_ROWS, source.getHeight() - y);
      conversion.filter(
          colours(source, y, rows, picture.inks()), colours(target, y, rows, Inks.RGB));
      if (picture.alpha() && picture.inks() != Inks.RGB) {
        int[] alpha = source.getSamples(0, y, width, rows, source.getNumBands() - 1, (int[]) null);
        target.setSamples(0, y, width, rows, Inks.RGB.bands(), alpha);
      }
    }
  }

  private static WritableRaster colours(WritableRaster raster, int y, int rows, Inks inks) {
    int[] bands = new int[inks.bands()];
    for (int band = 0; band < bands.length; band++) {
      bands[band] = band;
    }
    return raster.createWritableChild(0, y, raster.getWidth(), rows, 0, 0, bands);
  }

  /** Whether the conversion moves none of 216 colours: nearly every profile is sRGB's. */
  private static boolean isSrgb(ColorConvertOp conversion) {
    int steps = 6;
    int width = steps * steps * steps;
    WritableRaster colours = Samples.interleaved(DataBuffer.TYPE_BYTE, width, 1, 3);
    for (int x = 0; x < width; x++) {
      int[] colour = {x % steps * 51, x / steps % steps * 51, x / steps / steps * 51};
      colours.setPixel(x, 0, colour);
    }
    int[] before = colours.getPixels(0, 0, width, 1, (int[]) null);
    int[] after = conversion.filter(colours, null).getPixels(0, 0, width, 1, (int[]) null);
    for (int i = 0; i < before.length; i++) {
      if (Math.abs(before[i] - after[i]) > NEAR) {
        return false;
      }
    }
    return true;
  }
}
