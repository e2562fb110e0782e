package dev.pixelgate.function.intake;

import dev.pixelgate.function.failure.Failure;
import dev.pixelgate.router.Cancellation;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Reads multipart bodies.
 *
 * @param spoolFiles names for new spool files, in a folder that exists
 */
public record FormIntake(Vertx vertx, IntakeLimits limits, Supplier<Path> spoolFiles) {
  /**
   * Reads the body of this request. Must be called before the event loop is left for the first
   * time, as bytes may come from then on. The caller owns, and deletes, the spool file of a
   * complete form.
   */
  public Future<Intake> read(HttpServerRequest request) {
    return read(request, Wishes.NONE);
  }

  /**
   * What else is done while a form is read.
   *
   * @param look at its beginning, which may end it
   * @param references finds a picture that is named in the place of one
   * @param client says that it has gone, which ends the finding
   */
  public record Wishes(EarlyLook look, References references, Cancellation client) {
    static final Wishes NONE = new Wishes(EarlyLook.NONE, References.NONE, new Cancellation());
  }

  /** The same with such wishes. */
  public Future<Intake> read(HttpServerRequest request, Wishes wishes) {
    Optional<Failure> refusal = refusalByHead(request);
    if (refusal.isPresent()) {
      return Future.succeededFuture(new Intake.Refused(refusal.get()));
    }
    String boundary =
        MultipartType.of(request.getHeader(HttpHeaders.CONTENT_TYPE))
            .flatMap(MultipartType::boundary)
            .orElseThrow();
    return new FormReading(this, request, new FormStart(boundary), wishes).start();
  }

  /** Whether the client sends its body only after it was asked to, which it was not yet. */
  public static boolean isWaiting(HttpServerRequest request) {
    return "100-continue".equalsIgnoreCase(request.getHeader(HttpHeaders.EXPECT));
  }

  /** Asks for the body, if the client waits for that. */
  static void askForBody(HttpServerRequest request) {
    if (isWaiting(request)) {
      request.headers().remove(HttpHeaders.EXPECT);
      request.response().writeContinue();
    }
  }

  private Optional<Failure> refusalByHead(HttpServerRequest request) {
    String given = request.getHeader(HttpHeaders.CONTENT_TYPE);
    Optional<MultipartType> type = Optional.ofNullable(given).flatMap(MultipartType::of);
    if (type.isEmpty()) {
      return Optional.of(
          new Failure.UnsupportedMediaType(
              "content type " + given + " is not read here; multipart/form-data is"));
    }
    if (type.get().boundary().isEmpty()) {
      return Optional.of(new Failure.BadRequest("multipart/form-data without a boundary"));
    }
    request.headers().set(HttpHeaders.CONTENT_TYPE, type.get().plain());
    return declaredLength(request)
        .filter(length -> length > limits.bodyBytes())
        .map(limits::bodyTooLarge);
  }

  private static Optional<Long> declaredLength(HttpServerRequest request) {
    try {
      return Optional.ofNullable(request.getHeader(HttpHeaders.CONTENT_LENGTH)).map(Long::valueOf);
    } catch (NumberFormatException e) {
      return Optional.empty(); // HTTP/1.1 heads with such a length never get here
    }
  }
}
