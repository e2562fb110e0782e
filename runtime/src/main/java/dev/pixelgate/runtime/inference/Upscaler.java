package dev.pixelgate.runtime.inference;

import ai.onnxruntime.OrtException;
import dev.pixelgate.runtime.inference.Network.After;
import dev.pixelgate.runtime.model.ModelKind;
import dev.pixelgate.runtime.picture.Bitmap;
import dev.pixelgate.runtime.picture.Bitmap8;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BooleanSupplier;

/**
 * Upscales pictures with a Real-ESRGAN network, tile by tile. The tiles' borders overlap and are
 * thrown away, but for what is blended, so that no seam shows; the picture's own edge is reflected.
 * The result leaves band by band and never exists whole.
 *
 * <p>Alpha goes through the same network as a grey picture, where it is not the same all over a
 * tile's window. What is invisible all over does not go through it at all.
 */
public final class Upscaler implements AutoCloseable {
  /**
   * How far the picture's own edge is reflected, px. Against the golden photos, which were made
   * with 10 px (astronaut, chelsea, coffee): none 39.1, 44.0, 45.1 dB; 4 px 49.2, 49.8, 51.4; 5 px
   * 51.1, 51.4, 53.2; 6 px 52.8, 51.7, 55.8; 10 px 97 each. 6 adds 10 % to a 256x256 picture, 10
   * adds 16 %.
   */
  private static final int EDGE = 6;

  private static final int ALPHA = Bitmap.RGB;
  private static final int OPAQUE = 255;
  private static final Bitmap PIXEL = new Bitmap8(1, 1, Bitmap.RGB, new byte[Bitmap.RGB]);

  /** Hears of each tile. */
  @FunctionalInterface
  public interface TileListener {
    /** {@code done} of {@code total} tiles are done. */
    void tileDone(int done, int total);
  }

  private final Network network;
  private final ModelKind.Esrgan kind;
  private final FloatBuffer input;

  /** Owns {@code network} from now on. */
  public Upscaler(Network network, ModelKind.Esrgan kind) {
    this.network = network;
    this.kind = kind;
    int side = kind.tile() + 2 * kind.border();
    this.input = Tensors.allocate(Math.multiplyExact(side * side, Bitmap.RGB));
  }

  /**
   * What the result of this picture will be.
   *
   * @throws InferenceException when it is too large for arrays and PNG
   */
  public ResultShape shape(Bitmap picture) throws InferenceException {
    Layout layout = layout(picture);
    long width = (long) picture.width() * kind.scale();
    long height = (long) picture.height() * kind.scale();
    long bandRows = (layout.bandHeight() + 2L * kind.blend()) * kind.scale();
    long bandBytes = Math.multiplyExact(width * bytesPerPixel(picture), bandRows);
    // The largest array that every JVM gives, and the largest side that PNG knows.
    long most = Integer.MAX_VALUE - 8;
    if (bandBytes > most || height > most) {
      throw new InferenceException(
          ("the result of %dx%d px is too large: a band of it needs %d bytes, its height is %d"
                  + " px, and %d is the limit of both")
              .formatted(width, height, bandBytes, height, most),
          true);
    }
    return new ResultShape(
        (int) width, (int) height, picture.channels(), picture.depth(), (int) bandRows);
  }

  /**
   * Upscales one picture. The colours of its invisible pixels are seen by the network too: {@link
   * HiddenColour} makes them harmless.
   *
   * @param sink of the bands; they must be of this picture's {@link #shape}
   * @param stop looked at before each tile; whoever makes it true calls {@link #interrupt}
   * @return whether it is whole; it is not when it was stopped or {@code sink} wanted no more
   */
  public boolean upscale(Bitmap picture, BandSink sink, BooleanSupplier stop, TileListener listener)
      throws InferenceException {
    network.interruption().when(stop);
    try {
      return upscaleBands(picture, sink, stop, listener);
    } catch (InferenceException e) {
      if (stop.getAsBoolean()) {
        return false;
      }
      throw e;
    } finally {
      network.interruption().when(() -> false);
    }
  }

