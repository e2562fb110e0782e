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
 * the secret. What comes is written down and not looked at; whoever is whole first has the place.
 */
record PutRoute(Vertx vertx, Lifecycle lifecycle, BodyIntake bodies, FileUploads uploads) {
  private static final Logger LOG = LoggerFactory.getLogger(PutRoute.class);

  /** PUT. */
  void put(RoutingContext context) {
    if (lifecycle.isDraining()) {
      PlainFailure.send(context, new Failure.Draining());
    } else if (lifecycle.tryEnter()) {
      take(context);
    } else {
      PlainFailure.send(
          context,
          new Failure.NoCapacity(
              "as many requests run already as limits.concurrent allows", Duration.ofSeconds(1)));
    }
  }

  private void take(RoutingContext context) {
    String id = Objects.requireNonNullElse(context.pathParam("id"), "");
    HttpServerRequest request = context.request();
    request.pause();
    uploads
        .ticket(id)
        .compose(
            ticket ->
                ticket instanceof Ticket.Open(long maxBytes, OptionalLong exactly)
                    ? read(request, id, maxBytes, exactly)
                    : Future.succeededFuture(refusal(id, ticket)))
        .otherwise(PutRoute::notKept)
        .onComplete(ended -> lifecycle.leave())
        .onSuccess(refusal -> answer(context, refusal))
        .onFailure(context::fail);
  }

  private Future<Optional<Failure>> read(
      HttpServerRequest request, String id, long maxBytes, OptionalLong exactly) {
    return bodies
        .read(request, maxBytes)
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
                      uploads.keep(id, file).map(before -> refusal(id, before));
                });
  }

  private static Optional<Failure> refusal(String id, Ticket ticket) {
    return switch (ticket) {
      case Ticket.Open open -> Optional.empty();
      case Ticket.Full(long held, long limit) ->
          Optional.of(
              new Failure.NoCapacity(
                  "uploads of %d bytes are kept already, of the limit of %d bytes (limits.uploads)"
                      .formatted(held, limit),
                  Duration.ofMinutes(1)));
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
