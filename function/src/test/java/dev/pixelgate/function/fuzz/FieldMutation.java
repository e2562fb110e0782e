package dev.pixelgate.function.fuzz;

/** Sets one field of a fixed header, given as offset and size in turn, to a number that hurts. */
final class FieldMutation implements Mutation {
  /** BMP: sizes, offset of the pixels, planes, bits, compression, colours, masks. */
  static final FieldMutation BMP =
      new FieldMutation(
          2, 4, 10, 4, 14, 4, 18, 4, 22, 4, 18, 2, 20, 2, 24, 2, 26, 2, 28, 2, 30, 4, 34, 4, 46, 4,
          50, 4, 54, 4, 58, 4, 62, 4, 66, 4);

  /** GIF: the screen's size and flags. */
  static final FieldMutation GIF = new FieldMutation(6, 2, 8, 2, 10, 1, 11, 1, 12, 1);

  /** WebP: file and chunk lengths, sizes of VP8X (3 bytes each), VP8 and VP8L, flags. */
  static final FieldMutation WEBP =
      new FieldMutation(4, 4, 12, 4, 16, 4, 20, 1, 24, 3, 27, 3, 20, 3, 26, 2, 28, 2, 21, 4);

  private final int[] fields;

  private FieldMutation(int... fields) {
    this.fields = fields;
  }

  @Override
  public byte[] apply(byte[] file, byte[] donor, Draw draw) {
    byte[] out = file.clone();
    int field = 2 * draw.below(fields.length / 2);
    int value = draw.oneIn(3) ? draw.below(80) : draw.number();
    Bytes.put(out, fields[field], fields[field + 1], true, value);
    return out;
  }
}
