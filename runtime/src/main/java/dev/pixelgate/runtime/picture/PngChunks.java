package dev.pixelgate.runtime.picture;

import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import javax.imageio.stream.ImageInputStream;

/**
 * Walks a PNG's chunks to IEND and checks the CRC of each critical one, which ImageIO does not: it
 * skips the CRCs and fills the rest of a cut picture with black.
 */
final class PngChunks {
  private static final int SIGNATURE_BYTES = 8;
  private static final int ANCILLARY = 0x20;

  private final ImageInputStream input;
  private final byte[] block = new byte[65536];

  private PngChunks(ImageInputStream input) {
    this.input = input;
  }

  /**
   * Leaves {@code input} at its start.
   *
   * @throws PictureException naming the first chunk that is damaged
   */
  static void check(ImageInputStream input) throws PictureException, IOException {
    input.seek(SIGNATURE_BYTES);
    PngChunks chunks = new PngChunks(input);
    while (!chunks.next().equals("IEND")) {}
    input.seek(0);
  }

  private String next() throws PictureException, IOException {
    long start = input.getStreamPosition();
    try {
      long length = input.readUnsignedInt();
      byte[] type = new byte[4];
      input.readFully(type);
      String name = new String(type, StandardCharsets.ISO_8859_1);
      long actual = crc(type, length);
      if (actual != input.readUnsignedInt() && (type[0] & ANCILLARY) == 0) {
        throw new PictureException(
            "damaged PNG: the checksum of its chunk " + name + " at byte " + start + " is wrong");
      }
      return name;
    } catch (EOFException e) {
      throw new PictureException(
          "damaged PNG: cut off in the chunk that starts at byte " + start, e);
    }
  }

  private long crc(byte[] type, long length) throws IOException {
    CRC32 crc = new CRC32();
    crc.update(type);
    long left = length;
    while (left > 0) {
      int count = input.read(block, 0, (int) Math.min(block.length, left));
      if (count < 0) {
        throw new EOFException();
      }
      crc.update(block, 0, count);
      left -= count;
    }
    return crc.getValue();
  }
}
