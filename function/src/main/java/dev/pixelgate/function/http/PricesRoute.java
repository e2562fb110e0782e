package dev.pixelgate.function.http;

import dev.pixelgate.function.failure.Failure;
import dev.pixelgate.function.intake.IntakeLimits;
import dev.pixelgate.function.quote.Quotes;
import dev.pixelgate.function.store.Account;
import dev.pixelgate.function.view.BoardJson;
import dev.pixelgate.router.Board;
import dev.pixelgate.router.BoardQuery;
import dev.pixelgate.router.PriceBoard;
import io.vertx.core.Handler;
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
record PricesRoute(
    Access access, PriceBoard board, IntakeLimits limits, Upkeep upkeep, Vertx vertx) {

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
      case RequestTerms.Read.Good(RequestTerms terms) when terms.quote().isPresent() ->
          PlainFailure.send(
              context, new Failure.BadHeader(Quotes.HEADER, "a price list is not under a quote"));
      case RequestTerms.Read.Good(RequestTerms terms) -> read(context, account, terms);
    }
  }

  private void read(RoutingContext context, Account account, RequestTerms terms) {
    switch (PriceQuery.read(context.queryParams(), terms, account.caps(), limits)) {
      case PriceQuery.Read.Bad(Failure failure) -> PlainFailure.send(context, failure);
      case PriceQuery.Read.Good(BoardQuery query) -> show(context, query);
    }
  }

  /** The prices as they are when what is due has been asked for: it is waited for anyway. */
  private void show(RoutingContext context, BoardQuery query) {
    upkeep
        .beside()
        .compose(done -> vertx.executeBlocking(() -> answer(query)))
        .onSuccess(answer -> answer.handle(context))
        .onFailure(context::fail);
  }

  /** A model that nobody ever offered is a mistake of the client's, as in a request for work. */
  private Handler<RoutingContext> answer(BoardQuery query) {
    Board shown = board.show(query);
    Optional<List<String>> instead = shown.modelsInstead();
    if (instead.isPresent()) {
      Failure unknown = new Failure.UnknownModel(query.model().orElseThrow(), instead.get());
      return context -> PlainFailure.send(context, unknown);
    }
    Buffer json = BoardJson.of(shown).toBuffer();
    return context -> send(context, json);
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
