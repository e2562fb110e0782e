package dev.pixelgate.runtime.inference;

import dev.pixelgate.runtime.picture.Bitmap;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.stream.IntStream;

/** From pictures to float32 NCHW tensors in 0..1. */
final class Tensors {
  private Tensors() {}

  /** Room for that many floats, in the order that ONNX Runtime reads without a copy. */
  static FloatBuffer allocate(int floats) {
    return ByteBuffer.allocateDirect(Math.multiplyExact(floats, Float.BYTES))
        .order(ByteOrder.nativeOrder())
        .asFloatBuffer();
  }

  /**
   * Fills {@code tensor} with the colours of a window of the picture, {@code [3,height,width]};
   * what lies beyond the picture is its reflection.
   */
  static void fillColour(Bitmap picture, Tile window, FloatBuffer tensor) {
    fill(picture, window, tensor, 0, 1, 2);
  }

  /** The same with the picture's alpha as a grey picture. */
  static void fillAlpha(Bitmap picture, Tile window, FloatBuffer tensor) {
    fill(picture, window, tensor, Bitmap.RGB, Bitmap.RGB, Bitmap.RGB);
  }

  private static void fill(Bitmap picture, Tile window, FloatBuffer tensor, int... channels) {
    tensor.clear();
    int[] columns = reflections(window.x(), window.width(), picture.width());
    int[] rows = reflections(window.y(), window.height(), picture.height());
    int left = IntStream.of(columns).min().orElseThrow();
    int[] samples = new int[IntStream.of(columns).max().orElseThrow() - left + 1];
    float[] line = new float[window.width()];
    float max = Rows.max(picture);
    for (int channel : channels) {
      for (int row : rows) {
        Rows.read(picture, channel, left, row, samples);
        for (int i = 0; i < line.length; i++) {
          line[i] = samples[columns[i] - left] / max;
        }
        tensor.put(line);
      }
    }
    tensor.flip();
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
