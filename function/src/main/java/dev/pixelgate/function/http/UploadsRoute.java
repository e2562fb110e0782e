package dev.pixelgate.function.http;

import dev.pixelgate.function.failure.Failure;
import dev.pixelgate.function.intake.JsonIntake;
import dev.pixelgate.function.store.Account;
import dev.pixelgate.function.upload.Place;
import dev.pixelgate.function.upload.Placing;
import dev.pixelgate.function.upload.UploadStore;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code POST /v1/uploads}: a place to put a picture that is too large for a request, whose id
 * requests take in its place.
 *
 * @param maxBytes limits.reference
 */
record UploadsRoute(
    Access access,
    Lifecycle lifecycle,
    JsonIntake documents,
    UploadStore uploads,
    PublicUrl publicUrl,
    long maxBytes) {
  private static final Logger LOG = LoggerFactory.getLogger(UploadsRoute.class);

  /** POST. */
  void post(RoutingContext context) {
    switch (access.enter(context.request())) {
      case Access.Entry.Denied(Failure failure) -> PlainFailure.send(context, failure);
      case Access.Entry.Granted(Account account) ->
          unfit(context.request())
              .or(() -> lifecycle.enter(account))
              .ifPresentOrElse(
                  failure -> PlainFailure.send(context, failure), () -> place(context, account));
    }
  }

  /** What is ours and means nothing here is refused; so is a body of another type. */
  private static Optional<Failure> unfit(HttpServerRequest request) {
    return switch (RequestTerms.read(request.headers())) {
      case RequestTerms.Read.Bad(Failure failure) -> Optional.of(failure);
      case RequestTerms.Read.Good(RequestTerms terms) when terms.key().isPresent() ->
          Optional.of(
              new Failure.BadHeader("Idempotency-Key", "each place is one of its own, and free"));
      case RequestTerms.Read.Good(RequestTerms terms) -> otherType(request);
    };
  }

  private static Optional<Failure> otherType(HttpServerRequest request) {
    String type = request.getHeader(HttpHeaders.CONTENT_TYPE);
    return type == null || JsonIntake.isJson(request)
        ? Optional.empty()
        : Optional.of(
            new Failure.UnsupportedMediaType(
                "content type %s is not read here; application/json is, and the picture comes by the PUT"
                    .formatted(type)));
  }

  private void place(RoutingContext context, Account account) {
    documents
        .readIfAny(context.request())
        .compose(
            read ->
                switch (read) {
                  case JsonIntake.Read.Bad(Failure failure) -> refusal(failure);
                  case JsonIntake.Read.Good(JsonObject json) -> place(context, account, json);
                })
        .onComplete(ended -> lifecycle.leave(account))
        .onSuccess(answer -> answer.give(context))
        .onFailure(context::fail);
  }

  private Future<Answer> place(RoutingContext context, Account account, JsonObject json) {
    return switch (UploadQuery.of(json, maxBytes)) {
      case UploadQuery.Read.Bad(Failure failure) -> refusal(failure);
      case UploadQuery.Read.Good(var wish) ->
          uploads
              .place(account.name(), wish, publicUrl.base(context.request()))
              .map(placing -> answer(account, placing))
              .otherwise(
                  cause -> {
                    LOG.warn("upload place=failed", cause);
                    return failed ->
                        PlainFailure.send(
                            failed, new Failure.StoreUnavailable("there is no place for uploads"));
                  });
    };
  }

  private static Answer answer(Account account, Placing placing) {
    return switch (placing) {
      case Placing.Given(Place place) -> context -> send(context, account, place);
      case Placing.Refused(Failure failure) -> context -> PlainFailure.send(context, failure);
    };
  }

  private static void send(RoutingContext context, Account account, Place place) {
    LOG.info("upload account={} max-bytes={}", account.name(), place.maxBytes());
    JsonObject headers = new JsonObject();
    place.headers().forEach(headers::put);
    JsonObject json =
        new JsonObject()
            .put("id", place.id())
            .put("url", place.url())
            .put("method", "PUT")
            .put("headers", headers)
            .put("max_bytes", place.maxBytes())
            .put("expires", place.expires().truncatedTo(ChronoUnit.SECONDS).toString());
    HttpServerResponse response = context.response();
    if (!response.closed()) {
      response
          .setStatusCode(201)
          .putHeader(HttpHeaders.CONTENT_TYPE, Names.JSON)
          .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
          .end(json.encode());
    }
  }

  private static Future<Answer> refusal(Failure failure) {
    return Future.succeededFuture(context -> PlainFailure.send(context, failure));
  }

  /** What the client is told. */
  @FunctionalInterface
  private interface Answer {
    void give(RoutingContext context);
  }
}
