package dev.pixelgate.function.http;

import dev.pixelgate.function.intake.FormIntake;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import java.util.Objects;

/**
 * Ends a response whose request body may still be on its way. Closing at once would reset the
 * connection and some clients would never see the answer; so the answer is written, the rest of the
 * body is dropped for a while, and then the connection is closed.
 */
public final class Lingering {
  /** Enough for 30 MB over a 24 Mbit/s line; after it the client is cut off. */
  private static final long LINGER_MILLIS = 10_000;

  private Lingering() {}

  /** Ends the response with this body, and the connection when the request is not all read. */
  public static void end(Vertx vertx, HttpServerRequest request, Buffer body) {
    HttpServerResponse response = request.response();
    if (request.isEnded() || hasNoBody(request) || isNotAsked(request)) {
      response.end(body);
      return;
    }
    response.putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(body.length()));
    if (request.version() != HttpVersion.HTTP_2) {
      response.putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
    }
    response.write(body);
    long timer = vertx.setTimer(LINGER_MILLIS, t -> close(request));
    request.exceptionHandler(gone -> vertx.cancelTimer(timer));
    request.endHandler(
        all -> {
          vertx.cancelTimer(timer);
          close(request);
        });
    if (!request.isExpectMultipart()) {
      request.handler(dropped -> {});
    }
    request.resume();
  }

  /**
   * Whether there is a body that nobody has asked for. Over HTTP/1 some clients send it all the
   * same after a while; over HTTP/2 the end of the answer tells them not to.
   */
  private static boolean isNotAsked(HttpServerRequest request) {
    return request.version() == HttpVersion.HTTP_2 && FormIntake.isWaiting(request);
  }

  /** HTTP/2 does not tell by its head; there the end of the stream comes at once. */
  private static boolean hasNoBody(HttpServerRequest request) {
    MultiMap headers = request.headers();
    return request.version() != HttpVersion.HTTP_2
        && !headers.contains(HttpHeaders.TRANSFER_ENCODING)
        && "0".equals(Objects.requireNonNullElse(headers.get(HttpHeaders.CONTENT_LENGTH), "0"));
  }

  private static void close(HttpServerRequest request) {
    HttpServerResponse response = request.response();
    if (response.closed()) {
      return;
    }
    if (request.version() == HttpVersion.HTTP_2) {
      response.end();
    } else {
      response.end().onComplete(ended -> request.connection().close());
    }
  }
}
