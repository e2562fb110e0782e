package dev.pixelgate.router.airunner;

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
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One job at one orchestrator: ask, take the picture in or fetch it, judge. Ends exactly once. */
final class Attempt {
  private static final Logger LOG = LoggerFactory.getLogger(Attempt.class);
  private static final int OK = 200;

  private final RunnerClient client;
  private final String name;
  private final Job job;
  private final Runnable dispatched;
  private final Terms terms;
  private final PictureSink sink;
  private final AnswerScanner scanner;
  private final Promise<AttemptEnd> end = Promise.promise();
  private boolean over;
  private String peer;
  private @Nullable HeldBody body;
  private @Nullable AnswerStream stream;

  Attempt(
      RunnerClient client,
      AiRunnerSettings settings,
      Job job,
      Terms terms,
      ResultWriter result,
      Runnable dispatched) {
    this.dispatched = dispatched;
    this.terms = terms;
    this.client = client;
    this.name = settings.name();
    this.peer = name;
    this.job = job;
    PictureRule rule = PictureRule.of(job.capability().model(), job.picture());
    this.sink = new PictureSink(result, rule, settings.pictureLimit());
    this.scanner = new AnswerScanner(sink);
  }

  Future<AttemptEnd> start(Cancellation cancellation) {
    cancellation.onCancel(this::cancel);
    if (!over) {
      ask().onComplete(this::settle);
    }
    return end.future();
  }

  private Future<AttemptEnd> ask() {
    UpscaleForm form = UpscaleForm.of(job, client.boundary());
    HttpRequest<Buffer> request =
        client.post(
            job.capability().pipeline().wireName(),
            form.contentType(),
            form.length(job.image().size()));
    terms.headers().forEach(request::putHeader);
    return client
        .body(form, job.image())
        .transform(opened -> send(request, opened))
        .compose(this::judge);
  }

  private Future<HttpResponse<Void>> send(
      HttpRequest<Buffer> request, AsyncResult<HeldBody> opened) {
    if (opened.failed()) {
      finish(unreadable(opened.cause()));
      return Future.failedFuture(opened.cause());
    }
    opened.result().onBegin(dispatched);
    return exchange(request, opened.result(), scanner);
  }

  private Future<HttpResponse<Void>> exchange(
      HttpRequest<Buffer> request, HeldBody toSend, AnswerBytes answer) {
    if (over) {
      toSend.abort(new CancellationException());
      return Future.failedFuture(new CancellationException());
    }
    AnswerStream taking = new AnswerStream(answer, sink);
    body = toSend;
    stream = taking;
    return request.as(() -> taking).sendStream(toSend).onComplete(toSend::answered);
  }

  private Future<AttemptEnd> judge(HttpResponse<Void> response) {
    terms.answered().accept(response.headers());
    if (response.statusCode() != OK) {
      return Future.succeededFuture(
          new ErrorAnswer(response.statusCode(), response.headers(), scanner.skeleton()).end(name));
    }
    if (!scanner.problem().isEmpty()) {
      return Future.succeededFuture(failed("answered " + scanner.problem()));
    }
    return switch (ImageAnswer.of(scanner.skeleton(), job.seed())) {
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
    return client
        .resultSource(image.url())
        .compose(
            source ->
                switch (source) {
                  case ResultSource.Refused(String problem) ->
                      Future.succeededFuture(failed(problem));
                  case ResultSource.Allowed allowed ->
                      fetch(allowed).map(got -> fetched(got, image, headers));
                });
  }

  private Future<HttpResponse<Void>> fetch(ResultSource.Allowed source) {
    peer = name + "'s result URL";
    return exchange(client.get(source), HeldBody.empty(), this::takePlain);
  }

  private void takePlain(Buffer chunk) {
    sink.accept(chunk.getBytes(), 0, chunk.length());
  }

  private AttemptEnd fetched(HttpResponse<Void> got, ImageAnswer.Image image, MultiMap headers) {
    return got.statusCode() == OK
        ? served(image, headers)
        : new AttemptEnd.Failed(peer + " answered " + got.statusCode());
  }

  private AttemptEnd served(ImageAnswer.Image image, MultiMap headers) {
    if (!sink.verdict().isEmpty()) {
      return failed(sink.verdict());
    }
    WorkerHeaders worker = WorkerHeaders.of(headers);
    return new AttemptEnd.Served(
        image.seed(), image.nsfw(), worker.checker(), worker.ignored(), Duration.ZERO);
  }

  private AttemptEnd failed(String problem) {
    return new AttemptEnd.Failed(name + " " + problem);
  }

  private void cancel() {
    finish(new AttemptEnd.Cancelled());
    if (body != null) {
      body.abort(new CancellationException());
    }
  }

  private void settle(AsyncResult<AttemptEnd> outcome) {
    finish(outcome.succeeded() ? outcome.result() : broken(outcome.cause()));
  }

  private AttemptEnd broken(Throwable failure) {
    if (body != null && body.fileFailure().isPresent()) {
      return unreadable(body.fileFailure().get());
    }
    if (sink.storeFailure().isPresent()) {
      return ourFault("the result could not be stored", sink.storeFailure().get());
    }
    if (stream != null && stream.tooLong()) {
      return new AttemptEnd.Failed(peer + " answered more than " + stream.limit() + " bytes");
    }
    return new AttemptEnd.Failed(peer + " " + TransportFailure.phrase(failure));
  }

  private AttemptEnd unreadable(Throwable failure) {
    return ourFault("the spooled image could not be read", failure);
  }

  /** The cause goes to the log only: it may hold a path. */
  private AttemptEnd ourFault(String what, Throwable cause) {
    LOG.warn("attempt orchestrator={} problem=\"{}\"", name, what, cause);
    return new AttemptEnd.StoreFailed(what);
  }

  private void finish(AttemptEnd how) {
    if (!over) {
      over = true;
      sink.close();
      LOG.debug("attempt orchestrator={} end={}", name, how.getClass().getSimpleName());
      end.complete(how);
    }
  }
}
