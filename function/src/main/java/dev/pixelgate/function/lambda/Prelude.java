package dev.pixelgate.function.lambda;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Locale;
import java.util.Set;

/** Status and headers of an answer, in the form that Lambda takes: all but the body. */
final class Prelude {
  /** Those of one connection; and the length, which Lambda's own server writes. */
  private static final Set<String> DROPPED =
      Set.of("connection", "keep-alive", "transfer-encoding", "content-length", "set-cookie");

  private Prelude() {}

  /** Values of one name are joined by commas; cookies, whose values have commas, stand apart. */
  static JsonObject of(int status, MultiMap headers) {
    JsonObject joined = new JsonObject();
    for (String name : headers.names()) {
      String lower = name.toLowerCase(Locale.ROOT);
      if (!DROPPED.contains(lower)) {
        joined.put(lower, String.join(", ", headers.getAll(name)));
      }
    }
    JsonObject prelude = new JsonObject().put("statusCode", status).put("headers", joined);
    if (headers.contains(HttpHeaders.SET_COOKIE)) {
      prelude.put("cookies", new JsonArray(headers.getAll(HttpHeaders.SET_COOKIE)));
    }
    return prelude;
  }
}
