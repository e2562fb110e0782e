package dev.pixelgate.function.intake;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A Content-Type of {@code multipart/form-data}, as a client may write it (RFC 9110, 8.3): any
 * case, parameters in any order, some of them unknown, values plain or quoted.
 *
 * @param boundary empty when it is not given or is nothing that a boundary can be
 * @param charset has to exist, and says nothing: text is UTF-8 unless its part has another charset
 */
record MultipartType(Optional<String> boundary, Optional<String> charset) {
  private static final String NAME = "multipart/form-data";

  private static final Pattern PARAMETER =
      Pattern.compile(";\\s*([^\\s=;\"]+)\\s*=\\s*(?:\"([^\"]*)\"|([^\\s;\"]*))");

  /** Visible ASCII and inner spaces; a semicolon or a quote could not be handed on. */
  private static final Pattern BOUNDARY =
      Pattern.compile("[!-~&&[^;\"\\\\]]([ -~&&[^;\"\\\\]]*[!-~&&[^;\"\\\\]])?");

  /** Reads this value of the header; empty when it is another type. */
  static Optional<MultipartType> of(String contentType) {
    int end = contentType.indexOf(';');
    String type = end < 0 ? contentType : contentType.substring(0, end);
    if (!type.strip().toLowerCase(Locale.ROOT).equals(NAME)) {
      return Optional.empty();
    }
    Optional<String> boundary = Optional.empty();
    Optional<String> charset = Optional.empty();
    Matcher parameters = PARAMETER.matcher(contentType);
    while (parameters.find()) {
      String value = parameters.group(2) == null ? parameters.group(3) : parameters.group(2);
      switch (parameters.group(1).toLowerCase(Locale.ROOT)) {
        case "boundary" -> boundary = boundary.or(() -> Optional.of(value));
        case "charset" -> charset = charset.or(() -> Optional.of(value));
        default -> {}
      }
    }
    return Optional.of(
        new MultipartType(boundary.filter(b -> BOUNDARY.matcher(b).matches()), charset));
  }

  /**
   * The same in the one form that Netty reads reliably: it knows lower case only, looks at two
   * parameters and takes a charset without quotes.
   */
  String plain() {
    return NAME
        + boundary.map(b -> "; boundary=\"" + b + '"').orElse("")
        + charset.map(c -> "; charset=" + c).orElse("");
  }
}
