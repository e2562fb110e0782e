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
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * An ICC profile on its way to sRGB, through the JDK's Little CMS. One that cannot be used (broken,
 * too large, of another kind of colours than the picture) is as good as none: samples are then
 * taken for sRGB, as viewers do.
 */
final class ColourProfile {
  /** Rows converted at once: Little CMS is called once a batch. */
  private static final int BATCH_ROWS = 64;

  /** Steps of 0 to 255 by which two conversions may differ and still count as the same. */
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
      return inks == Inks.RGB ? light(picture, conversion) : ink(picture, conversion);
    } catch (IllegalArgumentException | CMMException e) {
      // The header was sound, the tables were not: Little CMS refuses at the first conversion.
      return Colours.toSrgb(picture.with(Optional.empty(), picture.orientation()));
    }
  }

  /** The quick ways, where they come within {@link #NEAR} of what Little CMS says. */
  private Decoded light(Decoded picture, ColorConvertOp conversion) {
    WritableRaster before = probe();
    int[] right = values(conversion.filter(before, null));
    if (near(values(before), right)) {
      return picture;
    }
    WritableRaster after = probe();
    AdditiveProfile.of(profile, DataBuffer.TYPE_BYTE).convert(after);
    if (near(values(after), right)) {
      AdditiveProfile.of(profile, picture.raster().getTransferType()).convert(picture.raster());
    } else {
      convert(picture, picture.raster(), conversion);
    }
    return picture;
  }

  private static Decoded ink(Decoded picture, ColorConvertOp conversion) {
    WritableRaster target = empty(picture);
    convert(picture, target, conversion);
    return picture.recoloured(target, Inks.RGB);
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
      WritableRaster from = colours(source, y, rows, picture.inks());
      WritableRaster to = colours(target, y, rows, Inks.RGB);
      if (picture.alpha()) {
        convertBetweenAlpha(from, to, conversion);
      } else {
        conversion.filter(from, to);
      }
      if (picture.alpha() && picture.inks() != Inks.RGB) {
        int[] alpha = source.getSamples(0, y, width, rows, source.getNumBands() - 1, (int[]) null);
        target.setSamples(0, y, width, rows, Inks.RGB.bands(), alpha);
      }
    }
  }

  /** Through copies: the JDK refuses bands that do not lie side by side. */
  private static void convertBetweenAlpha(
      WritableRaster from, WritableRaster to, ColorConvertOp conversion) {
    int width = from.getWidth();
    int rows = from.getHeight();
    WritableRaster packed =
        Samples.interleaved(from.getTransferType(), width, rows, from.getNumBands());
    packed.setDataElements(0, 0, width, rows, from.getDataElements(0, 0, width, rows, null));
    WritableRaster converted =
        Samples.interleaved(to.getTransferType(), width, rows, Inks.RGB.bands());
    conversion.filter(packed, converted);
    to.setDataElements(0, 0, width, rows, converted.getDataElements(0, 0, width, rows, null));
  }

  /** Rows without alpha; named bands would cost ten times as much even where they are all. */
  private static WritableRaster colours(WritableRaster raster, int y, int rows, Inks inks) {
    int @Nullable [] bands =
        raster.getNumBands() == inks.bands() ? null : IntStream.range(0, inks.bands()).toArray();
    return raster.createWritableChild(0, y, raster.getWidth(), rows, 0, 0, bands);
  }

  /** 216 colours over all of RGB. */
  private static WritableRaster probe() {
    int steps = 6;
    int width = steps * steps * steps;
    WritableRaster colours = Samples.interleaved(DataBuffer.TYPE_BYTE, width, 1, 3);
    for (int x = 0; x < width; x++) {
      int[] colour = {x % steps * 51, x / steps % steps * 51, x / steps / steps * 51};
      colours.setPixel(x, 0, colour);
    }
    return colours;
  }

  private static int[] values(Raster colours) {
    return colours.getPixels(0, 0, colours.getWidth(), 1, (int[]) null);
  }

  private static boolean near(int[] one, int[] other) {
    for (int i = 0; i < one.length; i++) {
      if (Math.abs(one[i] - other[i]) > NEAR) {
        return false;
      }
    }
    return true;
  }
}
