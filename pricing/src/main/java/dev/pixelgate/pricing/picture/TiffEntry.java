package dev.pixelgate.pricing.picture;

/**
 * One entry of a TIFF directory (TIFF 6.0, section 2).
 *
 * @param size bytes of one value; 0 when the type is unknown
 * @param whole whether its values are whole numbers without a sign
 * @param count of its values; negative when it is beyond reason
 * @param inline whether the values stand in the entry itself
 * @param at where they stand: in the entry's bytes when inline, otherwise in the file; negative
 *     when it is beyond reason
 */
record TiffEntry(int tag, int size, boolean whole, long count, boolean inline, long at) {
  /** Far more values than any file has; keeps the sums with them below the largest long. */
  private static final long MAX_COUNT = 1L << 48;

  static TiffEntry of(TiffNumbers numbers, byte[] entry) {
    int slot = numbers.offsetBytes();
    int type = (int) numbers.read(entry, 2, 2);
    long count = numbers.read(entry, 4, slot);
    count = count > MAX_COUNT ? -1 : count;
    int size = size(type);
    boolean inline = count >= 0 && count * size <= slot;
    long at = inline ? 4 + slot : numbers.read(entry, 4 + slot, slot);
    at = at > Long.MAX_VALUE / 2 ? -1 : at;
    boolean whole = type == 1 || type == 3 || type == 4 || type == 13 || type == 16 || type == 18;
    return new TiffEntry((int) numbers.read(entry, 0, 2), size, whole, count, inline, at);
  }

  /** Where its values end in the file; 0 when they stand in the entry; negative: beyond reason. */
  long end() {
    if (inline) {
      return 0;
    }
    return count < 0 || at < 0 ? -1 : at + count * size;
  }

  private static int size(int type) {
    return switch (type) {
      case 1, 2, 6, 7 -> 1;
      case 3, 8 -> 2;
      case 4, 9, 11, 13 -> 4;
      case 5, 10, 12, 16, 17, 18 -> 8;
      default -> 0;
    };
  }
}
