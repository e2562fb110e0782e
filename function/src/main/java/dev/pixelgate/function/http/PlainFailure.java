package dev.pixelgate.function.http;

import dev.pixelgate.function.failure.Failure;
import dev.pixelgate.function.failure.FailureBody;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/** Says a failure on a path that is no pipeline's. */
final class PlainFailure {
  private PlainFailure() {}

  static void send(RoutingContext context, Failure failure) {
    HttpServerResponse response = context.response();
    if (!response.headWritten() && !response.closed()) {
      Lingering.end(context.vertx(), context.request(), begin(response, failure));
    }
  }

  /** The same without waiting for the rest of the request. */
  static void sendNow(RoutingContext context, Failure failure) {
    HttpServerResponse response = context.response();
    if (!response.headWritten() && !response.closed()) {
      response.end(begin(response, failure));
    }
  }

  private static Buffer begin(HttpServerResponse response, Failure failure) {
    FailureBody body = FailureBody.of(failure);
    // What a picture that could not be sent after all had said of itself.
    List.of(HttpHeaders.CONTENT_LENGTH, HttpHeaders.ETAG, HttpHeaders.CACHE_CONTROL)
        .forEach(response.headers()::remove);
    response.setStatusCode(body.status()).putHeader(HttpHeaders.CONTENT_TYPE, Names.JSON);
    if (body.status() == 401) {
      response.putHeader("WWW-Authenticate", "Bearer");
    }
    body.retryAfter()
        .ifPresent(
            after ->
                response.putHeader(
                    HttpHeaders.RETRY_AFTER, Long.toString(FailureBody.seconds(after))));
    return Buffer.buffer(body.json().encode());
  }
}
