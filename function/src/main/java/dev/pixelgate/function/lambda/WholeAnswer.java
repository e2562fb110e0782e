package dev.pixelgate.function.lambda;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonObject;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;

/** An answer in one piece of JSON; a body that is no text is in base64. */
final class WholeAnswer {
  private WholeAnswer() {}

  static Buffer of(int status, MultiMap headers, Buffer body) {
    JsonObject answer = Prelude.of(status, headers);
    Optional<String> text = isText(headers) ? text(body) : Optional.empty();
    answer
        .put("isBase64Encoded", text.isEmpty())
        .put("body", text.orElseGet(() -> Base64.getEncoder().encodeToString(body.getBytes())));
    return answer.toBuffer();
  }

  private static boolean isText(MultiMap headers) {
    String type = headers.get(HttpHeaders.CONTENT_TYPE);
    if (type == null || headers.contains(HttpHeaders.CONTENT_ENCODING)) {
      return false;
    }
    String lower = type.toLowerCase(Locale.ROOT);
    return lower.startsWith("text/") || lower.startsWith("application/json");
  }

  /** Nothing for bytes that would not come out of a string as they went in. */
  private static Optional<String> text(Buffer body) {
    try {
      ByteBuffer bytes = ByteBuffer.wrap(body.getBytes());
      return Optional.of(StandardCharsets.UTF_8.newDecoder().decode(bytes).toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }
}
