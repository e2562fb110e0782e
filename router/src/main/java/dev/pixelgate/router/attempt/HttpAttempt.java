package dev.pixelgate.router.attempt;

import dev.pixelgate.router.AttemptEnd;
import dev.pixelgate.router.Cancellation;
import dev.pixelgate.router.Job;
import dev.pixelgate.router.ResultWriter;
import dev.pixelgate.router.exchange.TransportFailure;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One job at one orchestrator: ask, take the picture in or fetch it, judge. Ends exactly once. */
public final class HttpAttempt {
  private static final Logger LOG = LoggerFactory.getLogger(HttpAttempt.class);
  private static final int OK = 200;

  /** A gateway that keeps its pictures in a bucket sends who asks for one there. */
  private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

  private static final int MOST_REDIRECTS = 3;

  private final JobClient client;
  private final Manner manner;
  private final Job job;
  private final Runnable dispatched;
  private final PictureSink sink;
  private final AnswerScanner scanner;
  private final ErrorBytes error = new ErrorBytes();
  private final Promise<AttemptEnd> end = Promise.promise();
  private boolean over;
  private String peer;
  private @Nullable Call call;

  /**
   * One to be made.
   *
   * @param dispatched run when the first byte of the job leaves
   */
  public HttpAttempt(
      JobClient client, Manner manner, Job job, ResultWriter result, Runnable dispatched) {
    this.client = client;
    this.manner = manner;
    this.job = job;
    this.dispatched = dispatched;
    this.peer = manner.name();
    this.sink = new PictureSink(result, PictureRule.of(job), client.pictureLimit());
    this.scanner = new AnswerScanner(sink);
  }

  /** Makes it, on the calling event loop. */
  public Future<AttemptEnd> start(Cancellation cancellation) {
    cancellation.onCancel(this::cancel);
    if (!over) {
      ask().onComplete(this::settle);
    }
    return end.future();
  }

  private Future<AttemptEnd> ask() {
    Ask ask = manner.ask();
    return Sending.open(client.vertx(), ask.body())
        .transform(opened -> send(ask, opened))
        .compose(this::judge);
  }

  private Future<HttpClientResponse> send(Ask ask, AsyncResult<Sending> opened) {
    if (opened.failed()) {
      finish(unreadable(opened.cause()));
      return Future.failedFuture(opened.cause());
    }
    return exchange(
        client.client().get(),
        client.post(ask),
        new Call(opened.result(), sink, this::taker, dispatched));
  }

  private AnswerBytes taker(HttpClientResponse response) {
    manner.began(response.statusCode());
    return response.statusCode() == OK ? scanner : error;
  }

  private Future<HttpClientResponse> exchange(
      HttpClient connections, RequestOptions request, Call made) {
    call = made;
    if (over) {
      made.sending().stop();
      return Future.failedFuture(new CancellationException());
    }
    return made.start(connections, request);
  }

  private Future<AttemptEnd> judge(HttpClientResponse response) {
    manner.answered(response.headers());
    if (response.statusCode() != OK) {
      return Future.succeededFuture(
          manner.refused(new Refusal(response.statusCode(), response.headers(), error.kept())));
    }
    if (!scanner.problem().isEmpty()) {
      return Future.succeededFuture(failed("answered " + scanner.problem()));
    }
    return switch (ImageAnswer.of(scanner.skeleton(), job.wish().seed())) {
      case ImageAnswer.Unusable(String problem) -> Future.succeededFuture(failed(problem));
      case ImageAnswer.Image image -> picture(image, response.headers());
    };
  }

  private Future<AttemptEnd> picture(ImageAnswer.Image image, MultiMap headers) {
    if (image.url().equals(AnswerScanner.PICTURE_MARK)) {
      return Future.succeededFuture(served(image, headers));
    }
    if (scanner.sawPicture()) {
      return Future.succeededFuture(failed("answered a picture outside images[0].url"));
    }
    return fetch(image.url(), MOST_REDIRECTS)
        .map(failed -> failed.orElseGet(() -> served(image, headers)));
  }

