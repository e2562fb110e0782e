package dev.pixelgate.runtime.picture;

import java.awt.image.WritableRaster;
import java.util.Optional;

/**
 * A picture as its file has it: samples pixel by pixel in 8 or 16 bits, not turned, in the file's
 * colours.
 *
 * @param raster colour bands in the order of {@code inks}, then alpha (not multiplied in)
 * @param profile of the file, unchecked
 */
record Decoded(
    WritableRaster raster,
    Inks inks,
    boolean alpha,
    Optional<byte[]> profile,
    Orientation orientation) {

  /** What the colour bands are; of CMYK 0 is no ink. */
  enum Inks {
    GREY(1),
    RGB(3),
    CMYK(4);

    private final int bands;

    Inks(int bands) {
      this.bands = bands;
    }

    int bands() {
      return bands;
    }
  }

  static Decoded of(WritableRaster raster, Inks inks, boolean alpha) {
    return new Decoded(raster, inks, alpha, Optional.empty(), Orientation.UPRIGHT);
  }

  Decoded with(Optional<byte[]> newProfile, Orientation newOrientation) {
    return new Decoded(raster, inks, alpha, newProfile, newOrientation);
  }

  /** The same samples in other colours. */
  Decoded recoloured(WritableRaster newRaster, Inks newInks) {
    return new Decoded(newRaster, newInks, alpha, profile, orientation);
  }
}