  private boolean upscaleBands(
      Bitmap picture, BandSink sink, BooleanSupplier stop, TileListener listener)
      throws InferenceException {
    Layout layout = layout(picture);
    AlphaLimits limits = new AlphaLimits(picture, kind.scale());
    Seam seam = Seam.of(shape(picture), kind.blend() * kind.scale());
    for (int row = 0; row < layout.bands(); row++) {
      Optional<Band> band = sink.take();
      if (band.isEmpty()) {
        return false;
      }
      Tile whole = layout.band(row, kind.blend()).scaled(kind.scale());
      band.get().start(whole.y(), whole.height(), seam);
      for (int column = 0; column < layout.columns(); column++) {
        if (stop.getAsBoolean()) {
          return false;
        }
        upscale(picture, limits, layout.tile(row, column), band.get());
        listener.tileDone(row * layout.columns() + column + 1, layout.tiles());
      }
      if (row < layout.bands() - 1) {
        band.get().cutTail();
      }
      sink.put(band.get());
    }
    return true;
  }

  /** Ends a tile that is being worked on, between two operators. Any thread. */
  public void interrupt() {
    try {
      network.interruption().now();
    } catch (OrtException e) {
      throw new IllegalStateException("ONNX Runtime does not take the request to stop", e);
    }
  }

  private Layout layout(Bitmap picture) {
    return Layout.of(picture.width(), picture.height(), kind, bytesPerPixel(picture));
  }

  private static int bytesPerPixel(Bitmap picture) {
    return picture.channels() * picture.depth() / Byte.SIZE;
  }

  private void upscale(Bitmap picture, AlphaLimits limits, Tile tile, Band band)
      throws InferenceException {
    int edge = Math.min(EDGE, kind.border());
    Tile window = tile.window(kind.border(), edge, picture.width(), picture.height());
    Tile from = window.scaled(kind.scale());
    Tile part =
        tile.window(kind.blend(), 0, picture.width(), picture.height()).scaled(kind.scale());
    OptionalInt alpha = picture.hasAlpha() ? limits.constant(window) : OptionalInt.of(OPAQUE);
    if (alpha.isPresent() && alpha.getAsInt() == 0) {
      band.repeat(picture, part, kind.scale(), 0, 1, 2, ALPHA);
      return;
    }
    Tensors.fillColour(picture, window, input);
    if (picture.depth() == Byte.SIZE && kind.blend() == 0 && network.givesBytes()) {
      band.copyPixels(runBytes(window), from, part);
    } else {
      band.copyColour(run(window), from, part);
    }
    if (!picture.hasAlpha()) {
      return;
    }
    if (alpha.isPresent()) {
      band.repeat(picture, part, kind.scale(), ALPHA);
    } else {
      Tensors.fillAlpha(picture, window, input);
      band.copyAlpha(run(window), from, part, limits);
    }
  }

  private FloatBuffer run(Tile window) throws InferenceException {
    return run(input, window.width(), window.height(), After.KEEP_MEMORY);
  }

  /** What is neither blended nor of 16 bits comes as bytes, in the order that PNG wants. */
  private ByteBuffer runBytes(Tile window) throws InferenceException {
    Tile to = window.scaled(kind.scale());
    return network.runBytes(
        input,
        new long[] {1, Bitmap.RGB, window.height(), window.width()},
        new long[] {1, to.height(), to.width(), Bitmap.RGB},
        After.KEEP_MEMORY);
  }

  /**
   * Gives the network's working memory back to the system; the next picture fetches it again, which
   * costs a small one 3 % of its time. It takes one more run, of a single pixel, because only a run
   * can give memory back.
   */
  public void giveMemoryBack() throws InferenceException {
    Tensors.fillColour(PIXEL, new Tile(0, 0, 1, 1), input);
    run(input, 1, 1, After.GIVE_BACK_MEMORY);
  }

  /** The network alone: {@code [3,height,width]} in, {@code [3,scale*height,scale*width]} out. */
  FloatBuffer run(FloatBuffer tensor, int width, int height, After after)
      throws InferenceException {
    long scale = kind.scale();
    return network.run(
        tensor,
        new long[] {1, Bitmap.RGB, height, width},
        new long[] {1, Bitmap.RGB, scale * height, scale * width},
        after);
  }

  @Override
  public void close() throws InferenceException {
    network.close();
  }
}
