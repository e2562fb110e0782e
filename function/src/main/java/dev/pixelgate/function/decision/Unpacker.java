package dev.pixelgate.function.decision;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.zip.InflaterInputStream;

/**
 * Reads what a {@link Packer} has written, in the same order. Each step throws {@link
 * IllegalArgumentException} for what no packer of this version writes.
 */
final class Unpacker {
  private final byte[] bytes;
  private final List<String> texts = new ArrayList<>();
  private int at;

  Unpacker(byte[] packed) {
    if (packed.length == 0) {
      throw new IllegalArgumentException("nothing is packed");
    }
    switch (packed[0]) {
      case Packer.PLAIN -> {
        bytes = packed;
        at = 1;
      }
      case Packer.DEFLATED -> bytes = inflated(packed);
      default -> throw new IllegalArgumentException("packed by another version: " + packed[0]);
    }
  }

  private static byte[] inflated(byte[] packed) {
    try (InputStream in =
        new InflaterInputStream(new ByteArrayInputStream(packed, 1, packed.length - 1))) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new IllegalArgumentException("what is packed is damaged: " + e.getMessage(), e);
    }
  }

  long number() {
    long rest = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      byte one = next();
      rest |= (one & 0x7fL) << shift;
      if (one >= 0) {
        return (rest >>> 1) ^ -(rest & 1);
      }
    }
    throw new IllegalArgumentException("a packed number is too long");
  }

  /** A number that says how many or which, at most as many as there are bytes. */
  int count() {
    long count = number();
    if (count < 0 || count > bytes.length) {
      throw new IllegalArgumentException("a packed count is " + count);
    }
    return (int) count;
  }

  int integer() {
    return Math.toIntExact(number());
  }

  boolean truth() {
    return next() != 0;
  }

  double real() {
    long bits = 0;
    for (int i = 0; i < 8; i++) {
      bits = (bits << 8) | (next() & 0xff);
    }
    return Double.longBitsToDouble(bits);
  }

  String text() {
    int known = count();
    if (known > texts.size()) {
      throw new IllegalArgumentException("a packed text is number " + known);
    }
    if (known > 0) {
      return texts.get(known - 1);
    }
    int length = count();
    if (at + length > bytes.length) {
      throw new IllegalArgumentException("what is packed ends within a text");
    }
    String text = new String(bytes, at, length, StandardCharsets.UTF_8);
    at += length;
    texts.add(text);
    return text;
  }

  Instant instant() {
    return Instant.ofEpochSecond(number(), number());
  }

  Duration duration() {
    return Duration.ofSeconds(number(), number());
  }

  <T> Optional<T> maybe(Function<Unpacker, T> present) {
    return truth() ? Optional.of(present.apply(this)) : Optional.empty();
  }

  private byte next() {
    if (at == bytes.length) {
      throw new IllegalArgumentException("what is packed ends too early");
    }
    return bytes[at++];
  }
}
