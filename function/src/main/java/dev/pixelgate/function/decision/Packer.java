package dev.pixelgate.function.decision;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.zip.Deflater;

/**
 * Writes values one after the other, exactly and in few bytes: whole numbers of 7 bits a byte, a
 * text that comes again as its number. {@link Unpacker} reads them in the same order.
 */
final class Packer {
  /** The first byte of all that is packed; another one is another version's. */
  static final byte PLAIN = 1;

  /** The same, of what is compressed behind it. */
  static final byte DEFLATED = 2;

  /** Below this compressing saves nothing worth its time. */
  private static final int WORTH_DEFLATING = 1_024;

  private byte[] bytes = new byte[512];
  private int size;
  private final Map<String, Integer> texts = new HashMap<>();

  Packer() {
    add(PLAIN);
  }

  /** Any whole number; small ones, above and below zero, take least. */
  void number(long number) {
    long rest = (number << 1) ^ (number >> 63);
    while ((rest & ~0x7fL) != 0) {
      add((byte) ((rest & 0x7f) | 0x80));
      rest >>>= 7;
    }
    add((byte) rest);
  }

  void truth(boolean truth) {
    add((byte) (truth ? 1 : 0));
  }

  /** Every bit of it; one NaN is as good as another. */
  void real(double real) {
    long bits = Double.doubleToLongBits(real);
    for (int shift = 56; shift >= 0; shift -= 8) {
      add((byte) (bits >>> shift));
    }
  }

  void text(String text) {
    Integer known = texts.putIfAbsent(text, texts.size() + 1);
    if (known != null) {
      number(known);
      return;
    }
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    number(0);
    number(utf8.length);
    room(utf8.length);
    System.arraycopy(utf8, 0, bytes, size, utf8.length);
    size += utf8.length;
  }

  void instant(Instant instant) {
    number(instant.getEpochSecond());
    number(instant.getNano());
  }

  void duration(Duration duration) {
    number(duration.getSeconds());
    number(duration.getNano());
  }

  <T> void maybe(Optional<T> value, BiConsumer<Packer, T> present) {
    truth(value.isPresent());
    value.ifPresent(there -> present.accept(this, there));
  }

  /** All of it. */
  byte[] packed() {
    return Arrays.copyOf(bytes, size);
  }

  /** All of it, compressed if that is worth it. */
  byte[] deflated() {
    if (size < WORTH_DEFLATING) {
      return packed();
    }
    Deflater deflater = new Deflater(Deflater.BEST_SPEED);
    try {
      deflater.setInput(bytes, 1, size - 1);
      deflater.finish();
      byte[] out = new byte[size];
      out[0] = DEFLATED;
      int written = deflater.deflate(out, 1, out.length - 1);
      return deflater.finished() ? Arrays.copyOf(out, written + 1) : packed();
    } finally {
      deflater.end();
    }
  }

  private void add(byte one) {
    room(1);
    bytes[size++] = one;
  }

  private void room(int more) {
    if (size + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + more));
    }
  }
}
