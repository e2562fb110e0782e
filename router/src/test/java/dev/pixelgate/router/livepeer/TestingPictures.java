package dev.pixelgate.router.livepeer;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import javax.imageio.ImageIO;

/** Black PNG pictures of any size; each is made once. */
public final class TestingPictures {
  private final ConcurrentMap<String, byte[]> made = new ConcurrentHashMap<>();

  /** The one of this size. */
  public byte[] png(int width, int height) {
    return made.computeIfAbsent(width + "x" + height, size -> draw(width, height));
  }

  private static byte[] draw(int width, int height) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR), "png", out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }
}
