package dev.pixelgate.function.fuzz;

import java.util.Arrays;
import java.util.List;

/** Changes a TIFF's directories, classic or big: tags, types, counts, offsets, loops. */
final class TiffMutation implements Mutation {
  /** Size, depth, compression, colour, strips, planes, predictor, tiles, JPEG tables, profile. */
  private static final List<Integer> TAGS =
      List.of(
          256, 257, 258, 259, 262, 266, 273, 274, 277, 278, 279, 284, 317, 320, 322, 323, 324, 325,
          330, 338, 339, 347, 512, 513, 514, 529, 530, 532, 34665, 34675);

  private static final List<Integer> COMPRESSIONS =
      List.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 32773, 32946, 34712, 50000);

  /** Where a directory's fields are: these differ between TIFF and BigTIFF. */
  private record Shape(boolean little, int directoryAt, int countBytes, int entryBytes, int word) {
    static Shape of(byte[] file) {
      boolean little = Bytes.get(file, 0, 1, true) == 'I';
      boolean big = Bytes.get(file, 2, 2, little) == 43;
      int at = big ? Bytes.get(file, little ? 8 : 12, 4, little) : Bytes.get(file, 4, 4, little);
      return big ? new Shape(little, at, 8, 20, 8) : new Shape(little, at, 2, 12, 4);
    }

    int entries(byte[] file) {
      int low = little ? directoryAt : directoryAt + countBytes - 2;
      return Math.min(Bytes.get(file, low, 2, little), 64);
    }

    int entryAt(int index) {
      return directoryAt + countBytes + index * entryBytes;
    }
  }

  private enum Change {
    TAG,
    TYPE,
    COUNT,
    VALUE,
    SMALL_VALUE,
    COMPRESSION,
    COPY,
    ENTRIES,
    LOOP,
    MOVE
  }

  @Override
  public byte[] apply(byte[] file, byte[] donor, Draw draw) {
    byte[] out = file.clone();
    Shape shape = Shape.of(out);
    int entries = shape.entries(out);
    int entry = shape.entryAt(draw.below(entries));
    int valueAt = entry + 4 + shape.word;
    switch (Change.values()[draw.below(Change.values().length)]) {
      case TAG -> Bytes.put(out, entry, 2, shape.little, draw.of(TAGS));
      case TYPE -> Bytes.put(out, entry + 2, 2, shape.little, draw.below(20));
      case COUNT -> Bytes.put(out, entry + 4, shape.word, shape.little, draw.number());
      case VALUE -> Bytes.put(out, valueAt, shape.word, shape.little, draw.number());
      case SMALL_VALUE -> Bytes.put(out, valueAt, 2, shape.little, draw.below(70));
      case COMPRESSION -> compression(out, shape, entries, draw);
      case COPY -> copy(out, shape, entry, entries, draw);
      case ENTRIES ->
          Bytes.put(out, shape.directoryAt, shape.countBytes, shape.little, draw.number());
      case LOOP ->
          Bytes.put(out, shape.entryAt(entries), shape.word, shape.little, loop(shape, draw));
      case MOVE -> {
        return move(out, shape, entries, draw);
      }
    }
    return out;
  }

  private static void compression(byte[] out, Shape shape, int entries, Draw draw) {
    for (int i = 0; i < entries; i++) {
      int at = shape.entryAt(i);
      if (Bytes.get(out, at, 2, shape.little) == 259) {
        Bytes.put(out, at + 4 + shape.word, 2, shape.little, draw.of(COMPRESSIONS));
      }
    }
  }

  private static void copy(byte[] out, Shape shape, int entry, int entries, Draw draw) {
    int from = shape.entryAt(draw.below(entries));
    if (Math.min(from, entry) >= 0 && Math.max(from, entry) + shape.entryBytes <= out.length) {
      System.arraycopy(out, from, out, entry, shape.entryBytes);
    }
  }

  /** The next directory is this one, begins inside it, or anywhere. */
  private static int loop(Shape shape, Draw draw) {
    return draw.oneIn(2)
        ? shape.directoryAt
        : draw.oneIn(2) ? shape.directoryAt + 2 : draw.number();
  }

  /** The directory again at the end, where the header now points; the old one stays. */
  private static byte[] move(byte[] file, Shape shape, int entries, Draw draw) {
    int end = shape.entryAt(entries) + shape.word;
    if (shape.directoryAt < 0 || end < shape.directoryAt || end > file.length) {
      return file;
    }
    byte[] directory = Arrays.copyOfRange(file, shape.directoryAt, end);
    byte[] out = Bytes.replace(file, file.length, directory, file.length);
    int pointerAt = shape.word == 4 ? 4 : 8;
    Bytes.put(out, pointerAt, shape.word, shape.little, file.length + (draw.oneIn(4) ? 1 : 0));
    return out;
  }
}
