package dev.pixelgate.function.fuzz;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** JPEG: markers, most with a segment; coded data is a part of its own. */
final class Jpeg implements Container {
  private static final int SOS = 0xda;

  @Override
  public List<byte[]> split(byte[] file) {
    List<byte[]> parts = new ArrayList<>();
    int at = 0;
    boolean coded = false;
    while (at < file.length) {
      int next = coded ? codedEnd(file, at) : segmentEnd(file, at);
      parts.add(Arrays.copyOfRange(file, at, next));
      coded = !coded && Bytes.get(file, at, 2, false) == (0xff00 | SOS);
      at = next;
    }
    return parts;
  }

  private static int segmentEnd(byte[] file, int at) {
    int marker = Bytes.get(file, at + 1, 1, false);
    boolean alone = file[at] != (byte) 0xff || (marker >= 0xd0 && marker <= 0xd9) || marker < 2;
    return Math.min(file.length, at + 2 + (alone ? 0 : Bytes.get(file, at + 2, 2, false)));
  }

  private static int codedEnd(byte[] file, int from) {
    for (int at = from; at + 1 < file.length; at++) {
      int next = file[at + 1] & 0xff;
      if (file[at] == (byte) 0xff && next != 0 && (next < 0xd0 || next > 0xd7)) {
        return Math.max(at, from + 1);
      }
    }
    return file.length;
  }

  @Override
  public void repair(byte[] part, boolean length) {
    if (length && part.length > 3 && segmentEnd(part, 0) > 2) {
      Bytes.put(part, 2, 2, false, part.length - 2);
    }
  }
}
