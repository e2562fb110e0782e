package dev.pixelgate.router.attempt;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.RequestOptions;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP request with its answer. What is not whole when the call is over is reset: the stream of
 * HTTP/2, the connection of HTTP/1.1. Confined to one event loop.
 */
final class Call {
  private final Sending sending;
  private final PictureSink sink;
  private final Function<HttpClientResponse, AnswerBytes> taker;
  private final Runnable begun;
  private final Promise<HttpClientResponse> answer = Promise.promise();
  private @Nullable HttpClientRequest request;
  private @Nullable AnswerStream stream;

  /**
   * A call to be made.
   *
   * @param taker who takes the body of this answer
   * @param begun run when the first bytes leave
   */
  Call(
      Sending sending,
      PictureSink sink,
      Function<HttpClientResponse, AnswerBytes> taker,
      Runnable begun) {
    this.sending = sending;
    this.sink = sink;
    this.taker = taker;
    this.begun = begun;
  }

  /** Completes when the answer was taken whole, or nothing more of it matters. */
  Future<HttpClientResponse> start(HttpClient client, RequestOptions options) {
    answer.future().onComplete(over -> tidy());
    client.request(options).onSuccess(this::send).onFailure(answer::tryFail);
    return answer.future();
  }

  /** Ends it now, unless it is over. */
  void abort(Throwable why) {
    answer.tryFail(why);
  }

  /** Why our own file could not be read, if that is what ended it. */
  Sending sending() {
    return sending;
  }

  private void send(HttpClientRequest opened) {
    request = opened;
    if (answer.future().isComplete()) {
      opened.reset();
      return;
    }
    opened.exceptionHandler(answer::tryFail);
    opened.response().onSuccess(this::read).onFailure(answer::tryFail);
    begun.run();
    sending.to(opened, answer::tryFail);
  }

  private void read(HttpClientResponse response) {
    if (answer.future().isComplete()) {
      return;
    }
    AnswerStream reading = new AnswerStream(response, taker.apply(response), sink);
    stream = reading;
    reading.read().onSuccess(v -> answer.tryComplete(response)).onFailure(answer::tryFail);
  }

  private void tidy() {
    boolean whole = sending.whole() && stream != null && stream.whole();
    sending.stop();
    if (request != null && !whole) {
      request.reset();
    }
  }
}
