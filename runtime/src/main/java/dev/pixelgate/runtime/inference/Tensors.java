package dev.pixelgate.runtime.inference;

import dev.pixelgate.runtime.picture.Bitmap;
import dev.pixelgate.runtime.picture.Bitmap8;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;

/** Between 8-bit pictures and float32 NCHW tensors in 0..1. */
final class Tensors {
  private Tensors() {}

  /** Room for that many floats, in the order that ONNX Runtime reads without a copy. */
  static FloatBuffer allocate(int floats) {
    return ByteBuffer.allocateDirect(Math.multiplyExact(floats, Float.BYTES))
        .order(ByteOrder.nativeOrder())
        .asFloatBuffer();
  }

  /**
   * Fills {@code tensor} with a window of the picture, {@code [3,height,width]}; what lies beyond
   * the picture is its reflection.
   */
  static void fill(Bitmap8 picture, Tile window, FloatBuffer tensor) {
    tensor.clear();
    int[] columns = reflections(window.x(), window.width(), picture.width());
    int[] rows = reflections(window.y(), window.height(), picture.height());
    for (int channel = 0; channel < Bitmap.RGB; channel++) {
      for (int row : rows) {
        for (int column : columns) {
          tensor.put(picture.sample(column, row, channel) / 255f);
        }
      }
    }
    tensor.flip();
  }

  /**
   * Writes a part of the tensor {@code [3,from.height,from.width]} into the picture.
   *
   * @param from where in the output picture the tensor lies
   * @param part which of it counts, in the output picture too
   * @param rgb samples of the output picture, {@code width} px wide
   */
  static void copy(FloatBuffer tensor, Tile from, Tile part, byte[] rgb, int width) {
    int plane = from.width() * from.height();
    for (int y = part.y(); y < part.y() + part.height(); y++) {
      int source = (y - from.y()) * from.width() + part.x() - from.x();
      int target = (y * width + part.x()) * Bitmap.RGB;
      for (int x = 0; x < part.width(); x++) {
        for (int channel = 0; channel < Bitmap.RGB; channel++) {
          rgb[target++] = toByte(tensor.get(channel * plane + source + x));
        }
      }
    }
  }

  /** Clamped, then rounded half up: the network's output goes from about -0.2 to 1.2. */
  private static byte toByte(float value) {
    return (byte) (Math.clamp(value, 0f, 1f) * 255f + 0.5f);
  }

  private static int[] reflections(int from, int count, int length) {
    int[] indices = new int[count];
    for (int i = 0; i < count; i++) {
      indices[i] = reflect(from + i, length);
    }
    return indices;
  }

  /**
   * Mirror without repeating the edge (reflect-101, numpy's {@code reflect}): {@code 2 1 | 0 1 2 |
   * 1 0}. Also for pictures narrower than the reflection.
   */
  static int reflect(int index, int length) {
    if (length == 1) {
      return 0;
    }
    int period = 2 * (length - 1);
    int folded = Math.floorMod(index, period);
    return Math.min(folded, period - folded);
  }
}