  /**
   * Why there is no picture, if so. Each address on the way to it is judged as the first one is.
   */
  private Future<Optional<AttemptEnd>> fetch(String url, int redirects) {
    return client
        .resultSource(url)
        .compose(
            source ->
                switch (source) {
                  case ResultSource.Refused(String problem) ->
                      Future.succeededFuture(Optional.of(failed(problem)));
                  case ResultSource.Allowed allowed ->
                      get(allowed).compose(got -> fetched(url, got, redirects));
                });
  }

  private Future<HttpClientResponse> get(ResultSource.Allowed source) {
    peer = manner.name() + "'s result URL";
    Function<HttpClientResponse, AnswerBytes> taker =
        response -> response.statusCode() == OK ? this::takePlain : error;
    return exchange(
        client.clientFor(source),
        client.get(source),
        new Call(Sending.nothing(), sink, taker, () -> {}));
  }

  private Future<Optional<AttemptEnd>> fetched(String url, HttpClientResponse got, int redirects) {
    int status = got.statusCode();
    if (status == OK) {
      return Future.succeededFuture(Optional.empty());
    }
    Optional<String> next = REDIRECTS.contains(status) ? target(url, got) : Optional.empty();
    if (next.isPresent() && redirects > 0) {
      return fetch(next.get(), redirects - 1);
    }
    String problem =
        next.isPresent() ? " led on more than " + MOST_REDIRECTS + " times" : " answered " + status;
    return Future.succeededFuture(Optional.of(new AttemptEnd.Failed(peer + problem)));
  }

  private static Optional<String> target(String url, HttpClientResponse got) {
    try {
      return Optional.ofNullable(got.getHeader(HttpHeaders.LOCATION))
          .map(location -> URI.create(url).resolve(location).toString());
    } catch (IllegalArgumentException malformed) {
      return Optional.empty();
    }
  }

  private void takePlain(Buffer chunk) {
    sink.accept(chunk.getBytes(), 0, chunk.length());
  }

  private AttemptEnd served(ImageAnswer.Image image, MultiMap headers) {
    if (!sink.verdict().isEmpty()) {
      return failed(sink.verdict());
    }
    Extras extras = manner.extras(headers);
    return new AttemptEnd.Served(
        image.seed(), image.nsfw(), extras.checker(), extras.ignored(), Duration.ZERO);
  }

  private AttemptEnd failed(String problem) {
    return new AttemptEnd.Failed(manner.name() + " " + problem);
  }

  private void cancel() {
    finish(new AttemptEnd.Cancelled());
    if (call != null) {
      call.abort(new CancellationException());
    }
  }

  private void settle(AsyncResult<AttemptEnd> outcome) {
    finish(outcome.succeeded() ? outcome.result() : broken(outcome.cause()));
  }

  private AttemptEnd broken(Throwable failure) {
    if (call != null && call.sending().fileFailure().isPresent()) {
      return unreadable(call.sending().fileFailure().get());
    }
    if (sink.storeFailure().isPresent()) {
      return ourFault("the result could not be stored", sink.storeFailure().get());
    }
    String phrase =
        failure instanceof AnswerTooLong ? failure.getMessage() : TransportFailure.phrase(failure);
    return new AttemptEnd.Failed(peer + " " + phrase);
  }

  private AttemptEnd unreadable(Throwable failure) {
    return ourFault("the spooled image could not be read", failure);
  }

  /** The cause goes to the log only: it may hold a path. */
  private AttemptEnd ourFault(String what, Throwable cause) {
    LOG.warn("attempt orchestrator={} problem=\"{}\"", manner.name(), what, cause);
    return new AttemptEnd.StoreFailed(what);
  }

  private void finish(AttemptEnd how) {
    if (!over) {
      over = true;
      sink.close();
      LOG.debug("attempt orchestrator={} end={}", manner.name(), how.getClass().getSimpleName());
      end.complete(how);
    }
  }
}
