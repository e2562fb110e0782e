package dev.pixelgate.function.http;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.Locale;

/** What form of an answer a client asks for. */
final class Accepts {
  private Accepts() {}

  /**
   * Whether it names this media type. Clients name one when they mean it; weights are not looked
   * at, and whoever names none gets JSON.
   *
   * @param type in lower case
   */
  static boolean names(HttpServerRequest request, String type) {
    for (String accept : request.headers().getAll(HttpHeaders.ACCEPT)) {
      for (String range : accept.toLowerCase(Locale.ROOT).split(",", -1)) {
        if (range.split(";", 2)[0].strip().equals(type)) {
          return true;
        }
      }
    }
    return false;
  }
}
