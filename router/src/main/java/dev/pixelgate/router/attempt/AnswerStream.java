package dev.pixelgate.router.attempt;

import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;

/**
 * An answer's body on its way to the sink: back-pressure and an end to endless answers. Confined to
 * one event loop.
 */
final class AnswerStream {
  /** Base64 takes 4 characters for 3 bytes; the JSON around a picture takes less than this. */
  private static final long BYTES_BESIDE = 1 << 20;

  private final HttpClientResponse response;
  private final AnswerBytes bytes;
  private final PictureSink sink;
  private final long limit;
  private final Promise<Void> end = Promise.promise();
  private long received;
  private boolean whole;

  AnswerStream(HttpClientResponse response, AnswerBytes bytes, PictureSink sink) {
    this.response = response;
    this.bytes = bytes;
    this.sink = sink;
    this.limit = sink.limit() / 3 * 4 + BYTES_BESIDE;
  }

  /** Completes when everything was taken, down to the result writer, or nothing more matters. */
  Future<Void> read() {
    response
        .exceptionHandler(end::tryFail)
        .endHandler(
            v -> {
              whole = true;
              sink.flushed().onComplete(this::flushed);
            })
        .handler(this::take);
    return end.future();
  }

  /** Whether the body came to its end. */
  boolean whole() {
    return whole;
  }

  private void take(Buffer chunk) {
    if (end.future().isComplete()) {
      return;
    }
    received += chunk.length();
    if (received > limit) {
      end.tryFail(new AnswerTooLong(limit));
      return;
    }
    bytes.accept(chunk);
    sink.storeFailure().ifPresent(end::tryFail);
    if (bytes.enough()) {
      end.tryComplete();
    } else if (sink.full()) {
      response.pause();
      sink.drainHandler(v -> response.resume());
    }
  }

  private void flushed(AsyncResult<Void> outcome) {
    if (outcome.succeeded()) {
      end.tryComplete();
    } else {
      end.tryFail(outcome.cause());
    }
  }
}
