package dev.pixelgate.pricing.picture;

/**
 * Walks a TIFF or BigTIFF file to its first directory, wherever that lies, and on to its end (TIFF
 * 6.0, section 2). Checked is that the values of all but private tags lie within the file, and the
 * last strip or tile too: by {@link TiffSegments}, and only where the arrays that name the segments
 * stand in the directory or behind it. Not checked: arrays in front of the directory, as their
 * bytes are gone by then; other directories, which may form a ring; the pixels.
 */
final class TiffWalk extends FieldWalk {
  private static final int CLASSIC = 42;
  private static final int BIG = 43;

  /** As libtiff's bound: real directories have under a hundred entries. */
  private static final int MAX_ENTRIES = 4096;

  private TiffNumbers numbers = new TiffNumbers(false, false);
  private TiffDirectory directory = new TiffDirectory(numbers);
  private long directoryAt = 8;
  private int entriesLeft;

  TiffWalk() {
    read(8, this::header);
  }

  @Override
  public boolean complete() {
    return picture().isPresent() && !broken() && received() >= directory.filesEnd();
  }

  @Override
  String awaited() {
    if (picture().isEmpty()) {
      return "the end of its directory, which begins at byte " + directoryAt;
    }
    return directory.filesEnd() == Long.MAX_VALUE
        ? "pixels that are said to lie beyond any file"
        : "the end of its pixels or values at byte " + directory.filesEnd();
  }

  @Override
  void passed(long at, byte[] bytes, int offset, int length) {
    directory.see(at, bytes, offset, length);
  }

  private void header() {
    byte[] header = field();
    boolean little = header[0] == 'I' && header[1] == 'I';
    long version = new TiffNumbers(little, false).read(header, 2, 2);
    boolean signed = little || (header[0] == 'M' && header[1] == 'M');
    if (!signed || (version != CLASSIC && version != BIG)) {
      fail("its first 4 bytes are not a TIFF signature");
      return;
    }
    numbers = new TiffNumbers(little, version == BIG);
    directory = new TiffDirectory(numbers);
    if (!numbers.big()) {
      toDirectory(numbers.read(header, 4, 4));
    } else if (numbers.read(header, 4, 2) != 8 || numbers.read(header, 6, 2) != 0) {
      fail("it is a BigTIFF whose offsets are not of 8 bytes");
    } else {
      read(8, () -> toDirectory(numbers.read(field(), 0, 8)));
    }
  }

  private void toDirectory(long at) {
    directoryAt = at;
    if (at >= 0 && at < numbers.headerBytes()) {
      fail("its directory is said to begin at byte %d, within its header".formatted(at));
    } else if (at < 0) {
      fail("its directory is said to begin at byte %s".formatted(Long.toUnsignedString(at)));
    } else {
      skip(at - position(), () -> read(numbers.countBytes(), this::entries));
    }
  }

  private void entries() {
    long count = numbers.read(field(), 0, numbers.countBytes());
    if (count < 1 || count > MAX_ENTRIES) {
      fail(
          "its directory has %s entries, 1 to %d are read"
              .formatted(Long.toUnsignedString(count), MAX_ENTRIES));
      return;
    }
    entriesLeft = (int) count;
    read(numbers.entryBytes(), this::entry);
  }

  private void entry() {
    directory.add(field());
    entriesLeft--;
    if (entriesLeft > 0) {
      read(numbers.entryBytes(), this::entry);
      return;
    }
    directory.end(position());
    if (!directory.problem().isEmpty()) {
      fail(directory.problem());
      return;
    }
    found(directory.picture());
    skip(Long.MAX_VALUE, this::end);
  }
}
