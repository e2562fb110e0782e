package dev.pixelgate.function.http;

import dev.pixelgate.function.failure.Failure;
import dev.pixelgate.function.receipt.KeptReceipt;
import dev.pixelgate.function.receipt.ReceiptDocument;
import dev.pixelgate.function.store.Account;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code GET /v1/receipts/{id}}: what a request cost and for what, signed, for its own account or
 * an operator. To all others it is not there.
 */
record ReceiptsRoute(Access access, Accounting accounting) {
  private static final Logger LOG = LoggerFactory.getLogger(ReceiptsRoute.class);
  private static final String JOSE = "application/jose";

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
      show(context, account, Optional.empty());
      return;
    }
    accounting
        .receipts()
        .find(id)
        .onSuccess(found -> show(context, account, found))
        .onFailure(cause -> away(context, cause));
  }

  private void show(RoutingContext context, Account account, Optional<KeptReceipt> found) {
    Optional<KeptReceipt> mine =
        found.filter(kept -> account.operator() || kept.account().equals(account.name()));
    if (mine.isEmpty()) {
      PlainFailure.send(
          context,
          new Failure.NotFound(
              "there is no receipt for that request: nothing was sent for it, or it is too old"));
      return;
    }
    String body = mine.get().body();
    accounting
        .signer()
        .sign(body, ReceiptDocument.TYPE)
        .onSuccess(jws -> send(context, jws, body))
        .onFailure(cause -> away(context, cause));
  }

  private static void send(RoutingContext context, String jws, String body) {
    boolean alone = Accepts.names(context.request(), JOSE);
    context
        .response()
        .putHeader(HttpHeaders.CONTENT_TYPE, alone ? JOSE : Names.JSON)
        .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
        .putHeader(HttpHeaders.VARY, "accept")
        .end(alone ? jws : ReceiptDocument.of(jws, body));
  }

  /** The cause goes to the log only: it names files and hosts. */
  private static void away(RoutingContext context, Throwable cause) {
    LOG.warn("receipt reading=failed reason={}", cause.toString());
    PlainFailure.send(context, new Failure.StoreUnavailable("receipts cannot be read now"));
  }
}
