package dev.pixelgate.runtime.picture.vp8;

/** Smooths the edges of macroblocks and blocks (section 15), in place. */
final class LoopFilter {
  private final FrameHeader header;

  LoopFilter(FrameHeader header) {
    this.header = header;
  }

  /**
   * One macroblock, after those above and left of it.
   *
   * @param inner whether the edges of its blocks are smoothed too
   */
  void filter(Plane luma, Plane u, Plane v, int column, int row, int level, boolean inner) {
    if (level == 0) {
      return;
    }
    int interior = interior(level);
    int hev = level >= 40 ? 2 : level >= 15 ? 1 : 0;
    int block = 2 * level + interior;
    boolean simple = header.hasSimpleFilter();
    plane(luma, 16, column, row, block, interior, hev, inner, simple);
    if (!simple) {
      plane(u, 8, column, row, block, interior, hev, inner, false);
      plane(v, 8, column, row, block, interior, hev, inner, false);
    }
  }

  private int interior(int level) {
    int interior = level;
    if (header.sharpness() > 0) {
      interior >>= header.sharpness() > 4 ? 2 : 1;
      interior = Math.min(interior, 9 - header.sharpness());
    }
    return Math.max(1, interior);
  }

  private static void plane(
      Plane plane,
      int size,
      int column,
      int row,
      int limit,
      int interior,
      int hev,
      boolean inner,
      boolean simple) {
    int first = plane.at(column * size, row * size);
    int down = plane.stride();
    edges(plane, first, 1, down, size, column > 0, limit, interior, hev, inner, simple);
    edges(plane, first, down, 1, size, row > 0, limit, interior, hev, inner, simple);
  }

  /** All edges of one direction: {@code across} them and {@code along} them. */
  private static void edges(
      Plane plane,
      int first,
      int across,
      int along,
      int size,
      boolean outer,
      int limit,
      int interior,
      int hev,
      boolean inner,
      boolean simple) {
    for (int place = outer ? 0 : 4; place < (inner ? size : 1); place += 4) {
      boolean macro = place == 0;
      int most = macro ? limit + 4 : limit;
      for (int i = 0; i < size; i++) {
        int at = first + place * across + i * along;
        if (simple) {
          simple(plane, at, across, most);
        } else {
          normal(plane, at, across, most, interior, hev, macro);
        }
      }
    }
  }

  private static void simple(Plane plane, int at, int step, int limit) {
    if (isWithin(plane, at, step, limit)) {
      common(plane, at, step, true);
    }
  }

  private static void normal(
      Plane plane, int at, int step, int limit, int interior, int hev, boolean macro) {
    if (!isWithin(plane, at, step, limit) || !isSmooth(plane, at, step, interior)) {
      return;
    }
    boolean varies =
        difference(plane, at - 2 * step, at - step) > hev || difference(plane, at + step, at) > hev;
    if (varies) {
      common(plane, at, step, true);
    } else if (macro) {
      wide(plane, at, step);
    } else {
      int change = (common(plane, at, step, false) + 1) >> 1;
      add(plane, at + step, -change);
      add(plane, at - 2 * step, change);
    }
  }

  private static boolean isWithin(Plane plane, int at, int step, int limit) {
    return 4 * difference(plane, at - step, at) + difference(plane, at - 2 * step, at + step)
        <= 2 * limit + 1;
  }

  private static boolean isSmooth(Plane plane, int at, int step, int interior) {
    for (int i = 1; i < 4; i++) {
      if (difference(plane, at - (i + 1) * step, at - i * step) > interior
          || difference(plane, at + i * step, at + (i - 1) * step) > interior) {
        return false;
      }
    }
    return true;
  }

  /** Moves the two samples at the edge towards each other; by how much the right one. */
  private static int common(Plane plane, int at, int step, boolean outerTaps) {
    int outer = outerTaps ? signed(signed(plane, at - 2 * step) - signed(plane, at + step)) : 0;
    int change = signed(outer + 3 * (signed(plane, at) - signed(plane, at - step)));
    int right = signed(change + 4) >> 3;
    add(plane, at, -right);
    add(plane, at - step, signed(change + 3) >> 3);
    return right;
  }

  private static void wide(Plane plane, int at, int step) {
    int outer = signed(signed(plane, at - 2 * step) - signed(plane, at + step));
    int change = signed(outer + 3 * (signed(plane, at) - signed(plane, at - step)));
    for (int i = 0; i < 3; i++) {
      int part = signed((9 * (3 - i) * change + 63) >> 7);
      add(plane, at + i * step, -part);
      add(plane, at - (i + 1) * step, part);
    }
  }

  private static int difference(Plane plane, int one, int other) {
    return Math.abs(plane.get(one) - plane.get(other));
  }

  private static int signed(Plane plane, int at) {
    return plane.get(at) - 128;
  }

  private static int signed(int value) {
    return value < -128 ? -128 : Math.min(127, value);
  }

  private static void add(Plane plane, int at, int change) {
    plane.set(at, plane.get(at) + change);
  }
}
