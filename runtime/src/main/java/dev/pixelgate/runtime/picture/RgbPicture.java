package dev.pixelgate.runtime.picture;

/**
 * A picture in memory: 8-bit RGB, row by row, three bytes a pixel. The samples are shared, not
 * copied; whoever makes one stops writing before handing it on.
 */
public final class RgbPicture {
  /** Bytes of one pixel. */
  public static final int CHANNELS = 3;

  private final int width;
  private final int height;
  private final byte[] samples;

  /** Wraps {@code samples}, which holds exactly {@code width * height * 3} bytes. */
  public RgbPicture(int width, int height, byte[] samples) {
    if (samples.length != (long) width * height * CHANNELS) {
      throw new IllegalArgumentException(
          samples.length + " samples are not " + width + "x" + height + " RGB pixels");
    }
    this.width = width;
    this.height = height;
    this.samples = samples;
  }

  /** In pixels. */
  public int width() {
    return width;
  }

  /** In pixels. */
  public int height() {
    return height;
  }

  /** The samples themselves. */
  public byte[] samples() {
    return samples;
  }

  /** One sample, 0 to 255. */
  public int sample(int x, int y, int channel) {
    return samples[(y * width + x) * CHANNELS + channel] & 0xff;
  }
}
