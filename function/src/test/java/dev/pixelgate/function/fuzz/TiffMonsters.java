package dev.pixelgate.function.fuzz;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** TIFF files whose directories lie, loop or are endless; little-endian. */
final class TiffMonsters {
  private static final int SHORT = 3;
  private static final int LONG = 4;
  private static final int WIDTH = 256;
  private static final int HEIGHT = 257;
  private static final int SAMPLES = 277;
  private static final int STRIP_OFFSETS = 273;
  private static final int STRIP_BYTES = 279;

  private record Entry(int tag, int type, int count, int value) {}

  private TiffMonsters() {}

  static Stream<Monster> all() {
    return Stream.of(
        Monster.refused("tiff-65535x65535", () -> with(long1(WIDTH, 65535), long1(HEIGHT, 65535))),
        Monster.refused("tiff-2147483647x1", () -> with(long1(WIDTH, Integer.MAX_VALUE))),
        Monster.either("tiff-directory-after-itself", () -> file(plain(), 8)),
        Monster.either("tiff-directory-inside-itself", () -> file(plain(), 10)),
        Monster.either("tiff-65535-entries", TiffMonsters::entries),
        Monster.refused("tiff-65535-entries-cut", () -> Arrays.copyOf(entries(), 50_000)),
        Monster.refused("tiff-directory-at-4-gb", TiffMonsters::farAway),
        Monster.refused("tiff-1000000-samples", () -> with(long1(SAMPLES, 1_000_000))),
        Monster.either("tiff-negative-samples", () -> with(long1(SAMPLES, -1))),
        Monster.refused("tiff-4-billion-strips", () -> with(new Entry(STRIP_OFFSETS, LONG, -1, 8))),
        Monster.either("tiff-strip-of-2-gb", () -> with(long1(STRIP_BYTES, Integer.MAX_VALUE))),
        Monster.either("tiff-bits-of-2-billion", () -> with(new Entry(258, SHORT, 1 << 30, 8))),
        Monster.either(
            "tiff-tile-of-65520x65520",
            () -> with(long1(322, 65520), long1(323, 65520), long1(324, 8), long1(325, 64))),
        Monster.either("tiff-exif-loops", () -> with(long1(34665, 8))),
        Monster.either("tiff-subdirectory-loops", () -> with(long1(330, 8))),
        Monster.either("tiff-profile-of-2-gb", () -> with(new Entry(34675, 7, 1 << 31, 8))),
        Monster.either("tiff-deflate-bomb", TiffMonsters::bomb));
  }

  private static Entry long1(int tag, int value) {
    return new Entry(tag, LONG, 1, value);
  }

  /** A grey 8x8 picture in one strip, which lies behind the directory. */
  private static List<Entry> plain() {
    return new ArrayList<>(
        List.of(
            long1(WIDTH, 8),
            long1(HEIGHT, 8),
            new Entry(258, SHORT, 1, 8),
            new Entry(259, SHORT, 1, 1),
            new Entry(262, SHORT, 1, 1),
            long1(STRIP_OFFSETS, 200),
            new Entry(SAMPLES, SHORT, 1, 1),
            long1(278, 8),
            long1(STRIP_BYTES, 64)));
  }

  /** The plain one with these entries instead or besides. */
  private static byte[] with(Entry... changed) {
    List<Entry> entries = plain();
    for (Entry entry : changed) {
      entries.removeIf(old -> old.tag == entry.tag);
      entries.add(entry);
    }
    entries.sort((a, b) -> Integer.compare(a.tag, b.tag));
    return file(entries, 0);
  }

  private static byte[] file(List<Entry> entries, int next) {
    byte[] file = new byte[Math.max(264, 14 + 12 * entries.size())];
    file[0] = 'I';
    file[1] = 'I';
    Bytes.put(file, 2, 2, true, 42);
    Bytes.put(file, 4, 4, true, 8);
    Bytes.put(file, 8, 2, true, entries.size());
    int at = 10;
    for (Entry entry : entries) {
      Bytes.put(file, at, 2, true, entry.tag);
      Bytes.put(file, at + 2, 2, true, entry.type);
      Bytes.put(file, at + 4, 4, true, entry.count);
      Bytes.put(file, at + 8, 4, true, entry.value);
      at += 12;
    }
    Bytes.put(file, at, 4, true, next);
    return file;
  }

  /** The plain one's, then one unknown tag as often as a directory can have it. */
  private static byte[] entries() {
    List<Entry> entries = plain();
    while (entries.size() < 65535) {
      entries.add(long1(60_000, 1));
    }
    return file(entries, 0);
  }

  private static byte[] farAway() {
    byte[] file = file(plain(), 0);
    Bytes.put(file, 4, 4, true, -2);
    return file;
  }

  /** 32 MB of zeros in a strip of 64 pixels. */
  private static byte[] bomb() {
    byte[] strip = PngMonsters.deflated(32_000_000L);
    List<Entry> entries = plain();
    entries.set(3, new Entry(259, SHORT, 1, 8));
    entries.set(8, long1(STRIP_BYTES, strip.length));
    return Bytes.join(List.of(Arrays.copyOf(file(entries, 0), 200), strip));
  }
}
