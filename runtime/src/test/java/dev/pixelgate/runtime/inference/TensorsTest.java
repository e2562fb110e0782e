package dev.pixelgate.runtime.inference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import dev.pixelgate.runtime.picture.Bitmap;
import dev.pixelgate.runtime.picture.Bitmap16;
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
    Tensors.fillColour(picture, new Tile(-1, 0, 4, 1), tensor);
    float[] values = new float[12];
    tensor.get(values);
    assertArrayEquals(new float[] {.4f, 0, .4f, 0, .8f, .2f, .8f, .2f, 0, 1, 0, 1}, values, 1e-6f);
  }

  @Test
  void fillsFromSixteenBitsAndFromAlpha() {
    short[] samples = {0, 13107, (short) 65535, (short) 32768, 26214, (short) 52428, 0, 1};
    Bitmap16 picture = new Bitmap16(2, 1, Bitmap.RGBA, samples);
    FloatBuffer tensor = Tensors.allocate(12);
    Tensors.fillColour(picture, new Tile(0, 0, 2, 1), tensor);
    float[] values = new float[6];
    tensor.get(values);
    assertArrayEquals(new float[] {0, .4f, .2f, .8f, 1, 0}, values, 1e-6f);
    Tensors.fillAlpha(picture, new Tile(0, 0, 2, 1), tensor);
    tensor.get(values);
    float half = 32768 / 65535f;
    float least = 1 / 65535f;
    assertArrayEquals(new float[] {half, least, half, least, half, least}, values, 0);
  }

  private static int[] reflected(int from, int to, int length) {
    return IntStream.range(from, to).map(index -> Tensors.reflect(index, length)).toArray();
  }
}
