package dev.pixelgate.router.discovery;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.filter.FilteringParserDelegate;
import com.fasterxml.jackson.core.filter.JsonPointerBasedFilter;
import com.fasterxml.jackson.core.filter.TokenFilter.Inclusion;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads one number out of a JSON document by its digits. Vert.x's JSON would make a double of it,
 * and money is never one.
 */
final class JsonDecimal {
  private static final JsonFactory JSON = new JsonFactory();
  private static final Pattern NUMBER =
      Pattern.compile("-?[0-9]{1,40}(\\.[0-9]{1,40})?([eE][+-]?[0-9]{1,2})?");

  private final JsonPointer pointer;

  /**
   * Where to look.
   *
   * @param pointer such as {@code /data/amount} (RFC 6901)
   * @throws IllegalArgumentException when it is no pointer
   */
  JsonDecimal(String pointer) {
    this.pointer = JsonPointer.compile(pointer);
  }

  /** The number there, written as a number or as a text; nothing when there is none. */
  Optional<BigDecimal> read(byte[] json) {
    try (JsonParser whole = JSON.createParser(json);
        JsonParser there =
            new FilteringParserDelegate(
                whole, new JsonPointerBasedFilter(pointer), Inclusion.ONLY_INCLUDE_ALL, false)) {
      JsonToken token = there.nextToken();
      if (token == null || !token.isScalarValue()) {
        return Optional.empty();
      }
      String text = there.getText();
      return NUMBER.matcher(text).matches() ? Optional.of(new BigDecimal(text)) : Optional.empty();
    } catch (IOException notJson) {
      return Optional.empty();
    }
  }
}
