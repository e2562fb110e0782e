package dev.pixelgate.runtime.onnx;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * One field of a protobuf message, in the wire format (protobuf's encoding guide). Its bytes are
 * shared, not copied.
 *
 * @param type wire type
 * @param value what stands behind the tag, without the length of a length-delimited field
 */
record Field(int number, int type, ByteBuffer value) {
  static final int VARINT = 0;
  static final int FIXED_64 = 1;
  static final int BYTES = 2;
  static final int FIXED_32 = 5;

  private static final int LONGEST_VARINT = 10;

  static Field of(int number, long value) {
    ByteBuffer bytes = ByteBuffer.allocate(LONGEST_VARINT);
    putVarint(bytes, value);
    return new Field(number, VARINT, bytes.flip());
  }

  static Field of(int number, String value) {
    return of(number, ByteBuffer.wrap(value.getBytes(StandardCharsets.UTF_8)));
  }

  static Field of(int number, Message value) {
    return of(number, value.bytes());
  }

  static Field of(int number, ByteBuffer value) {
    return new Field(number, BYTES, value);
  }

  /** Its value as a number; 0 when it is none. */
  long number64() {
    return type == VARINT ? getVarint(bytes()) : 0;
  }

  String text() {
    return StandardCharsets.UTF_8.decode(bytes()).toString();
  }

  Message message() throws OnnxFormatException {
    return Message.read(bytes());
  }

  /** A view of the value of its own position. */
  ByteBuffer bytes() {
    return value.duplicate();
  }

  /** Bytes that {@link #putTo} writes. */
  int size() {
    int length = type == BYTES ? varintSize(value.remaining()) : 0;
    return varintSize(tag()) + length + value.remaining();
  }

  void putTo(ByteBuffer target) {
    putVarint(target, tag());
    if (type == BYTES) {
      putVarint(target, value.remaining());
    }
    target.put(bytes());
  }

  private long tag() {
    return (long) number << 3 | type;
  }

  private static int varintSize(long value) {
    int bits = Long.SIZE - Long.numberOfLeadingZeros(value | 1);
    return Math.ceilDiv(bits, 7);
  }

  /** Seven bits a byte, the lowest first; all but the last have the highest bit set. */
  static long getVarint(ByteBuffer source) {
    long value = 0;
    int shift = 0;
    byte next;
    do {
      next = source.get();
      value |= (long) (next & 0x7f) << shift;
      shift += 7;
    } while (next < 0 && shift < Long.SIZE);
    return value;
  }

  private static void putVarint(ByteBuffer target, long value) {
    long rest = value;
    while ((rest & ~0x7fL) != 0) {
      target.put((byte) (rest | 0x80));
      rest >>>= 7;
    }
    target.put((byte) rest);
  }
}
