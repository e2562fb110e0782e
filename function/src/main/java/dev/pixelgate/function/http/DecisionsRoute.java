package dev.pixelgate.function.http;

import dev.pixelgate.function.failure.Failure;
import dev.pixelgate.function.store.Account;
import dev.pixelgate.function.view.DecisionJson;
import dev.pixelgate.router.DecisionRecord;
import dev.pixelgate.router.Decisions;
import dev.pixelgate.router.selection.Decision;
import dev.pixelgate.router.selection.Selector;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.util.Objects;

/**
 * {@code GET /v1/decisions/{id}}: why a request went as it did, for its own account or an operator.
 * The choice is made again on a worker thread, one at a time for each event loop.
 */
record DecisionsRoute(Access access, Decisions decisions, Selector selector, Vertx vertx) {

  /** GET and HEAD. */
  void get(RoutingContext context) {
    switch (access.enter(context.request())) {
      case Access.Entry.Denied(Failure failure) -> PlainFailure.send(context, failure);
      case Access.Entry.Granted(Account account) -> find(context, account);
    }
  }

  private void find(RoutingContext context, Account account) {
    String id = Objects.requireNonNullElse(context.pathParam("id"), "");
    decisions
        .find(id)
        .ifPresentOrElse(
            record -> show(context, account, record),
            () ->
                PlainFailure.send(
                    context,
                    new Failure.NotFound(
                        "no decision is kept for that request, or no longer: they are forgotten"
                            + " after an hour, or earlier when there are many")));
  }

  private void show(RoutingContext context, Account account, DecisionRecord record) {
    if (!account.operator() && !account.name().equals(record.account())) {
      PlainFailure.send(context, new Failure.Forbidden("that request is another account's"));
      return;
    }
    vertx
        .executeBlocking(() -> json(record))
        .onSuccess(json -> send(context, json))
        .onFailure(context::fail);
  }

  private Buffer json(DecisionRecord record) {
    return DecisionJson.of(record, new Decision(record.question(), selector).explain()).toBuffer();
  }

  private static void send(RoutingContext context, Buffer json) {
    context
        .response()
        .putHeader(HttpHeaders.CONTENT_TYPE, Names.JSON)
        .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
        .end(json);
  }
}
