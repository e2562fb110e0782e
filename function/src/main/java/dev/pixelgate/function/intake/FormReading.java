package dev.pixelgate.function.intake;

import dev.pixelgate.function.failure.Failure;
import io.netty.handler.codec.DecoderException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerFileUpload;
import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.IllegalCharsetNameException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** One body while it is read. It ends once: complete or refused. Confined to one event loop. */
final class FormReading {
  /** All text fields together, with the form's own lines; 64 MiB for 256 requests at once. */
  private static final long TEXT_BYTES = 256 * 1024;

  private final FormIntake intake;
  private final HttpServerRequest request;
  private final FormStart start;
  private final FormIntake.Wishes wishes;
  private final Promise<Intake> end = Promise.promise();
  private Optional<ImageCollector> image = Optional.empty();
  private long received;
  private long otherFileBytes;
  private boolean hasFiles;
  private boolean looked;
  private long timer;

  FormReading(
      FormIntake intake, HttpServerRequest request, FormStart start, FormIntake.Wishes wishes) {
    this.intake = intake;
    this.request = request;
    this.start = start;
    this.wishes = wishes;
  }

  Future<Intake> start() {
    try {
      request.setExpectMultipart(true);
    } catch (RuntimeException e) {
      // An empty boundary, an unknown charset: Vert.x and Netty throw here, each in its own way.
      return Future.succeededFuture(
          new Intake.Refused(new Failure.BadRequest("the Content-Type cannot be read")));
    }
    timer =
        intake
            .vertx()
            .setTimer(
                intake.limits().upload().toMillis(),
                t -> refuse(new Failure.SlowUpload(intake.limits().upload())));
    end.future().onComplete(e -> intake.vertx().cancelTimer(timer));
    request.uploadHandler(this::part);
    request.handler(this::received);
    request.exceptionHandler(this::broken);
    request.endHandler(v -> bodyEnded());
    FormIntake.askForBody(request);
    return end.future();
  }

  private void part(HttpServerFileUpload upload) {
    hasFiles = true;
    upload.exceptionHandler(this::broken);
    boolean wanted = upload.name().equals("image") && image.isEmpty() && !end.future().isComplete();
    if (wanted) {
      PictureSource source = PictureSource.part(request, upload.filename(), intake.limits());
      ImageCollector collector = new ImageCollector(intake, source, this::refuse);
      upload.handler(collector::accept).endHandler(end -> collector.end());
      image = Optional.of(collector);
    } else {
      upload.handler(dropped -> otherFileBytes += dropped.length());
    }
  }

  /** Comes after the form's decoder has had the same bytes. */
  private void received(Buffer chunk) {
    checkLength(chunk.length());
    if (looked || end.future().isComplete()) {
      return;
    }
    start.accept(chunk);
    if (image.isPresent() && image.get().picture().isPresent()) {
      looked = true;
      // Of a picture that is all here already there is nothing to be spared.
      if (!image.get().isEnded()) {
        wishes
            .look()
            .look(start.fields(), image.get().picture().get())
            .onSuccess(early -> early.ifPresent(this::endWith));
      }
    }
  }

  private void endWith(Intake early) {
    if (end.tryComplete(early)) {
      image.ifPresent(ImageCollector::discard);
    }
  }

  /**
   * Counts what has passed the form's decoder, as the parts' own sizes do; {@code bytesRead()}
   * counts what has been received, and the difference would look like text.
   */
  private void checkLength(int chunkBytes) {
    received += chunkBytes;
    if (received > intake.limits().bodyBytes()) {
      refuse(intake.limits().bodyTooLarge(-1));
    }
    long inFiles = otherFileBytes + image.map(ImageCollector::size).orElse(0L);
    if (received - inFiles > TEXT_BYTES) {
      refuse(new Failure.TooLarge("text of the form", -1, TEXT_BYTES, "bytes"));
    }
  }

  private void broken(Throwable cause) {
    if (cause instanceof IllegalCharsetNameException) {
      // Netty throws this one through its pipeline, and Vert.x cuts the connection when we return,
      // with what is not flushed. Closing it ourselves flushes the answer first.
      refuse(new Failure.BadRequest("a part of the multipart body names no charset"));
      request.connection().close();
      return;
    }
    refuse(
        cause instanceof DecoderException
            ? new Failure.BadRequest("the multipart body cannot be read")
            : new Failure.ClientGone());
  }

  private void refuse(Failure failure) {
    endWith(new Intake.Refused(failure));
  }

  private void bodyEnded() {
    if (image.isPresent() && !image.get().isEnded()) {
      refuse(new Failure.BadRequest("the multipart body ends within the image"));
    }
    if (request.bytesRead() > 0 && !hasFiles && request.formAttributes().isEmpty()) {
      refuse(new Failure.BadRequest("the multipart body has no part that can be read"));
    }
    if (end.future().isComplete()) {
      return;
    }
    Map<String, String> fields = new HashMap<>();
    request.formAttributes().forEach(entry -> fields.putIfAbsent(entry.getKey(), entry.getValue()));
    image
        .map(ImageCollector::image)
        .ifPresentOrElse(
            part -> part.onSuccess(collected -> complete(new Form(fields, collected))),
            () -> withoutFile(fields));
  }

  /** The picture may be named instead. Its time is its own: the body is here. */
  private void withoutFile(Map<String, String> fields) {
    new ReferredReading(intake, fields, wishes)
        .start()
        .ifPresentOrElse(
            reading -> {
              intake.vertx().cancelTimer(timer);
              reading.onComplete(end);
            },
            () -> complete(new Form(fields, Optional.empty())));
  }

  private void complete(Form form) {
    boolean taken = end.tryComplete(new Intake.Complete(form));
    if (!taken) {
      form.deleteSpooled(intake.vertx().fileSystem());
    }
  }
}
