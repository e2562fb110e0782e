package dev.pixelgate.runtime.picture;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.imageio.stream.ImageInputStream;

/**
 * The first directory of a TIFF, classic or Big: the fields that decoding needs, each of a bounded
 * number of values. No other directory is followed.
 */
final class TiffDirectory {
  static final int WIDTH = 256;
  static final int HEIGHT = 257;
  static final int BITS = 258;
  static final int COMPRESSION = 259;
  static final int PHOTOMETRIC = 262;
  static final int STRIP_OFFSETS = 273;
  static final int ORIENTATION = 274;
  static final int SAMPLES = 277;
  static final int ROWS_PER_STRIP = 278;
  static final int STRIP_BYTES = 279;
  static final int PLANAR = 284;
  static final int TILE_WIDTH = 322;
  static final int TILE_HEIGHT = 323;
  static final int TILE_OFFSETS = 324;
  static final int TILE_BYTES = 325;
  static final int EXTRA_SAMPLES = 338;
  static final int SAMPLE_FORMAT = 339;
  static final int JPEG_TABLES = 347;
  static final int PROFILE = 34675;

  /** Numbers of one type; {@code width} is a value's size in bytes. */
  static final class Field {
    private final int type;
    private final int width;
    private final long[] values;

    private Field(int type, int width, long[] values) {
      this.type = type;
      this.width = width;
      this.values = values;
    }

    int type() {
      return type;
    }

    int width() {
      return width;
    }

    /** The numbers themselves. */
    long[] values() {
      return values;
    }
  }

  private static final int BIG = 43;
  private static final int MAX_ENTRIES = 4096;

  /** Palettes have 3 * 65536 values; rationals count twice. */
  private static final int MAX_VALUES = 3 << 16;

  private final ImageInputStream input;
  private final SortedMap<Integer, Field> fields = new TreeMap<>();
  private Optional<byte[]> profile = Optional.empty();
  private boolean big;

  private TiffDirectory(ImageInputStream input) {
    this.input = input;
  }

  /** Leaves {@code input} in the file's byte order. */
  static TiffDirectory read(ImageInputStream input) throws PictureException, IOException {
    TiffDirectory directory = new TiffDirectory(input);
    try {
      directory.read();
      return directory;
    } catch (EOFException e) {
      throw new PictureException("damaged TIFF: cut off in its first directory", e);
    }
  }

  SortedMap<Integer, Field> fields() {
    return fields;
  }

  Optional<byte[]> profile() {
    return profile;
  }

  /** The first value of a field. */
  long value(int tag, long otherwise) {
    Field field = fields.get(tag);
    return field == null || field.values.length == 0 ? otherwise : field.values[0];
  }

  OptionalInt count(int tag) {
    Field field = fields.get(tag);
    return field == null ? OptionalInt.empty() : OptionalInt.of(field.values.length);
  }

  private void read() throws PictureException, IOException {
    input.seek(0);
    input.setByteOrder(
        input.readUnsignedByte() == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    input.seek(2);
    big = input.readUnsignedShort() == BIG;
    input.seek(big ? 8 : 4);
    seek(offset());
    long entries = big ? input.readLong() : input.readUnsignedShort();
    if (entries < 1 || entries > MAX_ENTRIES) {
      throw new PictureException("damaged TIFF: a directory of " + entries + " entries");
    }
    long first = input.getStreamPosition();
    for (int i = 0; i < entries; i++) {
      input.seek(first + i * (big ? 20L : 12L));
      entry();
    }
  }

  private void entry() throws PictureException, IOException {
    int tag = input.readUnsignedShort();
    int type = input.readUnsignedShort();
    long count = offset();
    int width = width(type);
    boolean arrays = tag >= STRIP_OFFSETS && tag <= TILE_BYTES;
    boolean wanted = tag == PROFILE || tag == JPEG_TABLES || TiffRewriter.KEPT.contains(tag);
    if (!wanted || width == 0 || count < 1 || fields.containsKey(tag)) {
      return;
    }
    if (count > (input.length() + 8) / width) {
      throw new PictureException(
          "damaged TIFF: field " + tag + " of " + count + " values does not fit into the file");
    }
    long most = tag == PROFILE ? ProfileHeader.MAX_BYTES : arrays ? count : MAX_VALUES;
    if (count > most) {
      return;
    }
    if (count * width > (big ? 8 : 4)) {
      seek(offset());
    }
    if (tag == PROFILE) {
      profile = width == 1 ? Optional.of(bytes((int) count)) : Optional.empty();
    } else {
      fields.put(tag, new Field(type, width, values(type, (int) count)));
    }
  }

  private byte[] bytes(int count) throws IOException {
    byte[] bytes = new byte[count];
    input.readFully(bytes);
    return bytes;
  }

  private long[] values(int type, int count) throws IOException {
    long[] values = new long[count];
    for (int i = 0; i < count; i++) {
      values[i] =
          switch (width(type)) {
            case 1 -> input.readUnsignedByte();
            case 2 -> input.readUnsignedShort();
            case 4 -> input.readUnsignedInt();
            default -> input.readLong();
          };
    }
    return values;
  }

  private long offset() throws IOException {
    return big ? input.readLong() : input.readUnsignedInt();
  }

  private void seek(long offset) throws PictureException, IOException {
    if (offset < 8 || offset >= input.length()) {
      throw new PictureException(
          "damaged TIFF: it points to byte " + offset + " of its " + input.length());
    }
    input.seek(offset);
  }

  /** Bytes of a value: BYTE, ASCII, SHORT, LONG, RATIONAL, UNDEFINED, IFD, LONG8, IFD8; else 0. */
  private static int width(int type) {
    return switch (type) {
      case 1, 2, 7 -> 1;
      case 3 -> 2;
      case 4, 13 -> 4;
      case 5, 16, 18 -> 8;
      default -> 0;
    };
  }
}
