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
    try (InputStream in = TestingFiles.class.getResourceAsStream("astronaut_32.png")) {
      return Objects.requireNonNull(in, "astronaut_32.png").readAllBytes();
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

  /** What a header reader says after a whole file, so many bytes a call. */
  static HeaderResult header(byte[] file, int cut) {
    PictureHeader header = new PictureHeader();
    for (int at = 0; at < file.length; at += cut) {
      header.accept(file, at, Math.min(cut, file.length - at));
    }
    return header.accept(file, file.length, 0);
  }
}
