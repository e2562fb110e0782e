package dev.pixelgate.function.intake;

import dev.pixelgate.function.failure.Failure;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.function.Supplier;

/**
 * Takes bodies in as they are, each to a file, and looks at nothing in them.
 *
 * @param upload time from a request's head to the end of its body
 * @param spoolFiles names for new files, in a folder that exists
 */
public record BodyIntake(Vertx vertx, Duration upload, Supplier<Path> spoolFiles) {
  /** What came of it. */
  public sealed interface Taken {
    /** All of it is in this file, which is the caller's. */
    record Whole(Path file, long size) implements Taken {}

    /** Nothing is left of it. */
    record Refused(Failure failure) implements Taken {}
  }

  /**
   * Reads the body of this request, which may be paused; completes on the calling event loop.
   *
   * @param maxBytes more are refused, by the length that is said or as soon as they have come
   */
  public Future<Taken> read(HttpServerRequest request, long maxBytes) {
    OptionalLong declared = declaredLength(request);
    if (declared.orElse(0) > maxBytes) {
      return Future.succeededFuture(new Taken.Refused(tooLarge(declared.getAsLong(), maxBytes)));
    }
    return new Reading(request, maxBytes).start();
  }

  private static Failure tooLarge(long bytes, long maxBytes) {
    return new Failure.TooLarge("body", bytes, maxBytes, "bytes");
  }

  /** How long the head of this request says that its body is. */
  public static OptionalLong declaredLength(HttpServerRequest request) {
    try {
      String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
      return length == null ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(length));
    } catch (NumberFormatException e) {
      return OptionalLong.empty(); // HTTP/1.1 heads with such a length never get here
    }
  }

  /** One body; it ends once. */
  private final class Reading {
    private final HttpServerRequest request;
    private final long maxBytes;
    private final SpoolFile file;
    private final Promise<Taken> end = Promise.promise();
    private long size;

    Reading(HttpServerRequest request, long maxBytes) {
      this.request = request;
      this.maxBytes = maxBytes;
      this.file = new SpoolFile(vertx, spoolFiles, request);
    }

    Future<Taken> start() {
      long timer =
          vertx.setTimer(upload.toMillis(), late -> refuse(new Failure.SlowUpload(upload)));
      end.future().onComplete(ended -> vertx.cancelTimer(timer));
      request.handler(this::accept);
      request.exceptionHandler(gone -> refuse(new Failure.ClientGone()));
      request.endHandler(all -> ended());
      FormIntake.askForBody(request);
      request.resume();
      return end.future();
    }

    private void accept(Buffer chunk) {
      if (end.future().isComplete()) {
        return;
      }
      size += chunk.length();
      if (size > maxBytes) {
        refuse(tooLarge(-1, maxBytes));
      } else {
        file.write(chunk);
      }
    }

    private void ended() {
      if (!end.future().isComplete()) {
        file.close()
            .onSuccess(path -> path.ifPresentOrElse(this::complete, this::empty))
            .onFailure(
                broken -> refuse(new Failure.StoreUnavailable("the upload could not be kept")));
      }
    }

    private void complete(Path path) {
      if (!end.tryComplete(new Taken.Whole(path, size))) {
        vertx.fileSystem().delete(path.toString());
      }
    }

    private void empty() {
      refuse(new Failure.BadRequest("the body is empty"));
    }

    private void refuse(Failure failure) {
      if (end.tryComplete(new Taken.Refused(failure))) {
        file.delete();
      }
    }
  }
}
