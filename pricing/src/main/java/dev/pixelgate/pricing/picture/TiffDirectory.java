package dev.pixelgate.pricing.picture;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What the first directory of a TIFF file says: the size, and how far the file must reach for it to
 * be decoded.
 */
final class TiffDirectory {
  private static final int WIDTH = 256;
  private static final int HEIGHT = 257;
  private static final int STRIP_OFFSETS = 273;
  private static final int STRIP_LENGTHS = 279;
  private static final int TILE_OFFSETS = 324;
  private static final int TILE_LENGTHS = 325;

  /** Where the one JPEG stream of an old-style JPEG picture is: it may have no strips. */
  private static final int JPEG_STREAM = 513;

  private static final int COLOUR_PROFILE = 34675;

  /** Private tags begin here: their values are overlooked, as decoders do. */
  private static final int PRIVATE = 32768;

  private final TiffNumbers numbers;
  private final Set<Integer> seen = new HashSet<>();
  private final TiffSegments strips = new TiffSegments();
  private final TiffSegments tiles = new TiffSegments();
  private final List<TiffArray> arrays = new ArrayList<>(4);
  private long width;
  private long height;
  private long valuesEnd;
  private String firstProblem = "";

  TiffDirectory(TiffNumbers numbers) {
    this.numbers = numbers;
  }

  /** Takes the next entry. */
  void add(byte[] bytes) {
    TiffEntry entry = TiffEntry.of(numbers, bytes);
    switch (entry.tag()) {
      case WIDTH -> width = side(entry, bytes, "width");
      case HEIGHT -> height = side(entry, bytes, "height");
      case STRIP_OFFSETS -> array(entry, bytes, strips::offset);
      case STRIP_LENGTHS -> array(entry, bytes, strips::length);
      case TILE_OFFSETS -> array(entry, bytes, tiles::offset);
      case TILE_LENGTHS -> array(entry, bytes, tiles::length);
      case JPEG_STREAM -> seen.add(JPEG_STREAM);
      default -> {
        if (entry.tag() < PRIVATE || entry.tag() == COLOUR_PROFILE) {
          reach(entry);
        }
      }
    }
  }

  /** What is wrong so far, as a phrase; empty when nothing is. */
  String problem() {
    return firstProblem;
  }

  /** Judges it once every entry is there; the offset of the next directory follows at once. */
  void end(long position) {
    valuesEnd = Math.max(valuesEnd, position + numbers.offsetBytes());
    if (!firstProblem.isEmpty()) {
      return;
    }
    if (width < 1 || height < 1 || width > Integer.MAX_VALUE || height > Integer.MAX_VALUE) {
      fail("its size is %sx%s pixels".formatted(unsigned(width), unsigned(height)));
    } else if (!seen.contains(STRIP_OFFSETS)
        && !seen.contains(TILE_OFFSETS)
        && !seen.contains(JPEG_STREAM)) {
      fail("its first directory names neither strips nor tiles");
    }
  }

  /** The picture of a sound directory. */
  Picture picture() {
    return new Picture(PictureFormat.TIFF, (int) width, (int) height);
  }

  /** Sees bytes behind the directory. */
  void see(long position, byte[] bytes, int offset, int length) {
    for (TiffArray array : arrays) {
      array.see(position, bytes, offset, length);
    }
  }

  /** How far the file must reach, as far as it is known. */
  long filesEnd() {
    return Math.max(valuesEnd, Math.max(strips.end(), tiles.end()));
  }

  private long side(TiffEntry entry, byte[] bytes, String name) {
    once(entry);
    if (!entry.whole() || entry.count() != 1 || !entry.inline()) {
      fail("its %s is not one whole number".formatted(name));
      return 0;
    }
    return numbers.read(bytes, (int) entry.at(), entry.size());
  }

  private void array(TiffEntry entry, byte[] bytes, TiffArray.Sink sink) {
    once(entry);
    if (!entry.whole()) {
      fail("tag %d does not hold whole numbers".formatted(entry.tag()));
      return;
    }
    TiffArray array = new TiffArray(numbers, entry, sink);
    if (entry.inline()) {
      array.see(0, bytes, 0, numbers.entryBytes());
    } else {
      reach(entry);
      arrays.add(array);
    }
  }

  /** A tag that stands twice: a decoder may take the other one. */
  private void once(TiffEntry entry) {
    if (!seen.add(entry.tag())) {
      fail("its first directory has tag %d twice".formatted(entry.tag()));
    }
  }

  private void reach(TiffEntry entry) {
    long end = entry.end();
    if (end < 0) {
      fail("the values of tag %d are said to lie beyond any file".formatted(entry.tag()));
    }
    valuesEnd = Math.max(valuesEnd, end);
  }

  private void fail(String problem) {
    firstProblem = firstProblem.isEmpty() ? problem : firstProblem;
  }

  private static String unsigned(long number) {
    return Long.toUnsignedString(number);
  }
}
