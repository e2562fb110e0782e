package dev.pixelgate.pricing.receipt;

import dev.pixelgate.pricing.Sha256;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * A JSON object in its one spelling: members in the order in which they are added, no space,
 * printable ASCII only. A quote and a backslash are escaped by a backslash, every other character
 * as {@code \\u} with four lower-case digits; numbers are whole.
 */
final class CanonicalJson {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private final StringBuilder text = new StringBuilder("{");

  CanonicalJson put(String name, String value) {
    return member(name, quoted(value));
  }

  CanonicalJson put(String name, long value) {
    return member(name, Long.toString(value));
  }

  CanonicalJson put(String name, boolean value) {
    return member(name, Boolean.toString(value));
  }

  /** To the millisecond: what is beyond is cut off. */
  CanonicalJson put(String name, Instant value) {
    return put(name, TIME.format(value));
  }

  CanonicalJson put(String name, CanonicalJson value) {
    return member(name, value.toString());
  }

  /** An array of objects, each filled by {@code fill}. */
  <T> CanonicalJson putEach(String name, List<T> values, BiConsumer<CanonicalJson, T> fill) {
    StringBuilder array = new StringBuilder("[");
    for (T value : values) {
      CanonicalJson json = new CanonicalJson();
      fill.accept(json, value);
      array.append(array.length() > 1 ? "," : "").append(json);
    }
    return member(name, array.append(']').toString());
  }

  private CanonicalJson member(String name, String value) {
    if (text.length() > 1) {
      text.append(',');
    }
    text.append(quoted(name)).append(':').append(value);
    return this;
  }

  private static String quoted(String value) {
    StringBuilder quoted = new StringBuilder(value.length() + 2).append('"');
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '"' || c == '\\') {
        quoted.append('\\').append(c);
      } else if (c < ' ' || c > '~') {
        quoted.append("\\u%04x".formatted((int) c));
      } else {
        quoted.append(c);
      }
    }
    return quoted.append('"').toString();
  }

  /** Of a text in this spelling, which is ASCII. */
  static Sha256 hash(String canonical) {
    return Sha256.of(canonical.getBytes(StandardCharsets.US_ASCII));
  }

  @Override
  public String toString() {
    return text + "}";
  }
}
