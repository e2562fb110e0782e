package dev.pixelgate.function.http;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;

/**
 * Answers requests whose head cannot be read: too long, or not HTTP. Left alone, the server would
 * answer 400, 414 or 431 without a body; here it is a 400 in the words of the surface that was
 * asked.
 */
public final class InvalidHeads {
  private InvalidHeads() {}

  /** Answers with this JSON and closes the connection, whose next byte has no known meaning. */
  public static Handler<HttpServerRequest> answeredWith(String json) {
    return request ->
        request
            .response()
            .setStatusCode(400)
            .putHeader(HttpHeaders.CONTENT_TYPE, Names.JSON)
            .putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE)
            .end(json)
            .onComplete(ended -> request.connection().close());
  }
}
