package dev.pixelgate.runtime.picture;

/** A picture of 16 bits a sample. */
public final class Bitmap16 implements Bitmap {
  private final int width;
  private final int height;
  private final int channels;
  private final short[] samples;

  /** Wraps {@code samples}, which holds exactly {@code width * height * channels} values. */
  public Bitmap16(int width, int height, int channels, short[] samples) {
    Bitmap.checkShape(width, height, channels, samples.length);
    this.width = width;
    this.height = height;
    this.channels = channels;
    this.samples = samples;
  }

  @Override
  public int width() {
    return width;
  }

  @Override
  public int height() {
    return height;
  }

  @Override
  public int channels() {
    return channels;
  }

  @Override
  public int depth() {
    return Short.SIZE;
  }

  /** The samples themselves. */
  public short[] samples() {
    return samples;
  }

  /** One sample, 0 to 65535. */
  public int sample(int x, int y, int channel) {
    return samples[(y * width + x) * channels + channel] & 0xffff;
  }
}
