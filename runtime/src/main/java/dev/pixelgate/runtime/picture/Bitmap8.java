package dev.pixelgate.runtime.picture;

/** A picture of 8 bits a sample. */
public final class Bitmap8 implements Bitmap {
  private final int width;
  private final int height;
  private final int channels;
  private final byte[] samples;

  /** Wraps {@code samples}, which holds exactly {@code width * height * channels} bytes. */
  public Bitmap8(int width, int height, int channels, byte[] samples) {
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
    return Byte.SIZE;
  }

  /** The samples themselves. */
  public byte[] samples() {
    return samples;
  }

  /** One sample, 0 to 255. */
  public int sample(int x, int y, int channel) {
    return samples[(y * width + x) * channels + channel] & 0xff;
  }
}
