package dev.pixelgate.pricing.picture;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/** Bytes of test files, and walks over them in given cuts. */
final class TestingFiles {
  private TestingFiles() {}

  /** A real 32x32 photo as PNG: part of a portrait by NASA, in the public domain. */
  static byte[] photo() {
    return resource("astronaut_32.png");
  }

  /** A file that a foreign encoder made: cwebp, gif2webp, ImageMagick, libtiff. */
  static byte[] sample(String name) {
    return resource("samples/" + name);
  }

  /** A whole file of this format. */
  static byte[] some(PictureFormat format) {
    return switch (format) {
      case PNG -> photo();
      case JPEG -> TestingJpeg.encoded(33, 17, false);
      case WEBP -> sample("alpha.webp");
      case GIF -> sample("animated.gif");
      case BMP -> sample("rle8.bmp");
      case TIFF -> sample("lzw.tif");
    };
  }

  private static byte[] resource(String name) {
    try (InputStream in = TestingFiles.class.getResourceAsStream(name)) {
      return Objects.requireNonNull(in, name).readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static byte[] join(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }

  /** A walk over a whole file in one call. */
  static ContainerWalk walk(PictureFormat format, byte[] file) {
    return walk(format, file, Math.max(1, file.length));
  }

  /** A walk over a whole file, so many bytes a call. */
  static ContainerWalk walk(PictureFormat format, byte[] file, int cut) {
    ContainerWalk walk = ContainerWalk.of(format);
    for (int at = 0; at < file.length; at += cut) {
      walk.accept(file, at, Math.min(cut, file.length - at));
    }
    return walk;
  }

  /** What is known of a file at its end, so many bytes a call. */
  static WalkResult result(byte[] file, int cut) {
    PictureWalk walk = new PictureWalk();
    for (int at = 0; at < file.length; at += cut) {
      walk.accept(file, at, Math.min(cut, file.length - at));
    }
    return walk.atEnd();
  }
}
