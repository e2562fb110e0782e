package dev.pixelgate.router.attempt;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/** Makes small and big PNG files. */
public final class TestingPng {
  private TestingPng() {}

  /** 8-bit RGB noise, which does not compress: about {@code 3 * width * height} bytes. */
  public static byte[] noise(int width, int height, long seed) {
    byte[] rows = new byte[height * (1 + 3 * width)];
    new Random(seed).nextBytes(rows);
    for (int y = 0; y < height; y++) {
      rows[y * (1 + 3 * width)] = 0;
    }
    return of(width, height, rows);
  }

  /** One colour: a few dozen bytes a side. */
  public static byte[] plain(int width, int height) {
    return of(width, height, new byte[height * (1 + 3 * width)]);
  }

  /** The JSON of a good answer with this picture in it. */
  public static String success(byte[] png, String seed) {
    return "{\"images\":[{\"url\":\"data:image/png;base64,"
        + Base64.getEncoder().encodeToString(png)
        + "\",\"seed\":"
        + seed
        + ",\"nsfw\":false}]}";
  }

  private static byte[] of(int width, int height, byte[] rows) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
    byte[] header =
        ByteBuffer.allocate(13)
            .putInt(width)
            .putInt(height)
            .put(new byte[] {8, 2, 0, 0, 0})
            .array();
    chunk(out, "IHDR", header);
    chunk(out, "IDAT", deflated(rows));
    chunk(out, "IEND", new byte[0]);
    return out.toByteArray();
  }

  private static byte[] deflated(byte[] rows) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Deflater fast = new Deflater(Deflater.BEST_SPEED);
    try (DeflaterOutputStream deflate = new DeflaterOutputStream(out, fast)) {
      deflate.write(rows);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      fast.end();
    }
    return out.toByteArray();
  }

  private static void chunk(ByteArrayOutputStream out, String type, byte[] data) {
    byte[] name = type.getBytes(StandardCharsets.US_ASCII);
    CRC32 crc = new CRC32();
    crc.update(name);
    crc.update(data);
    try {
      DataOutputStream fields = new DataOutputStream(out);
      fields.writeInt(data.length);
      fields.write(name);
      fields.write(data);
      fields.writeInt((int) crc.getValue());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
