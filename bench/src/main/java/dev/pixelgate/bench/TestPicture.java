package dev.pixelgate.bench;

import dev.pixelgate.runtime.picture.PictureSource;
import io.vertx.core.buffer.Buffer;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import javax.imageio.ImageIO;

/** A photo, mirrored as often as it takes to fill a square, as PNG and as a tensor. */
final class TestPicture {
  private final int side;
  private final byte[] png;
  private final FloatBuffer tensor;

  private TestPicture(int side, byte[] png, FloatBuffer tensor) {
    this.side = side;
    this.png = png;
    this.tensor = tensor;
  }

  static TestPicture of(File photo, int side) throws IOException {
    BufferedImage from = ImageIO.read(photo);
    BufferedImage image = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < side; y++) {
      for (int x = 0; x < side; x++) {
        image.setRGB(
            x, y, from.getRGB(mirrored(x, from.getWidth()), mirrored(y, from.getHeight())));
      }
    }
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    ImageIO.write(image, "png", png);
    float[] values = Plane.of(image).values();
    FloatBuffer tensor =
        ByteBuffer.allocateDirect(values.length * Float.BYTES)
            .order(ByteOrder.nativeOrder())
            .asFloatBuffer()
            .put(values)
            .flip();
    return new TestPicture(side, png.toByteArray(), tensor);
  }

  private static int mirrored(int index, int length) {
    int folded = index % (2 * length);
    return folded < length ? folded : 2 * length - 1 - folded;
  }

  int side() {
    return side;
  }

  long pixels() {
    return (long) side * side;
  }

  byte[] png() {
    return png.clone();
  }

  PictureSource source() {
    return new PictureSource.InMemory(Buffer.buffer(png));
  }

  /** {@code [3,side,side]} in 0..1, direct. */
  FloatBuffer tensor() {
    return tensor.duplicate();
  }
}
