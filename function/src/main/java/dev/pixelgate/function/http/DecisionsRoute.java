package dev.pixelgate.function.http;

import dev.pixelgate.function.decision.DecisionBook;
import dev.pixelgate.function.decision.KeptDecision;
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
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code GET /v1/decisions/{id}}: why a request went as it did, for its own account or an operator,
 * whichever instance it went to. The choice is made again on a worker thread, one at a time for
 * each event loop.
 *
 * @param recent this instance's own
 * @param kept everybody's
 */
record DecisionsRoute(
    Access access, Decisions recent, DecisionBook kept, Selector selector, Vertx vertx) {
  private static final Logger LOG = LoggerFactory.getLogger(DecisionsRoute.class);

  private static final Failure NOT_KEPT =
      new Failure.NotFound(
          "no decision is kept for that request, or no longer: they are forgotten after"
              + " decisions.keep, and those of refusals earlier when there are many");

  /** GET and HEAD. */
  void get(RoutingContext context) {
    switch (access.enter(context.request())) {
      case Access.Entry.Denied(Failure failure) -> PlainFailure.send(context, failure);
      case Access.Entry.Granted(Account account) -> find(context, account);
    }
  }

  private void find(RoutingContext context, Account account) {
    String id = Objects.requireNonNullElse(context.pathParam("id"), "");
    if (!RequestId.mayBe(id)) {
      PlainFailure.send(context, NOT_KEPT);
      return;
    }
    Optional<DecisionRecord> own = recent.find(id);
    if (own.isPresent()) {
      show(context, account, own.get().account(), () -> own);
      return;
    }
    kept.find(id)
        .onSuccess(
            found ->
                found.ifPresentOrElse(
                    one -> show(context, account, one.account(), () -> record(one)),
                    () -> PlainFailure.send(context, NOT_KEPT)))
        .onFailure(cause -> away(context, cause));
  }

  /** Nothing for one that is damaged, or of another version while this one is rolled out. */
  private static Optional<DecisionRecord> record(KeptDecision one) {
    try {
      return Optional.of(one.record());
    } catch (IllegalArgumentException e) {
      LOG.warn("decision reading=failed reason={}", e.toString());
      return Optional.empty();
    }
  }

  private void show(
      RoutingContext context,
      Account account,
      String owner,
      Supplier<Optional<DecisionRecord>> record) {
    if (!account.operator() && !account.name().equals(owner)) {
      PlainFailure.send(context, new Failure.Forbidden("that request is another account's"));
      return;
    }
    vertx
        .executeBlocking(() -> record.get().map(this::json))
        .onSuccess(
            json ->
                json.ifPresentOrElse(
                    there -> send(context, there), () -> PlainFailure.send(context, NOT_KEPT)))
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

  /** The cause goes to the log only: it names files and hosts. */
  private static void away(RoutingContext context, Throwable cause) {
    LOG.warn("decision reading=failed reason={}", cause.toString());
    PlainFailure.send(context, new Failure.StoreUnavailable("decisions cannot be read now"));
  }
}
