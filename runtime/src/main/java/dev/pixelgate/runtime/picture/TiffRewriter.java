package dev.pixelgate.runtime.picture;

import dev.pixelgate.runtime.picture.TiffDirectory.Field;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import javax.imageio.stream.ImageInputStream;

/**
 * Writes a checked directory anew, behind the file's own bytes, in classic form: what the decoder
 * reads instead of the one that was sent, with its loops, counts and further directories.
 */
final class TiffRewriter {
  /** Fields that say how samples are stored. */
  static final Set<Integer> KEPT =
      Set.of(
          256, 257, 258, 259, 262, 266, 273, 274, 277, 278, 279, 284, 292, 293, 317, 320, 322, 323,
          324, 325, 338, 339, 347, 529, 530, 531, 532);

  private static final int SHORT = 3;
  private static final int LONG = 4;
  private static final int RATIONAL = 5;
  private static final int UNDEFINED = 7;

  private TiffRewriter() {}

  /** Of a file below 4 GiB whose fields were checked. */
  static SplicedInput rewrite(
      ImageInputStream input, long length, ByteOrder order, SortedMap<Integer, Field> fields) {
    long start = length + (length & 1);
    ByteBuffer head = ByteBuffer.allocate(8).order(order);
    head.put(order == ByteOrder.LITTLE_ENDIAN ? new byte[] {'I', 'I'} : new byte[] {'M', 'M'});
    head.putShort((short) 42).putInt((int) start);
    return new SplicedInput(
        input,
        List.of(
            new SplicedInput.Own(head.array()),
            new SplicedInput.Range(8, length - 8),
            new SplicedInput.Own(new byte[(int) (start - length)]),
            new SplicedInput.Own(directory(start, order, fields))));
  }

  private static byte[] directory(long start, ByteOrder order, SortedMap<Integer, Field> fields) {
    int entries = 2 + 12 * fields.size() + 4;
    int data = fields.values().stream().mapToInt(TiffRewriter::size).sum();
    ByteBuffer directory = ByteBuffer.allocate(entries + data).order(order);
    directory.putShort((short) fields.size());
    int free = entries;
    for (Map.Entry<Integer, Field> entry : fields.entrySet()) {
      Field field = entry.getValue();
      int type = type(field);
      int width = width(type);
      directory.putShort((short) (int) entry.getKey()).putShort((short) type);
      directory.putInt(field.values().length);
      int next = directory.position() + 4;
      if (field.values().length * width > 4) {
        directory.putInt((int) (start + free)).position(free);
        free += size(field);
      }
      for (long value : field.values()) {
        put(directory, width, value);
      }
      directory.position(next);
    }
    return directory.array();
  }

  private static int size(Field field) {
    int size = field.values().length * width(type(field));
    return size > 4 ? size + (size & 1) : 0;
  }

  /** BigTIFF's types become those of classic TIFF. */
  private static int type(Field field) {
    return switch (field.width()) {
      case 1 -> UNDEFINED;
      case 2 -> SHORT;
      case 4 -> LONG;
      default -> field.type() == RATIONAL ? RATIONAL : LONG;
    };
  }

  private static int width(int type) {
    return switch (type) {
      case UNDEFINED -> 1;
      case SHORT -> 2;
      case LONG -> 4;
      default -> 8;
    };
  }

  private static void put(ByteBuffer directory, int width, long value) {
    switch (width) {
      case 1 -> directory.put((byte) value);
      case 2 -> directory.putShort((short) value);
      case 4 -> directory.putInt((int) value);
      default -> directory.putLong(value);
    }
  }
}
