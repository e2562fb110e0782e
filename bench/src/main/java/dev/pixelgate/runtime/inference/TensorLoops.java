package dev.pixelgate.runtime.inference;

import dev.pixelgate.runtime.picture.Bitmap;
import dev.pixelgate.runtime.picture.Bitmap8;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;

/**
 * The loops between pixels and tensors for one whole picture. In this package because they are
 * nobody else's; only the bench has this class.
 */
public final class TensorLoops {
  private static final int SCALE = 4;

  private final Bitmap8 picture;
  private final Tile whole;
  private final Tile scaled;
  private final FloatBuffer input;
  private final FloatBuffer floats;
  private final ByteBuffer pixels;
  private final Band band;

  /** Loops over an RGB picture, which stands for its own result too. */
  public TensorLoops(Bitmap8 picture) {
    this.picture = picture;
    this.whole = new Tile(0, 0, picture.width(), picture.height());
    this.scaled = whole.scaled(SCALE);
    int samples = picture.width() * picture.height() * Bitmap.RGB;
    this.input = Tensors.allocate(samples);
    this.floats = Tensors.allocate(SCALE * SCALE * samples);
    this.pixels = ByteBuffer.allocateDirect(SCALE * SCALE * samples);
    ResultShape shape =
        new ResultShape(scaled.width(), scaled.height(), Bitmap.RGB, Byte.SIZE, scaled.height());
    this.band = new Band(shape, new byte[SCALE * SCALE * samples]);
    band.start(0, scaled.height(), new Seam(0, new byte[0]));
    while (floats.hasRemaining()) {
      floats.put((floats.position() & 0xffff) / 65536f * 1.4f - 0.2f);
    }
    floats.clear();
  }

  /** Picture to tensor. */
  public FloatBuffer fill() {
    Tensors.fillColour(picture, whole, input);
    return input;
  }

  /** Float planes to the rows of a result. */
  public byte[] copyFloats() {
    band.copyColour(floats, scaled, scaled);
    return band.samples();
  }

  /** The network's bytes to the rows of a result. */
  public byte[] copyPixels() {
    band.copyPixels(pixels, scaled, scaled);
    return band.samples();
  }
}
