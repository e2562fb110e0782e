package dev.pixelgate.function.http;

import dev.pixelgate.function.failure.Failure;
import dev.pixelgate.function.intake.BodyIntake;
import dev.pixelgate.function.upload.FileUploads;
import dev.pixelgate.function.upload.Ticket;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code PUT /v1/uploads/{id}}: takes a picture for a place that this gateway gave out. The URL is
 * the secret. What comes is written down and not looked at. Nobody shows a key here, so what PUTs
 * take is bounded for all of them together, and for each account by the ids of its places.
 */
record PutRoute(Vertx vertx, Lifecycle lifecycle, BodyIntake bodies, FileUploads uploads) {
  private static final Logger LOG = LoggerFactory.getLogger(PutRoute.class);

  /** PUT. */
  void put(RoutingContext context) {
    lifecycle
        .enterPut()
        .ifPresentOrElse(failure -> PlainFailure.send(context, failure), () -> take(context));
  }

  private void take(RoutingContext context) {
    String id = Objects.requireNonNullElse(context.pathParam("id"), "");
    HttpServerRequest request = context.request();
    request.pause();
    uploads
        .begin(id, BodyIntake.declaredLength(request))
        .compose(
            ticket ->
                ticket instanceof Ticket.Open open
                    ? read(request, id, open).onComplete(ended -> open.hold().end())
                    : Future.succeededFuture(refusal(id, ticket)))
        .otherwise(PutRoute::notKept)
        .onComplete(ended -> lifecycle.leavePut())
        .onSuccess(refusal -> answer(context, refusal))
        .onFailure(context::fail);
  }

  private Future<Optional<Failure>> read(HttpServerRequest request, String id, Ticket.Open place) {
    OptionalLong exactly = place.exactly();
    return bodies
        .read(request, place.maxBytes())
        .compose(
            taken ->
                switch (taken) {
                  case BodyIntake.Taken.Refused(Failure failure) ->
                      Future.succeededFuture(Optional.of(failure));
                  case BodyIntake.Taken.Whole(Path file, long size)
                      when exactly.isPresent() && size != exactly.getAsLong() ->
                      vertx
                          .fileSystem()
                          .delete(file.toString())
                          .map(
                              deleted ->
                                  Optional.of(
                                      new Failure.BadRequest(
                                          "the body has %d bytes, and the place was given out for a size of %d bytes"
                                              .formatted(size, exactly.getAsLong()))));
                  case BodyIntake.Taken.Whole(Path file, long size) ->
                      uploads
                          .keep(id, file, place.hold())
                          .map(kept -> kept ? Optional.empty() : refusal(id, new Ticket.None()));
                });
  }

  private static Optional<Failure> refusal(String id, Ticket ticket) {
    return switch (ticket) {
      case Ticket.Open open -> Optional.empty();
      case Ticket.Full(long bytes, long limit) ->
          Optional.of(
              new Failure.NoCapacity(
                  "all uploads would be %d bytes with this one, over the limit of %d bytes (limits.uploads)"
                      .formatted(bytes, limit),
                  Duration.ofMinutes(1)));
      case Ticket.OverShare(String what, long value, long limit) ->
          Optional.of(
              new Failure.RateLimited(
                  "the uploads of this account would be %d %s with this one, over its limit of %d %s"
                      .formatted(value, what, limit, what),
                  value,
                  limit,
                  what,
                  Duration.ofMinutes(1)));
      case Ticket.Busy busy -> Optional.of(new Failure.OfReference.BeingPut(id));
      case Ticket.Used used -> Optional.of(new Failure.OfReference.Taken(id));
      case Ticket.None none ->
          Optional.of(
              new Failure.NotFound("no such place for an upload, or no longer: POST /v1/uploads"));
    };
  }

  private static Optional<Failure> notKept(Throwable cause) {
    LOG.warn("upload put=failed", cause);
    return Optional.of(new Failure.StoreUnavailable("the upload could not be kept"));
  }

  private static void answer(RoutingContext context, Optional<Failure> refusal) {
    if (refusal.isPresent()) {
      PlainFailure.send(context, refusal.get());
    } else if (!context.response().closed()) {
      context.response().end();
    }
  }
}
