package dev.pixelgate.runtime.inference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.pixelgate.runtime.picture.Bitmap;
import dev.pixelgate.runtime.picture.Bitmap8;
import java.nio.FloatBuffer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TensorsTest {
  @Test
  void reflectsAsNumpyDoesPastNarrowPictures() {
    assertArrayEquals(new int[] {0, 0, 0, 0, 0}, reflected(-2, 3, 1));
    assertArrayEquals(new int[] {1, 0, 1, 0, 1, 0, 1}, reflected(-3, 4, 2));
    // numpy.pad([0, 1, 2], 5, "reflect")
    assertArrayEquals(new int[] {1, 0, 1, 2, 1, 0, 1, 2, 1, 0, 1, 2, 1}, reflected(-5, 8, 3));
    assertArrayEquals(new int[] {2, 1, 0, 1, 2, 3, 4, 3, 2}, reflected(-2, 7, 5));
  }

  @Test
  void fillsPlaneByPlane() {
    Bitmap8 picture =
        new Bitmap8(2, 1, Bitmap.RGB, new byte[] {0, 51, (byte) 255, 102, (byte) 204, 0});
    FloatBuffer tensor = Tensors.allocate(12);
    Tensors.fill(picture, new Tile(-1, 0, 4, 1), tensor);
    float[] values = new float[12];
    tensor.get(values);
    assertArrayEquals(new float[] {.4f, 0, .4f, 0, .8f, .2f, .8f, .2f, 0, 1, 0, 1}, values, 1e-6f);
  }

  @Test
  void clampsAndRoundsHalfUp() {
    float half = 100.5f / 255;
    byte[] rgb = new byte[6];
    Tensors.copy(
        FloatBuffer.wrap(new float[] {-.2f, 1.2f, half, Math.nextDown(half), Float.NaN, 0}),
        new Tile(0, 0, 2, 1),
        new Tile(0, 0, 2, 1),
        rgb,
        2);
    assertArrayEquals(new byte[] {0, 101, 0, (byte) 255, 100, 0}, rgb);
  }

  private static int[] reflected(int from, int to, int length) {
    return IntStream.range(from, to).map(index -> Tensors.reflect(index, length)).toArray();
  }

  @Test
  void copiesOnlyThePartThatCounts() {
    float[] values = new float[27];
    values[4] = 1;
    byte[] rgb = new byte[3];
    Tensors.copy(FloatBuffer.wrap(values), new Tile(-1, -1, 3, 3), new Tile(0, 0, 1, 1), rgb, 1);
    assertEquals((byte) 255, rgb[0]);
    assertEquals(0, rgb[1]);
  }
}
