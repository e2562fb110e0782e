package dev.pixelgate.runtime.inference;

import dev.pixelgate.runtime.picture.Bitmap;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.Arrays;

/**
 * Some whole rows of a result, as PNG wants them: interleaved samples, the high byte first when
 * they have 16 bits. It is filled by one thread and read by another, never by both at once; it is
 * reused from band to band.
 */
public final class Band {
  private static final int BYTE_MAX = 255;
  private static final int SHORT_MAX = 65535;

  private final ResultShape shape;
  private final byte[] samples;
  private final float[] line;
  private final float[] sum;
  private int firstRow;
  private int rows;
  private Seam seam = new Seam(0, new byte[0]);

  /**
   * An empty band.
   *
   * @param samples room for it, at least {@link ResultShape#bandBytes} long
   */
  public Band(ResultShape shape, byte[] samples) {
    this.shape = shape;
    this.samples = samples;
    this.line = new float[shape.width()];
    this.sum = new float[shape.channels() == Bitmap.RGBA ? shape.width() : 0];
  }

  /** The result that it is a part of. */
  public ResultShape shape() {
    return shape;
  }

  /** Its samples; the first row starts at 0. */
  public byte[] samples() {
    return samples;
  }

  /** Where in the result its first row lies. */
  public int firstRow() {
    return firstRow;
  }

  /** How many rows it has now. */
  public int rows() {
    return rows;
  }

  /** Starts anew at another place; the old samples are garbage from now on. */
  void start(int newFirstRow, int newRows, Seam newSeam) {
    firstRow = newFirstRow;
    rows = newRows;
    seam = newSeam;
  }

  /** Leaves the rows that belong to the seam's ramp to the next band. */
  void cutTail() {
    rows -= 2 * seam.reach();
    System.arraycopy(samples, rows * shape.rowBytes(), seam.tail(), 0, seam.tail().length);
  }

  /** One sample of the result in 0 to 255, whatever its depth. */
  double level(int x, int y, int channel) {
    int at = at(x, y, channel);
    return shape.depth() == Byte.SIZE ? samples[at] & 0xff : wide(samples, at) / 257.0;
  }

  private static int wide(byte[] samples, int at) {
    return (samples[at] & 0xff) << 8 | (samples[at + 1] & 0xff);
  }

  /**
   * Copies the colours of a network's output {@code [3,from.height,from.width]}.
   *
   * @param from where in the result the output lies
   * @param part which of it counts, in the result too
   */
  void copyColour(FloatBuffer output, Tile from, Tile part) {
    int plane = from.width() * from.height();
    for (int y = part.y(); y < part.y() + part.height(); y++) {
      int source = (y - from.y()) * from.width() + part.x() - from.x();
      for (int channel = 0; channel < Bitmap.RGB; channel++) {
        output.get(channel * plane + source, line, 0, part.width());
        putLine(part.x(), y, channel, part.width());
      }
    }
  }

  /**
   * Copies the colours of a network's output as bytes, {@code [from.height,from.width,3]}, into a
   * band of 8 bits; nothing is blended.
   */
  void copyPixels(ByteBuffer output, Tile from, Tile part) {
    byte[] colours = new byte[part.width() * Bitmap.RGB];
    for (int y = part.y(); y < part.y() + part.height(); y++) {
      int source = ((y - from.y()) * from.width() + part.x() - from.x()) * Bitmap.RGB;
      int target = at(part.x(), y, 0);
      if (shape.channels() == Bitmap.RGB) {
        output.get(source, samples, target, colours.length);
      } else {
        output.get(source, colours);
        spread(colours, target);
      }
    }
  }

  private void spread(byte[] colours, int first) {
    int at = first;
    for (int i = 0; i < colours.length; i += Bitmap.RGB) {
      samples[at] = colours[i];
      samples[at + 1] = colours[i + 1];
      samples[at + 2] = colours[i + 2];
      at += Bitmap.RGBA;
    }
  }

  /**
   * Copies the mean of the output's three channels, which saw alpha as grey, as alpha; kept within
   * what the alphas around allow.
   */
  void copyAlpha(FloatBuffer output, Tile from, Tile part, AlphaLimits limits) {
    int plane = from.width() * from.height();
    for (int y = part.y(); y < part.y() + part.height(); y++) {
      int source = (y - from.y()) * from.width() + part.x() - from.x();
      output.get(source, sum, 0, part.width());
      for (int channel = 1; channel < Bitmap.RGB; channel++) {
        output.get(channel * plane + source, line, 0, part.width());
        for (int x = 0; x < part.width(); x++) {
          sum[x] += line[x];
        }
      }
      limits.apply(sum, part.x(), y, part.width(), line);
      putLine(part.x(), y, Bitmap.RGB, part.width());
    }
  }

  /** Repeats each pixel of the picture, in these channels, {@code scale} times on both sides. */
  void repeat(Bitmap picture, Tile part, int scale, int... channels) {
    int[] row = new int[part.width() / scale];
    float max = Rows.max(picture);
    for (int y = part.y(); y < part.y() + part.height(); y++) {
      for (int channel : channels) {
        Rows.read(picture, channel, part.x() / scale, y / scale, row);
        for (int i = 0; i < row.length; i++) {
          Arrays.fill(line, i * scale, (i + 1) * scale, row[i] / max);
        }
        putLine(part.x(), y, channel, part.width());
      }
    }
  }

  /** Clamped, then rounded half up: the network's output goes from about -0.2 to 1.2. */
  private void putLine(int x, int y, int channel, int count) {
    int at = at(x, y, channel);
    if (firstRow > 0 && y - firstRow < 2 * seam.reach()) {
      mix(seam.tail(), at, count, seam.weight(y - firstRow), 0);
    }
    if (x > 0) {
      mix(samples, at, Math.min(count, 2 * seam.reach()), seam.weight(0), 0.5f / seam.reach());
    }
    if (shape.depth() == Byte.SIZE) {
      putBytes(at, count);
    } else {
      putShorts(at, count);
    }
  }

  /** Mixes the line into what was there before: {@code weight} of it, and more from px to px. */
  private void mix(byte[] before, int first, int count, float weight, float more) {
    int sampleBytes = shape.depth() / Byte.SIZE;
    int step = shape.channels() * sampleBytes;
    for (int i = 0; i < count; i++) {
      int at = first + i * step;
      float old = sampleBytes == 1 ? (before[at] & 0xff) / 255f : wide(before, at) / 65535f;
      line[i] = old + (Math.clamp(line[i], 0f, 1f) - old) * (weight + i * more);
    }
  }

  private void putBytes(int first, int count) {
    int step = shape.channels();
    int at = first;
    for (int i = 0; i < count; i++) {
      samples[at] = (byte) Math.clamp((int) (line[i] * BYTE_MAX + 0.5f), 0, BYTE_MAX);
      at += step;
    }
  }

  private void putShorts(int first, int count) {
    int step = shape.channels() * Short.BYTES;
    int at = first;
    for (int i = 0; i < count; i++) {
      int value = Math.clamp((int) (line[i] * SHORT_MAX + 0.5f), 0, SHORT_MAX);
      samples[at] = (byte) (value >> Byte.SIZE);
      samples[at + 1] = (byte) value;
      at += step;
    }
  }

  private int at(int x, int y, int channel) {
    return (y - firstRow) * shape.rowBytes()
        + (x * shape.channels() + channel) * (shape.depth() / Byte.SIZE);
  }
}
