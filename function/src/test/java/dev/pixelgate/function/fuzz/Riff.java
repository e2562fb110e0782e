package dev.pixelgate.function.fuzz;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** WebP: a RIFF header, then chunks of type, length and data, padded to even. */
final class Riff implements Container {
  private static final int HEADER_BYTES = 12;
  private static final int FRAME_BYTES = 8;

  @Override
  public List<byte[]> split(byte[] file) {
    List<byte[]> parts = new ArrayList<>();
    int at = Math.min(HEADER_BYTES, file.length);
    parts.add(Arrays.copyOf(file, at));
    while (at < file.length) {
      long length = Math.max(0, Bytes.get(file, at + 4, 4, true));
      int next = (int) Math.min(at + FRAME_BYTES + length + length % 2, file.length);
      parts.add(Arrays.copyOfRange(file, at, next));
      at = next;
    }
    return parts;
  }

  @Override
  public void repair(byte[] part, boolean length) {
    if (length && part.length >= FRAME_BYTES && part[0] != 'R') {
      Bytes.put(part, 4, 4, true, part.length - FRAME_BYTES);
    }
  }

  @Override
  public byte[] whole(byte[] file) {
    Bytes.put(file, 4, 4, true, file.length - FRAME_BYTES);
    return file;
  }
}
