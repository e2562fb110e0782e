package dev.pixelgate.runtime.picture;

import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.CRC32;
import javax.imageio.stream.ImageInputStream;

/**
 * Walks a PNG's chunks to IEND and checks the CRC of each critical one, which ImageIO does not: it
 * skips the CRCs and fills the rest of a cut picture with black. Keeps the few small chunks that
 * say how samples are meant; a wrong CRC makes such a chunk as good as absent.
 */
final class PngChunks {
  private static final int SIGNATURE_BYTES = 8;
  private static final int ANCILLARY = 0x20;

  /**
   * Of pixels. The JDK's reader leaves 8.5 KB of garbage for each: a million of one byte took 5 s.
   * Encoders make one of 8 KB or more, some one for each row.
   */
  private static final int MAX_DATA_CHUNKS = 1 << 16;

  private static final Set<String> KEPT =
      Set.of("IHDR", "iCCP", "eXIf", "sRGB", "gAMA", "cHRM", "tRNS");

  private final ImageInputStream input;
  private final byte[] block = new byte[65536];
  private final Map<String, byte[]> kept = new HashMap<>();
  private int dataChunks;

  private PngChunks(ImageInputStream input) {
    this.input = input;
  }

  /**
   * Leaves {@code input} at its start.
   *
   * @throws PictureException naming the first chunk that is damaged
   */
  static PngChunks read(ImageInputStream input) throws PictureException, IOException {
    input.seek(SIGNATURE_BYTES);
    PngChunks chunks = new PngChunks(input);
    while (!chunks.next().equals("IEND")) {}
    input.seek(0);
    return chunks;
  }

  /** The first chunk of that name, when it is small, sound and of a kept kind. */
  Optional<byte[]> first(String name) {
    return Optional.ofNullable(kept.get(name));
  }

  private String next() throws PictureException, IOException {
    long start = input.getStreamPosition();
    try {
      long length = input.readUnsignedInt();
      byte[] type = new byte[4];
      input.readFully(type);
      String name = new String(type, StandardCharsets.ISO_8859_1);
      if (name.equals("IDAT") && ++dataChunks > MAX_DATA_CHUNKS) {
        throw new PictureException(
            "the PNG's pixels are in more than " + MAX_DATA_CHUNKS + " chunks");
      }
      boolean fits = length <= Math.min(ProfileHeader.MAX_BYTES, input.length() - start);
      boolean keeps = fits && KEPT.contains(name) && !kept.containsKey(name);
      boolean sound = keeps ? keep(name, type, (int) length) : skip(type, length);
      if (!sound && (type[0] & ANCILLARY) == 0) {
        throw new PictureException(
            "damaged PNG: the checksum of its chunk " + name + " at byte " + start + " is wrong");
      }
      return name;
    } catch (EOFException e) {
      throw new PictureException(
          "damaged PNG: cut off in the chunk that starts at byte " + start, e);
    }
  }

  private boolean keep(String name, byte[] type, int length) throws IOException {
    byte[] data = new byte[length];
    input.readFully(data);
    CRC32 crc = new CRC32();
    crc.update(type);
    crc.update(data);
    boolean sound = crc.getValue() == input.readUnsignedInt();
    if (sound) {
      kept.put(name, data);
    }
    return sound;
  }

  private boolean skip(byte[] type, long length) throws IOException {
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
    return crc.getValue() == input.readUnsignedInt();
  }
}
