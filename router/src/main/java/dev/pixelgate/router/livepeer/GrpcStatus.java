package dev.pixelgate.router.livepeer;

import io.vertx.core.MultiMap;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How an answer over gRPC ended.
 *
 * @param code 0 for well
 * @param text a stranger's words, printable, at most 200 characters, possibly none
 */
record GrpcStatus(int code, String text) {
  private static final Pattern CODE = Pattern.compile("[0-9]{1,3}");
  private static final int LONGEST = 200;
  private static final int ENCODED = 3;

  /** What the trailers say, or the headers of an answer that has nothing but them. */
  static Optional<GrpcStatus> of(MultiMap said) {
    return Optional.ofNullable(said.get("grpc-status"))
        .filter(code -> CODE.matcher(code).matches())
        .map(code -> new GrpcStatus(Integer.parseInt(code), text(said)));
  }

  private static String text(MultiMap said) {
    String given = Optional.ofNullable(said.get("grpc-message")).orElse("");
    String text = decoded(cut(given, LONGEST * ENCODED)).replaceAll("[^\\p{Print}]+", " ");
    return cut(text, LONGEST).strip();
  }

  /** Percent-encoded on the wire; what cannot be decoded stays as it is. */
  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException notEncoded) {
      return text;
    }
  }

  private static String cut(String text, int most) {
    return text.length() > most ? text.substring(0, most) : text;
  }
}
