package dev.pixelgate.function.media;

import io.vertx.core.buffer.Buffer;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** Bytes that are gathered in memory before they go to a file together. */
final class Gathered {
  private static final int FIRST_BYTES = 16 << 10;

  private byte[] bytes = new byte[FIRST_BYTES];
  private int size;

  int size() {
    return size;
  }

  void append(Buffer more) {
    makeRoom(more.length());
    more.getBytes(bytes, size);
    size += more.length();
  }

  void append(byte[] more, int offset, int length) {
    makeRoom(length);
    System.arraycopy(more, offset, bytes, size, length);
    size += length;
  }

  private void makeRoom(int length) {
    int needed = Math.addExact(size, length);
    if (needed > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(needed, 2 * bytes.length));
    }
  }

  void append(ByteBuffer more) {
    int length = more.remaining();
    makeRoom(length);
    more.get(bytes, size, length);
    size += length;
  }

  /** A view; appending more does not change it. */
  ByteBuffer view() {
    return ByteBuffer.wrap(bytes, 0, size);
  }

  /** A copy of a part. */
  byte[] bytes(int from, int length) {
    return Arrays.copyOfRange(bytes, from, from + length);
  }

  void clear() {
    size = 0;
  }
}
