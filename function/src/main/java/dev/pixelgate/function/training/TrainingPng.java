package dev.pixelgate.function.training;

import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;

/**
 * Sound PNG files, 8-bit RGB, made without ImageIO and without the runtime: neither belongs into
 * what a gateway learns.
 */
final class TrainingPng {
  private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
  private static final byte[] EIGHT_BIT_RGB = {8, 2, 0, 0, 0};
  private static final int CHANNELS = 3;

  private TrainingPng() {}

  /** Noise, which does not compress: about {@code 3 * width * height} bytes. */
  static Buffer noise(int width, int height, Random random) {
    byte[] samples = new byte[CHANNELS * width * height];
    random.nextBytes(samples);
    return file(width, height, samples);
  }

  /** Black: a few bytes a row. */
  static Buffer plain(int width, int height) {
    return file(width, height, new byte[CHANNELS * width * height]);
  }

  private static Buffer file(int width, int height, byte[] samples) {
    Buffer header = Buffer.buffer().appendInt(width).appendInt(height).appendBytes(EIGHT_BIT_RGB);
    Buffer file = Buffer.buffer(SIGNATURE);
    chunk(file, "IHDR", header.getBytes());
    chunk(file, "IDAT", deflated(width, height, samples));
    chunk(file, "IEND", new byte[0]);
    return file;
  }

  private static byte[] deflated(int width, int height, byte[] samples) {
    int row = CHANNELS * width;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (DeflaterOutputStream deflate = new DeflaterOutputStream(out)) {
      for (int y = 0; y < height; y++) {
        deflate.write(0); // the row's filter: none
        deflate.write(samples, y * row, row);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static void chunk(Buffer file, String type, byte[] data) {
    byte[] name = type.getBytes(StandardCharsets.US_ASCII);
    CRC32 crc = new CRC32();
    crc.update(name);
    crc.update(data);
    file.appendInt(data.length)
        .appendBytes(name)
        .appendBytes(data)
        .appendUnsignedInt(crc.getValue());
  }
}
