package dev.pixelgate.function.intake;

import dev.pixelgate.function.failure.Failure;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** Reads small JSON bodies. */
public record JsonIntake(Vertx vertx, IntakeLimits limits) {
  /** What such a body says fits into a tenth of it. */
  private static final int MOST_BYTES = 16 * 1024;

  /** The outcome of reading one. */
  public sealed interface Read {
    /** One object. */
    record Good(JsonObject json) implements Read {}

    /** Too long, too slow, or something else. */
    record Bad(Failure failure) implements Read {}
  }

  /** Whether the body says that it is JSON. */
  public static boolean isJson(HttpServerRequest request) {
    return Optional.ofNullable(request.getHeader(HttpHeaders.CONTENT_TYPE))
        .map(type -> type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT))
        .filter("application/json"::equals)
        .isPresent();
  }

  /** Reads the body; must be called before the event loop is left for the first time. */
  public Future<Read> read(HttpServerRequest request) {
    return read(request, JsonIntake::parsed);
  }

  /** The same; no body at all is an empty object. */
  public Future<Read> readIfAny(HttpServerRequest request) {
    return read(
        request,
        body -> body.length() == 0 ? new Read.Good(new JsonObject()) : JsonIntake.parsed(body));
  }

  private Future<Read> read(HttpServerRequest request, Function<Buffer, Read> parser) {
    Promise<Read> end = Promise.promise();
    Buffer body = Buffer.buffer();
    long timer =
        vertx.setTimer(
            limits.upload().toMillis(),
            late -> end.tryComplete(new Read.Bad(new Failure.SlowUpload(limits.upload()))));
    end.future().onComplete(read -> vertx.cancelTimer(timer));
    request.handler(
        chunk -> {
          if (body.length() + chunk.length() > MOST_BYTES) {
            end.tryComplete(
                new Read.Bad(new Failure.TooLarge("JSON body", -1, MOST_BYTES, "bytes")));
          } else {
            body.appendBuffer(chunk);
          }
        });
    request.exceptionHandler(gone -> end.tryComplete(new Read.Bad(new Failure.ClientGone())));
    request.endHandler(all -> end.tryComplete(parser.apply(body)));
    FormIntake.askForBody(request);
    return end.future();
  }

  private static Read parsed(Buffer body) {
    try {
      return new Read.Good(new JsonObject(body));
    } catch (DecodeException e) {
      return new Read.Bad(new Failure.BadRequest("the body is no JSON object"));
    }
  }
}
