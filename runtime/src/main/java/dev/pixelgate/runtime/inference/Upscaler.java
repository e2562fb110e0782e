package dev.pixelgate.runtime.inference;

import dev.pixelgate.runtime.model.ModelKind;
import dev.pixelgate.runtime.picture.RgbPicture;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Upscales pictures with a Real-ESRGAN network, tile by tile. The tiles' borders overlap and are
 * thrown away, so that no seam shows; the picture's own edge is reflected.
 */
public final class Upscaler implements AutoCloseable {
  static final int EDGE = Integer.getInteger("edge", 5);

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
    this.input = Tensors.allocate(Math.multiplyExact(side * side, RgbPicture.CHANNELS));
  }

  /**
   * Upscales one picture.
   *
   * @param stop looked at before each tile
   * @return the result, or nothing when it was stopped
   */
  public Optional<RgbPicture> upscale(
      RgbPicture picture, BooleanSupplier stop, TileListener listener) throws InferenceException {
    RgbPicture result = allocate(picture);
    List<Tile> tiles = Tile.cover(picture.width(), picture.height(), kind.tile());
    for (int i = 0; i < tiles.size(); i++) {
      if (stop.getAsBoolean()) {
        return Optional.empty();
      }
      upscale(picture, tiles.get(i), result);
      listener.tileDone(i + 1, tiles.size());
    }
    return Optional.of(result);
  }

  private RgbPicture allocate(RgbPicture picture) throws InferenceException {
    long width = (long) picture.width() * kind.scale();
    long height = (long) picture.height() * kind.scale();
    long bytes = Math.multiplyExact(Math.multiplyExact(width, height), RgbPicture.CHANNELS);
    // The largest array that every JVM gives.
    if (bytes > Integer.MAX_VALUE - 8) {
      throw new InferenceException(
          "the result of "
              + width
              + "x"
              + height
              + " px needs "
              + bytes
              + " bytes, over the limit of "
              + (Integer.MAX_VALUE - 8)
              + " bytes",
          true);
    }
    return new RgbPicture((int) width, (int) height, new byte[(int) bytes]);
  }

  private void upscale(RgbPicture picture, Tile tile, RgbPicture result) throws InferenceException {
    int edge = Math.min(EDGE, kind.border());
    Tile window = tile.window(kind.border(), edge, picture.width(), picture.height());
    Tensors.fill(picture, window, input);
    FloatBuffer output = run(input, window.width(), window.height());
    Tensors.copy(output, scaled(window), scaled(tile), result.samples(), result.width());
  }

  /** The network alone: {@code [3,height,width]} in, {@code [3,scale*height,scale*width]} out. */
  FloatBuffer run(FloatBuffer tensor, int width, int height) throws InferenceException {
    long scale = kind.scale();
    return network.run(
        tensor,
        new long[] {1, RgbPicture.CHANNELS, height, width},
        new long[] {1, RgbPicture.CHANNELS, scale * height, scale * width});
  }

  private Tile scaled(Tile tile) {
    int scale = kind.scale();
    return new Tile(
        tile.x() * scale, tile.y() * scale, tile.width() * scale, tile.height() * scale);
  }

  @Override
  public void close() throws InferenceException {
    network.close();
  }
}
