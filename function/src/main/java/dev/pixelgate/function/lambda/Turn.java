package dev.pixelgate.function.lambda;

import dev.pixelgate.function.failure.Failure;
import dev.pixelgate.function.failure.FailureBody;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One invocation, from its event to the last byte of its answer. For one event loop. */
final class Turn {
  /** Before Lambda's deadline, by which the gateway has answered: for the books and the way. */
  static final Duration MARGIN = Duration.ofSeconds(1);

  private static final Logger LOG = LoggerFactory.getLogger(Turn.class);

  /** So long after its own limit a server that says nothing is not waited for any more. */
  private static final Duration GRACE = Duration.ofMillis(300);

  /** Lambda's own limit, 900 s; also where an event has no deadline, as only in tests. */
  private static final Duration LONGEST = Duration.ofMinutes(15);

  private static final String STREAMED = "application/vnd.awslambda.http-integration-response";
  private static final Buffer PRELUDE_END = Buffer.buffer(new byte[8]);

  private final Parts parts;
  private final Invocation invocation;
  private boolean late;
  private boolean begun;

  Turn(Parts parts, Invocation invocation) {
    this.parts = parts;
    this.invocation = invocation;
  }

  /** Fails when the Runtime API does not work. */
  Future<Void> take() {
    return switch (EventReader.read(invocation)) {
      case EventReading.Refused(String reason) ->
          fail(new RuntimeFailure("Pixelgate.UnsupportedEvent", reason));
      case EventReading.Request(HttpEvent event) -> put(event);
    };
  }

  private Future<Void> fail(RuntimeFailure failure) {
    return parts.api().fail(invocation.id(), failure);
  }

  private Future<Void> put(HttpEvent event) {
    int bytes = event.body().length();
    return bytes > InlineLimit.REQUEST_BYTES
        ? say(event, InlineLimit.request(bytes))
        : parts.freezing().thawed().compose(thawed -> putInTime(event));
  }

  /** What the thaw took is gone. */
  private Future<Void> putInTime(HttpEvent event) {
    Duration left = Duration.between(parts.clock().instant(), invocation.deadline()).minus(MARGIN);
    if (!left.isPositive()) {
      return say(event, late(left));
    }
    Duration limit = left.compareTo(LONGEST) < 0 ? left : LONGEST;
    return parts
        .server()
        .open(event, limit)
        .compose(request -> ask(event, request, limit))
        .recover(cause -> broken(event, limit, cause));
  }

  private Future<Void> ask(HttpEvent event, HttpClientRequest request, Duration limit) {
    long timer =
        parts
            .vertx()
            .setTimer(
                limit.plus(GRACE).toMillis(),
                fired -> {
                  late = true;
                  request.reset();
                });
    return request
        .send(event.body())
        .compose(response -> isStreamed(event) ? stream(response) : whole(event, request, response))
        .onComplete(ended -> parts.vertx().cancelTimer(timer));
  }

  private boolean isStreamed(HttpEvent event) {
    return parts.streaming() && event.streamable();
  }

  private Future<Void> broken(HttpEvent event, Duration limit, Throwable cause) {
    if (cause instanceof RuntimeApiException || begun) {
      return Future.failedFuture(cause);
    }
    return late
        ? say(event, late(limit))
        : fail(new RuntimeFailure("Pixelgate.Internal", String.valueOf(cause.getMessage())));
  }

  private static FailureBody late(Duration limit) {
    Duration given = limit.isNegative() ? Duration.ZERO : limit;
    return FailureBody.of(new Failure.DeadlinePassed(given, List.of()));
  }

  /** Answers by itself, where the server cannot. */
  private Future<Void> say(HttpEvent event, FailureBody failure) {
    LOG.info("lambda id={} status={} code={}", invocation.id(), failure.status(), failure.code());
    MultiMap headers =
        MultiMap.caseInsensitiveMultiMap().add(HttpHeaders.CONTENT_TYPE, "application/json");
    Buffer body = failure.json().toBuffer();
    return isStreamed(event)
        ? begin(failure.status(), headers)
            .compose(stream -> stream.write(body).compose(sent -> stream.end()))
        : post(WholeAnswer.of(failure.status(), headers, body));
  }

  private Future<Void> post(Buffer json) {
    begun = true;
    return parts.freezing().freezes().compose(at -> parts.api().answer(invocation.id(), json));
  }

  private Future<Void> whole(
      HttpEvent event, HttpClientRequest request, HttpClientResponse response) {
    return gathered(request, response)
        .compose(
            body -> {
              Optional<Buffer> json =
                  body.map(b -> WholeAnswer.of(response.statusCode(), response.headers(), b))
                      .filter(b -> b.length() <= InlineLimit.ANSWER_BYTES);
              return json.isPresent()
                  ? post(json.get())
                  : say(event, InlineLimit.answer(length(response)));
            });
  }

  private static long length(HttpClientResponse response) {
    String length = response.getHeader(HttpHeaders.CONTENT_LENGTH);
    return length == null ? -1 : Long.parseLong(length);
  }

  /** The body; nothing when it is over what any answer may have, and then no more of it is read. */
  private static Future<Optional<Buffer>> gathered(
      HttpClientRequest request, HttpClientResponse response) {
    Promise<Optional<Buffer>> whole = Promise.promise();
    Buffer body = Buffer.buffer();
    response.exceptionHandler(whole::tryFail);
    response.endHandler(end -> whole.tryComplete(Optional.of(body)));
    response.handler(
        piece -> {
          if (body.length() + piece.length() <= InlineLimit.ANSWER_BYTES) {
            body.appendBuffer(piece);
          } else if (whole.tryComplete(Optional.empty())) {
            request.reset();
          }
        });
    return whole.future();
  }

  private Future<AnswerStream> begin(int status, MultiMap headers) {
    begun = true;
    return parts.api().stream(invocation.id(), STREAMED)
        .onSuccess(
            stream ->
                stream.write(Prelude.of(status, headers).toBuffer().appendBuffer(PRELUDE_END)));
  }

  /** The books are closed before the last byte: the process may stand still right after it. */
  private Future<Void> stream(HttpClientResponse response) {
    response.pause();
    return begin(response.statusCode(), response.headers())
        .compose(
            stream ->
                response
                    .pipe()
                    .endOnComplete(false)
                    .to(stream)
                    .compose(sent -> parts.freezing().freezes())
                    .compose(at -> stream.end(), cause -> stream.breakOff(brokenOff(cause))))
        .recover(this::lost);
  }

  private RuntimeFailure brokenOff(Throwable cause) {
    return late
        ? new RuntimeFailure("Pixelgate.Deadline", "the answer did not end in time")
        : new RuntimeFailure("Pixelgate.AnswerBroken", String.valueOf(cause.getMessage()));
  }

  /** The client of a streamed answer may go at any time. */
  private Future<Void> lost(Throwable cause) {
    LOG.warn("lambda id={} answer=lost reason=\"{}\"", invocation.id(), cause.getMessage());
    return Future.succeededFuture();
  }
}
