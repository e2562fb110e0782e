package dev.pixelgate.function.http;

import dev.pixelgate.function.failure.Failure;
import dev.pixelgate.function.failure.FailureBody;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;

/** Says a failure on a path that is no pipeline's. */
final class PlainFailure {
  private PlainFailure() {}

  static void send(RoutingContext context, Failure failure) {
    HttpServerResponse response = context.response();
    if (response.headWritten() || response.closed()) {
      return;
    }
    FailureBody body = FailureBody.of(failure);
    response.setStatusCode(body.status()).putHeader(HttpHeaders.CONTENT_TYPE, Names.JSON);
    if (body.status() == 401) {
      response.putHeader("WWW-Authenticate", "Bearer");
    }
    Lingering.end(context.vertx(), context.request(), Buffer.buffer(body.json().encode()));
  }
}
