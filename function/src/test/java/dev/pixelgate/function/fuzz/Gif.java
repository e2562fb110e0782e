package dev.pixelgate.function.fuzz;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** GIF: the screen with its palette, then extensions and images, each with its data blocks. */
final class Gif implements Container {
  private static final int SCREEN_BYTES = 13;
  private static final int IMAGE_BYTES = 10;

  @Override
  public List<byte[]> split(byte[] file) {
    List<byte[]> parts = new ArrayList<>();
    int at = Math.min(file.length, SCREEN_BYTES + palette(file, 10));
    parts.add(Arrays.copyOf(file, at));
    while (at < file.length) {
      int next = Math.clamp(end(file, at), at + 1, file.length);
      parts.add(Arrays.copyOfRange(file, at, next));
      at = next;
    }
    return parts;
  }

  private static int end(byte[] file, int at) {
    return switch (file[at]) {
      case 0x21 -> blocksEnd(file, at + 2);
      case 0x2c -> blocksEnd(file, at + IMAGE_BYTES + palette(file, at + 9) + 1);
      default -> at + 1;
    };
  }

  private static int palette(byte[] file, int flagsAt) {
    int flags = Bytes.get(file, flagsAt, 1, true);
    return (flags & 0x80) == 0 ? 0 : 3 << ((flags & 7) + 1);
  }

  private static int blocksEnd(byte[] file, int from) {
    int at = from;
    while (at < file.length && file[at] != 0) {
      at += 1 + (file[at] & 0xff);
    }
    return at + 1;
  }

  /** Blocks have no length as a whole and no checksum. */
  @Override
  public void repair(byte[] part, boolean length) {}
}
