package dev.pixelgate.function.http;

import dev.pixelgate.function.failure.Failure;
import dev.pixelgate.function.intake.IntakeLimits;
import dev.pixelgate.function.store.Account;
import dev.pixelgate.function.view.BoardJson;
import dev.pixelgate.pricing.Capability;
import dev.pixelgate.pricing.PriceBook;
import dev.pixelgate.router.BoardQuery;
import dev.pixelgate.router.PriceBoard;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;

/**
 * {@code GET /v1/prices}: the price board. It is made on a worker thread, one at a time for each
 * event loop: 10,000 offers take some 100 ms.
 */
record PricesRoute(Access access, PriceBoard board, IntakeLimits limits, Vertx vertx) {

  /** GET and HEAD. */
  void get(RoutingContext context) {
    switch (access.enter(context.request())) {
      case Access.Entry.Denied(Failure failure) -> PlainFailure.send(context, failure);
      case Access.Entry.Granted(Account account) -> read(context, account);
    }
  }

  private void read(RoutingContext context, Account account) {
    switch (RequestTerms.read(context.request().headers())) {
      case RequestTerms.Read.Bad(Failure failure) -> PlainFailure.send(context, failure);
      case RequestTerms.Read.Good(RequestTerms terms) when terms.deadline().isPresent() ->
          PlainFailure.send(
              context, new Failure.BadHeader("Pixelgate-Deadline", "a price list has none"));
      case RequestTerms.Read.Good(RequestTerms terms) ->
          read(context, terms.within(account.caps()));
    }
  }

  private void read(RoutingContext context, RequestTerms terms) {
    switch (PriceQuery.read(context.queryParams(), terms, limits)) {
      case PriceQuery.Read.Bad(Failure failure) -> PlainFailure.send(context, failure);
      case PriceQuery.Read.Good(BoardQuery query) ->
          unknownModel(query)
              .ifPresentOrElse(
                  failure -> PlainFailure.send(context, failure), () -> show(context, query));
    }
  }

  /** A model that nobody ever offered is a mistake of the client's, as in a request for work. */
  private Optional<Failure> unknownModel(BoardQuery query) {
    PriceBook book = board.market().get().book();
    if (query.model().isEmpty() || book.known().stream().anyMatch(query::wants)) {
      return Optional.empty();
    }
    List<String> models =
        book.known().stream()
            .filter(one -> query.pipeline().map(one.pipeline()::equals).orElse(true))
            .map(Capability::model)
            .distinct()
            .toList();
    return Optional.of(new Failure.UnknownModel(query.model().get(), models));
  }

  private void show(RoutingContext context, BoardQuery query) {
    vertx
        .executeBlocking(() -> BoardJson.of(board.show(query)).toBuffer())
        .onSuccess(json -> send(context, json))
        .onFailure(context::fail);
  }

  /** What an account may pay is its own affair, and soon old. */
  private static void send(RoutingContext context, Buffer json) {
    context
        .response()
        .putHeader(HttpHeaders.CONTENT_TYPE, Names.JSON)
        .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
        .end(json);
  }
}
