package dev.pixelgate.router.exchange;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.RequestOptions;
import java.time.Duration;
import java.util.concurrent.TimeoutException;

/**
 * One exchange of small documents, within a time and up to a size. Confined to one event loop, the
 * caller's or else one of its own: an answer that is whole before somebody on another thread has
 * asked for it is lost.
 */
public final class DocumentCall {
  private final Buffer sent;
  private final int maxBytes;
  private final Promise<Documents.Answer> answer = Promise.promise();
  private final Buffer body = Buffer.buffer();
  private boolean whole;

  private DocumentCall(Buffer sent, int maxBytes) {
    this.sent = sent;
    this.maxBytes = maxBytes;
  }

  /**
   * Makes it; never fails.
   *
   * @param sent the body; none when empty
   * @param timeout for all of it
   * @param maxBytes of the answer's body
   */
  public static Future<Documents.Answer> ask(
      Vertx vertx,
      Future<HttpClient> client,
      RequestOptions options,
      Buffer sent,
      Duration timeout,
      int maxBytes) {
    DocumentCall call = new DocumentCall(sent, maxBytes);
    if (Context.isOnEventLoopThread()) {
      call.start(vertx, client, options, timeout);
    } else {
      vertx.getOrCreateContext().runOnContext(run -> call.start(vertx, client, options, timeout));
    }
    return call.answer.future();
  }

  private void start(
      Vertx vertx, Future<HttpClient> client, RequestOptions options, Duration timeout) {
    options.setConnectTimeout(Math.max(1, timeout.toMillis()));
    long timer = vertx.setTimer(Math.max(1, timeout.toMillis()), late -> tooLate());
    client.compose(http -> http.request(options)).onSuccess(this::send).onFailure(this::broken);
    answer.future().onComplete(ended -> vertx.cancelTimer(timer));
  }

  private void tooLate() {
    broken(new TimeoutException());
  }

  private void send(HttpClientRequest request) {
    answer.future().onComplete(ended -> giveUp(request));
    if (!answer.future().isComplete()) {
      Future<HttpClientResponse> response =
          sent.length() == 0 ? request.send() : request.send(sent);
      response.onSuccess(this::read).onFailure(this::broken);
    }
  }

  private void giveUp(HttpClientRequest request) {
    if (!whole) {
      request.reset();
    }
  }

  private void read(HttpClientResponse response) {
    response
        .handler(this::take)
        .exceptionHandler(this::broken)
        .endHandler(end -> end(response.statusCode()));
  }

  private void end(int status) {
    whole = true;
    answer.tryComplete(new Documents.Answer.Document(status, body));
  }

  private void take(Buffer chunk) {
    if (body.length() + chunk.length() <= maxBytes) {
      body.appendBuffer(chunk);
    } else {
      answer.tryComplete(new Documents.Answer.Failed("answered more than " + maxBytes + " bytes"));
    }
  }

  private void broken(Throwable failure) {
    answer.tryComplete(new Documents.Answer.Failed(TransportFailure.phrase(failure)));
  }
}
