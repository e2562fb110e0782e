package dev.pixelgate.pricing.picture;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/** JPEG files: real ones from the JDK's encoder, and ones built marker by marker. */
final class TestingJpeg {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  TestingJpeg() {
    raw("ffd8");
  }

  /** An encoded picture of coloured noise. */
  static byte[] encoded(int width, int height, boolean progressive) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < width * height; i++) {
      image.setRGB(i % width, i / width, i * 0x9e3779b1);
    }
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    ImageWriteParam param = writer.getDefaultWriteParam();
    param.setProgressiveMode(
        progressive ? ImageWriteParam.MODE_DEFAULT : ImageWriteParam.MODE_DISABLED);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ImageOutputStream stream = ImageIO.createImageOutputStream(out)) {
      writer.setOutput(stream);
      writer.write(null, new IIOImage(image, null, null), param);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      writer.dispose();
    }
    return out.toByteArray();
  }

  /**
   * This file with so many APP1 segments of 60,000 bytes right behind its start, as EXIF stands.
   */
  static byte[] withApp1(byte[] jpeg, int segments) {
    TestingJpeg file = new TestingJpeg();
    for (int i = 0; i < segments; i++) {
      file.segment(0xe1, new byte[60_000]);
    }
    file.bytes.write(jpeg, 2, jpeg.length - 2);
    return file.bytes();
  }

  TestingJpeg frame(int marker, int precision, int height, int width, int components) {
    ByteBuffer data = ByteBuffer.allocate(6 + 3 * components);
    data.put((byte) precision).putShort((short) height).putShort((short) width);
    return segment(marker, data.put((byte) components).array());
  }

  TestingJpeg segment(int marker, byte[] data) {
    ByteBuffer segment = ByteBuffer.allocate(4 + data.length);
    segment.put((byte) 0xff).put((byte) marker).putShort((short) (data.length + 2)).put(data);
    bytes.writeBytes(segment.array());
    return this;
  }

  TestingJpeg raw(String hex) {
    bytes.writeBytes(HexFormat.of().parseHex(hex));
    return this;
  }

  byte[] bytes() {
    return bytes.toByteArray();
  }
}
