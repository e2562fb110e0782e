package dev.pixelgate.function.http;

import dev.pixelgate.function.config.MediaDelivery;
import dev.pixelgate.function.failure.Failure;
import dev.pixelgate.function.media.FoundPicture;
import dev.pixelgate.function.media.MediaFile;
import dev.pixelgate.function.media.MediaObject;
import dev.pixelgate.function.media.PictureStore;
import dev.pixelgate.function.s3.S3Download;
import dev.pixelgate.function.s3.S3Exception;
import dev.pixelgate.function.store.Account;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code /stream/{session}/{name}.png}: result pictures; the URL is the secret. One that lies in a
 * bucket is sent by the bucket, under a fresh URL of a few minutes, or through here.
 *
 * @param forget hears of a picture that is deleted, by what the store knows it under
 */
record MediaRoute(
    PictureStore media,
    MediaDelivery delivery,
    Access access,
    InstantSource clock,
    Consumer<Object> forget) {
  private static final Logger LOG = LoggerFactory.getLogger(MediaRoute.class);

  /** GET and HEAD. */
  void get(RoutingContext context) {
    media
        .find(session(context), name(context))
        .onSuccess(
            found -> found.ifPresentOrElse(picture -> send(context, picture), () -> gone(context)))
        .onFailure(failure -> broken(context, failure));
  }

  /** DELETE, with the key of the account that the picture was made for. */
  void delete(RoutingContext context) {
    switch (access.enter(context.request())) {
      case Access.Entry.Denied(Failure failure) -> PlainFailure.send(context, failure);
      case Access.Entry.Granted(Account account) ->
          media
              .delete(session(context), name(context), account.name(), forget)
              .onSuccess(deleted -> deleted(context, deleted))
              .onFailure(failure -> broken(context, failure));
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

  /** A bucket may be away for a while; what a disk says is a bug or a broken machine. */
  private static void broken(RoutingContext context, Throwable failure) {
    if (failure instanceof S3Exception refusal) {
      LOG.warn("media read=failed reason=\"{}\"", refusal.getMessage());
      PlainFailure.send(context, new Failure.StoreUnavailable("pictures cannot be reached now"));
    } else {
      context.fail(failure);
    }
  }

  private void send(RoutingContext context, FoundPicture picture) {
    switch (picture) {
      case MediaObject object when isRedirected(context.request(), object) ->
          object
              .link(clock.instant())
              .onSuccess(url -> redirect(context.response(), url))
              .onFailure(failure -> broken(context, failure));
      case MediaObject object ->
          answer(context, object, (first, last) -> pass(context, object, first, last));
      case MediaFile file ->
          answer(context, file, (first, last) -> sendFile(context, file, first, last));
    }
  }

  /** What needs no bytes of the picture is answered here in any case. */
  private boolean isRedirected(HttpServerRequest request, MediaObject object) {
    return delivery == MediaDelivery.REDIRECT
        && request.method().equals(HttpMethod.GET)
        && !knownToClient(request, object);
  }

  /** A cache that kept it would send clients to a URL that has ended. */
  private static void redirect(HttpServerResponse response, URI url) {
    response
        .setStatusCode(302)
        .putHeader(HttpHeaders.LOCATION, url.toString())
        .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
        .end();
  }

  /** Sends a part of a picture, both ends included, after the head of the answer. */
  private interface Bytes {
    void send(long first, long last);
  }

  private void answer(RoutingContext context, FoundPicture picture, Bytes bytes) {
    HttpServerRequest request = context.request();
    HttpServerResponse response = context.response();
    long seconds = Math.max(0, Duration.between(clock.instant(), picture.expires()).toSeconds());
    response
        .putHeader(HttpHeaders.CACHE_CONTROL, "private, max-age=" + seconds)
        .putHeader(HttpHeaders.ETAG, picture.etag())
        .putHeader(
            HttpHeaders.LAST_MODIFIED,
            DateTimeFormatter.RFC_1123_DATE_TIME.format(
                picture.lastModified().atOffset(ZoneOffset.UTC)))
        .putHeader(HttpHeaders.ACCEPT_RANGES, "bytes");
    if (knownToClient(request, picture)) {
      response.setStatusCode(304).end();
      return;
    }
    response.putHeader(HttpHeaders.CONTENT_TYPE, "image/png");
    switch (range(request, picture)) {
      case ByteRange.Whole w -> begin(context, 0, picture.size() - 1, bytes);
      case ByteRange.Part part -> {
        response
            .setStatusCode(206)
            .putHeader(
                HttpHeaders.CONTENT_RANGE,
                "bytes " + part.first() + "-" + part.last() + "/" + picture.size());
        begin(context, part.first(), part.last(), bytes);
      }
      case ByteRange.Unsatisfiable u ->
          response
              .setStatusCode(416)
              .putHeader(HttpHeaders.CONTENT_RANGE, "bytes */" + picture.size())
              .end();
    }
  }

  private static boolean knownToClient(HttpServerRequest request, FoundPicture picture) {
    String known = request.getHeader(HttpHeaders.IF_NONE_MATCH);
    return known != null && (known.strip().equals("*") || known.contains(picture.etag()));
  }

  private static ByteRange range(HttpServerRequest request, FoundPicture picture) {
    Optional<String> range = Optional.ofNullable(request.getHeader("Range"));
    String condition = request.getHeader("If-Range");
    boolean same = condition == null || condition.equals(picture.etag());
    return range
        .filter(r -> same)
        .map(r -> ByteRange.of(r, picture.size()))
        .orElseGet(ByteRange.Whole::new);
  }

  private static void begin(RoutingContext context, long first, long last, Bytes bytes) {
    HttpServerResponse response = context.response();
    response.putHeader(HttpHeaders.CONTENT_LENGTH, Long.toString(last - first + 1));
    if (context.request().method().equals(HttpMethod.HEAD) || last < first) {
      response.end();
    } else {
      bytes.send(first, last);
    }
  }

  private static void sendFile(RoutingContext context, MediaFile file, long first, long last) {
    context
        .response()
        .sendFile(file.file().toString(), first, last - first + 1)
        .onFailure(context::fail);
  }

  private static void pass(RoutingContext context, MediaObject object, long first, long last) {
    object
        .read(first, last)
        .onSuccess(
            read ->
                read.ifPresentOrElse(
                    download -> pipe(context.response(), download), () -> gone(context)))
        .onFailure(failure -> broken(context, failure));
  }

  /** Whichever side breaks off takes the other one with it. */
  private static void pipe(HttpServerResponse response, S3Download download) {
    if (response.closed()) {
      download.cancel().run();
      return;
    }
    download
        .body()
        .pipeTo(response)
        .onFailure(
            broken -> {
              download.cancel().run();
              response.reset();
            });
  }
}
