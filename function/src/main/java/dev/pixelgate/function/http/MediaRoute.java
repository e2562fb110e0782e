package dev.pixelgate.function.http;

import dev.pixelgate.function.failure.Failure;
import dev.pixelgate.function.media.FileMediaStore;
import dev.pixelgate.function.media.MediaFile;
import dev.pixelgate.function.store.Account;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * {@code /stream/{session}/{name}.png}: result pictures; the URL is the secret.
 *
 * @param forget hears of a picture that is deleted, by what the file system knows it under
 */
record MediaRoute(
    FileMediaStore media, Access access, InstantSource clock, Consumer<Object> forget) {

  /** GET and HEAD. */
  void get(RoutingContext context) {
    media
        .find(session(context), name(context))
        .onSuccess(found -> found.ifPresentOrElse(file -> send(context, file), () -> gone(context)))
        .onFailure(context::fail);
  }

  /** DELETE, with the key of the account that the picture was made for. */
  void delete(RoutingContext context) {
    switch (access.enter(context.request())) {
      case Access.Entry.Denied(Failure failure) -> PlainFailure.send(context, failure);
      case Access.Entry.Granted(Account account) ->
          media
              .delete(session(context), name(context), account.name(), forget)
              .onSuccess(deleted -> deleted(context, deleted))
              .onFailure(context::fail);
    }
  }

  /** A name without its ending, which must be {@code .png}; else a name that nothing has. */
  private static String name(RoutingContext context) {
    String last = parameter(context, "name");
    return last.endsWith(".png") ? last.substring(0, last.length() - 4) : "";
  }

  private static String session(RoutingContext context) {
    return parameter(context, "session");
  }

  private static String parameter(RoutingContext context, String name) {
    return Objects.requireNonNullElse(context.pathParam(name), "");
  }

  private static void deleted(RoutingContext context, boolean deleted) {
    if (deleted) {
      context.response().setStatusCode(204).end();
    } else {
      gone(context);
    }
  }

  private static void gone(RoutingContext context) {
    PlainFailure.send(context, new Failure.NotFound("there is no such picture, or no longer"));
  }

  private void send(RoutingContext context, MediaFile file) {
    HttpServerRequest request = context.request();
    HttpServerResponse response = context.response();
    long seconds = Math.max(0, Duration.between(clock.instant(), file.expires()).toSeconds());
    response
        .putHeader(HttpHeaders.CACHE_CONTROL, "private, max-age=" + seconds)
        .putHeader(HttpHeaders.ETAG, file.etag())
        .putHeader(
            HttpHeaders.LAST_MODIFIED,
            DateTimeFormatter.RFC_1123_DATE_TIME.format(
                file.lastModified().atOffset(ZoneOffset.UTC)))
        .putHeader(HttpHeaders.ACCEPT_RANGES, "bytes");
    if (knownToClient(request, file)) {
      response.setStatusCode(304).end();
      return;
    }
    response.putHeader(HttpHeaders.CONTENT_TYPE, "image/png");
    switch (range(request, file)) {
      case ByteRange.Whole w -> sendBytes(context, file, 0, file.size());
      case ByteRange.Part part -> {
        response
            .setStatusCode(206)
            .putHeader(
                HttpHeaders.CONTENT_RANGE,
                "bytes " + part.first() + "-" + part.last() + "/" + file.size());
        sendBytes(context, file, part.first(), part.length());
      }
      case ByteRange.Unsatisfiable u ->
          response
              .setStatusCode(416)
              .putHeader(HttpHeaders.CONTENT_RANGE, "bytes */" + file.size())
              .end();
    }
  }

  private static boolean knownToClient(HttpServerRequest request, MediaFile file) {
    String known = request.getHeader(HttpHeaders.IF_NONE_MATCH);
    return known != null && (known.strip().equals("*") || known.contains(file.etag()));
  }

  private static ByteRange range(HttpServerRequest request, MediaFile file) {
    Optional<String> range = Optional.ofNullable(request.getHeader("Range"));
    String condition = request.getHeader("If-Range");
    boolean same = condition == null || condition.equals(file.etag());
    return range
        .filter(r -> same)
        .map(r -> ByteRange.of(r, file.size()))
        .orElseGet(ByteRange.Whole::new);
  }

  private static void sendBytes(RoutingContext context, MediaFile file, long offset, long length) {
    HttpServerResponse response = context.response();
    response.putHeader(HttpHeaders.CONTENT_LENGTH, Long.toString(length));
    if (context.request().method().equals(HttpMethod.HEAD)) {
      response.end();
    } else {
      response.sendFile(file.file().toString(), offset, length).onFailure(context::fail);
    }
  }
}
