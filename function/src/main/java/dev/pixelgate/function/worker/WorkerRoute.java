package dev.pixelgate.function.worker;

import dev.pixelgate.function.failure.Failure;
import dev.pixelgate.function.failure.FieldError;
import dev.pixelgate.function.http.Lifecycle;
import dev.pixelgate.function.http.Lingering;
import dev.pixelgate.function.intake.Form;
import dev.pixelgate.function.intake.FormIntake;
import dev.pixelgate.function.intake.ImagePart;
import dev.pixelgate.function.intake.Intake;
import dev.pixelgate.function.intake.UpscaleParameters;
import dev.pixelgate.function.media.Workers;
import dev.pixelgate.function.selfhosted.OwnJobs;
import dev.pixelgate.router.Cancellation;
import dev.pixelgate.runtime.ModelInfo;
import dev.pixelgate.runtime.Progress;
import dev.pixelgate.runtime.Safety;
import dev.pixelgate.runtime.UpscaleEnd;
import dev.pixelgate.runtime.UpscaleJob;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code POST /upscale} of the worker.
 *
 * @param defaultModel for a request that names none
 * @param spoolFiles names for new spool files
 */
record WorkerRoute(
    Vertx vertx,
    WorkerToken token,
    Lifecycle lifecycle,
    FormIntake intake,
    OwnJobs jobs,
    String defaultModel,
    Supplier<Path> spoolFiles) {
  private static final Logger LOG = LoggerFactory.getLogger(WorkerRoute.class);

  void handle(HttpServerRequest request) {
    if (!token.opens(request)) {
      request.response().putHeader("WWW-Authenticate", "Bearer");
      refuse(request, WorkerFailure.BAD_TOKEN);
    } else if (!multipart(request)) {
      // What the ai-runner says to any body that is no form: its fields are missing.
      refuse(
          request,
          WorkerFailure.of(
              new Failure.Invalid(
                  List.of(FieldError.missing("prompt"), FieldError.missing("image")))));
    } else if (lifecycle.isDraining() || !lifecycle.tryEnter()) {
      refuse(request, WorkerFailure.NO_ROOM);
    } else {
      long startNanos = System.nanoTime();
      read(request)
          .onComplete(ended -> lifecycle.leave())
          .onComplete(ended -> log(request.response(), startNanos));
    }
  }

  private static void log(HttpServerResponse response, long startNanos) {
    LOG.info(
        "request pipeline=upscale status={} ms={}",
        response.headWritten() ? response.getStatusCode() : "client-gone",
        (System.nanoTime() - startNanos) / 1_000_000);
  }

  private static boolean multipart(HttpServerRequest request) {
    String type = request.getHeader(HttpHeaders.CONTENT_TYPE);
    return type != null && type.toLowerCase(Locale.ROOT).startsWith("multipart/form-data");
  }

  private Future<Void> read(HttpServerRequest request) {
    // From the start: a client may be gone before its job is made.
    Cancellation client = new Cancellation();
    request.response().closeHandler(gone -> client.cancel());
    // Composed from the start: whatever throws on the way, the place is given back.
    return Future.succeededFuture()
        .compose(begin -> intake.read(request))
        .compose(
            read ->
                switch (read) {
                  case Intake.Refused(Failure failure) ->
                      refuse(request, WorkerFailure.of(failure));
                  case Intake.Enough e ->
                      throw new IllegalStateException("nobody looks ahead: " + e);
                  case Intake.Complete(Form form) ->
                      work(request, form, client)
                          .onComplete(ended -> form.deleteSpooled(vertx.fileSystem()));
                })
        .onFailure(bug -> broken(request, bug));
  }

  private Future<Void> work(HttpServerRequest request, Form form, Cancellation client) {
    return switch (UpscaleParameters.parse(form)) {
      case UpscaleParameters.Parsed.Bad bad ->
          refuse(request, WorkerFailure.of(new Failure.Invalid(bad.errors())));
      case UpscaleParameters.Parsed.Good good -> {
        String model = good.parameters().modelId().orElse(defaultModel);
        yield jobs.runtime().models().stream().anyMatch(m -> m.id().equals(model))
            ? upscale(request, form.image().orElseThrow(), good.parameters(), model, client)
            : refuse(request, wrongModel(model));
      }
    };
  }

  private WorkerFailure wrongModel(String model) {
    String mine =
        jobs.runtime().models().stream().map(ModelInfo::id).collect(Collectors.joining(", "));
    return WorkerFailure.message(
        400, "pipeline configured with " + mine + " but called with " + model + ".");
  }

  private Future<Void> upscale(
      HttpServerRequest request,
      ImagePart image,
      UpscaleParameters parameters,
      String model,
      Cancellation client) {
    ResultFile result = new ResultFile(spoolFiles);
    UpscaleJob job =
        jobs.job(
            model,
            image.upload(),
            image.picture(),
            result,
            parameters.safetyCheck(),
            Progress.NONE);
    client.onCancel(job::cancel);
    return jobs.run(job, model, image.picture())
        .compose(end -> answer(request, parameters, result, end))
        .eventually(() -> deleteResult(result));
  }

  private Future<Void> answer(
      HttpServerRequest request, UpscaleParameters parameters, ResultFile result, UpscaleEnd end) {
    return switch (end) {
      case UpscaleEnd.Done done -> send(request.response(), parameters, result, done);
      case UpscaleEnd.QueueFull q -> refuse(request, WorkerFailure.NO_ROOM);
      case UpscaleEnd.BadPicture bad ->
          refuse(
              request,
              WorkerFailure.message(400, "Error during model execution: " + bad.message() + "."));
      case UpscaleEnd.Cancelled c -> Future.succeededFuture();
      case UpscaleEnd.UnknownModel unknown -> refuse(request, wrongModel(unknown.model()));
      case UpscaleEnd.OutputFailed o -> refuse(request, WorkerFailure.BROKEN);
      case UpscaleEnd.Failed failed -> {
        LOG.error("upscale failed reason={}", failed.message());
        yield refuse(
            request, failed.outOfMemory() ? WorkerFailure.OUT_OF_MEMORY : WorkerFailure.BROKEN);
      }
    };
  }

  private Future<Void> send(
      HttpServerResponse response,
      UpscaleParameters parameters,
      ResultFile result,
      UpscaleEnd.Done done) {
    try {
      result.close();
    } catch (IOException e) {
      return Future.failedFuture(e);
    }
    done.safety().ifPresent(s -> response.putHeader("Pixelgate-Safety", Safety.CHECKER));
    response.putHeader(
        "Pixelgate-Ignored",
        String.join(", ", OwnJobs.ignored(parameters.seed(), parameters.inferenceSteps())));
    long seed = parameters.seed().orElseGet(OwnJobs::drawnSeed);
    boolean nsfw = done.safety().map(Safety::nsfw).orElse(false);
    return new DataUrlAnswer(seed, nsfw).send(vertx, response, result);
  }

  private Future<Void> refuse(HttpServerRequest request, WorkerFailure failure) {
    HttpServerResponse response = request.response();
    if (!response.closed() && !response.headWritten()) {
      response
          .setStatusCode(failure.status())
          .putHeader(HttpHeaders.CONTENT_TYPE, "application/json");
      Lingering.end(vertx, request, Buffer.buffer(failure.json().encode()));
    }
    return Future.succeededFuture();
  }

  private void broken(HttpServerRequest request, Throwable bug) {
    if (request.response().closed()) {
      return;
    }
    LOG.error("upscale internal error", bug);
    if (request.response().headWritten()) {
      request.connection().close(); // half an answer: a closed connection says so at once
    } else {
      refuse(request, WorkerFailure.BROKEN);
    }
  }

  private Future<Void> deleteResult(ResultFile result) {
    return result
        .file()
        .map(file -> new Workers(vertx).run(result::delete))
        .orElseGet(Future::succeededFuture);
  }
}
