package dev.pixelgate.runtime.picture.vp8;

/**
 * From luma and half as much chroma to RGB. Chroma is smoothed over its four nearest samples (9, 3,
 * 3 and 1 sixteenths), and the sums are libwebp's in fixed point: so pictures look as they do in
 * browsers.
 */
final class Colours {
  private Colours() {}

  /** Interleaved RGB. */
  static byte[] rgb(Plane luma, Plane u, Plane v, int width, int height) {
    byte[] rgb = new byte[Math.multiplyExact(Math.multiplyExact(width, height), 3)];
    int right = (width - 1) / 2;
    int bottom = (height - 1) / 2;
    int to = 0;
    for (int y = 0; y < height; y++) {
      int near = y / 2;
      int far = Math.clamp(y % 2 == 0 ? near - 1 : near + 1, 0, bottom);
      int nearRow = u.at(0, near);
      int farRow = u.at(0, far);
      int light = luma.at(0, y);
      for (int x = 0; x < width; x++) {
        int column = x / 2;
        int beside = Math.clamp(x % 2 == 0 ? column - 1 : column + 1, 0, right);
        int blue = smooth(u, nearRow, farRow, column, beside);
        int red = smooth(v, nearRow, farRow, column, beside);
        int grey = (luma.get(light + x) * 19077) >> 8;
        rgb[to++] = clip(grey + ((red * 26149) >> 8) - 14234);
        rgb[to++] = clip(grey - ((blue * 6419) >> 8) - ((red * 13320) >> 8) + 8708);
        rgb[to++] = clip(grey + ((blue * 33050) >> 8) - 17685);
      }
    }
    return rgb;
  }

  private static int smooth(Plane plane, int nearRow, int farRow, int near, int beside) {
    int own = plane.get(nearRow + near);
    int side = plane.get(nearRow + beside);
    int over = plane.get(farRow + near);
    int corner = plane.get(farRow + beside);
    int mean = (own + side + over + corner + 8 + 2 * (side + over)) >> 3;
    return (mean + own) >> 1;
  }

  private static byte clip(int value) {
    int sample = value >> 6;
    return (byte) (sample < 0 ? 0 : Math.min(255, sample));
  }
}
