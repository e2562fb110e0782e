package dev.pixelgate.runtime.inference;

import dev.pixelgate.runtime.picture.Bitmap;
import dev.pixelgate.runtime.picture.Bitmap16;
import dev.pixelgate.runtime.picture.Bitmap8;

/**
 * Gives invisible pixels the colours of the visible ones around. What a file holds under alpha 0 is
 * anything, mostly black; the network would draw it into the edge as a dark fringe.
 *
 * <p>Push-pull: the picture is halved until one pixel is left, each colour weighted by its alpha;
 * then, from the coarsest size down, what has little or no weight takes the colour of the size
 * above. The time is linear and the same for every picture; the sizes need 1.4 bytes a pixel. See
 * Gortler et al., The Lumigraph, 1996, section 3.4.2.
 */
public final class HiddenColour {
  private HiddenColour() {}

  /** Changes the colours of the picture's pixels of alpha 0, and nothing else. */
  public static void replace(Bitmap picture) {
    if (!picture.hasAlpha() || !hides(picture)) {
      return;
    }
    HalvedPicture half = HalvedPicture.of(picture);
    half.fill();
    switch (picture) {
      case Bitmap8 bytes -> replace(bytes, half);
      case Bitmap16 shorts -> replace(shorts, half);
    }
  }

  private static boolean hides(Bitmap picture) {
    int[] row = new int[picture.width()];
    for (int y = 0; y < picture.height(); y++) {
      Rows.read(picture, Bitmap.RGB, 0, y, row);
      for (int alpha : row) {
        if (alpha == 0) {
          return true;
        }
      }
    }
    return false;
  }

  private static void replace(Bitmap8 picture, HalvedPicture half) {
    byte[] samples = picture.samples();
    int at = 0;
    for (int y = 0; y < picture.height(); y++) {
      for (int x = 0; x < picture.width(); x++, at += Bitmap.RGBA) {
        if (samples[at + Bitmap.RGB] == 0) {
          for (int channel = 0; channel < Bitmap.RGB; channel++) {
            samples[at + channel] = (byte) half.doubled(x, y, channel);
          }
        }
      }
    }
  }

  private static void replace(Bitmap16 picture, HalvedPicture half) {
    short[] samples = picture.samples();
    int at = 0;
    for (int y = 0; y < picture.height(); y++) {
      for (int x = 0; x < picture.width(); x++, at += Bitmap.RGBA) {
        if (samples[at + Bitmap.RGB] == 0) {
          for (int channel = 0; channel < Bitmap.RGB; channel++) {
            samples[at + channel] = (short) (half.doubled(x, y, channel) * 257);
          }
        }
      }
    }
  }
}
