package dev.pixelgate.runtime.picture;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Bits on their way into bytes, the lowest first, as deflate wants them (RFC 1951, 3.1.1). */
final class BitBuffer {
  private static final VarHandle WORD =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  private final byte[] bytes;
  private int length;
  private long pending;
  private int pendingBits;

  /**
   * An empty one.
   *
   * @param capacity bytes; 4 more than will be written, because whole words are
   */
  BitBuffer(int capacity) {
    this.bytes = new byte[capacity];
  }

  /** Appends the lowest {@code count} bits, up to 32; those above them are zeros. */
  void put(long bits, int count) {
    pending |= bits << pendingBits;
    pendingBits += count;
    if (pendingBits >= Integer.SIZE) {
      WORD.set(bytes, length, (int) pending);
      length += Integer.BYTES;
      pending >>>= Integer.SIZE;
      pendingBits -= Integer.SIZE;
    }
  }

  /**
   * Appends a code for each of these bytes.
   *
   * @param codes for each value its code and, from {@link HuffmanCode#LENGTH_SHIFT} on, how many
   *     bits it has, at most 15
   */
  void putCodes(byte[] data, int from, int to, int[] codes) {
    // In locals, this loop is the whole cost of a photo: two codes fit into what 32 bits leave.
    long bits = pending;
    int count = pendingBits;
    int at = length;
    int i = from;
    for (; i + 1 < to; i += 2) {
      int first = codes[data[i] & 0xff];
      bits |= (long) (first & HuffmanCode.CODE_MASK) << count;
      count += first >>> HuffmanCode.LENGTH_SHIFT;
      int second = codes[data[i + 1] & 0xff];
      bits |= (long) (second & HuffmanCode.CODE_MASK) << count;
      count += second >>> HuffmanCode.LENGTH_SHIFT;
      if (count >= Integer.SIZE) {
        WORD.set(bytes, at, (int) bits);
        at += Integer.BYTES;
        bits >>>= Integer.SIZE;
        count -= Integer.SIZE;
      }
    }
    pending = bits;
    pendingBits = count;
    length = at;
    if (i < to) {
      putCode(codes[data[i] & 0xff]);
    }
  }

  /** Appends one code, as {@link HuffmanCode} has them. */
  void putCode(int code) {
    put(code & HuffmanCode.CODE_MASK, code >>> HuffmanCode.LENGTH_SHIFT);
  }

  /**
   * Appends what another one holds.
   *
   * @param other was never aligned: whole words, and bits that do not fill one
   */
  void append(BitBuffer other) {
    for (int at = 0; at < other.length; at += Integer.BYTES) {
      put(Integer.toUnsignedLong((int) WORD.get(other.bytes, at)), Integer.SIZE);
    }
    put(other.pending, other.pendingBits);
  }

  /** Whether it ends at a whole byte. */
  boolean isAligned() {
    return pendingBits % Byte.SIZE == 0;
  }

  /** Fills the last byte with zeros; afterwards every bit is among the {@link #bytes}. */
  void align() {
    while (pendingBits > 0) {
      bytes[length++] = (byte) pending;
      pending >>>= Byte.SIZE;
      pendingBits -= Byte.SIZE;
    }
    pending = 0;
    pendingBits = 0;
  }

  /** The whole bytes so far are its first {@link #length}. */
  byte[] bytes() {
    return bytes;
  }

  int length() {
    return length;
  }

  /** Forgets the whole bytes; bits that do not fill one stay. */
  void clear() {
    length = 0;
  }

  /** Forgets everything. */
  void reset() {
    length = 0;
    pending = 0;
    pendingBits = 0;
  }
}
