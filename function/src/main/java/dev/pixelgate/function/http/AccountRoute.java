package dev.pixelgate.function.http;

import dev.pixelgate.function.failure.Failure;
import dev.pixelgate.function.failure.FieldError;
import dev.pixelgate.function.statement.CreditJson;
import dev.pixelgate.function.statement.Days;
import dev.pixelgate.function.statement.Statement;
import dev.pixelgate.function.statement.StatementCsv;
import dev.pixelgate.function.statement.StatementJson;
import dev.pixelgate.function.store.Account;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code GET /v1/account}: how an account's budget stands and what it spent, by day and model. For
 * itself; an operator may name another.
 */
record AccountRoute(Access access, Accounting accounting) {
  private static final Logger LOG = LoggerFactory.getLogger(AccountRoute.class);
  private static final String CSV = "text/csv";
  private static final Set<String> KNOWN = Set.of("account", "from", "until");

  /** GET and HEAD. */
  void get(RoutingContext context) {
    switch (access.enter(context.request())) {
      case Access.Entry.Denied(Failure failure) -> PlainFailure.send(context, failure);
      case Access.Entry.Granted(Account account) -> read(context, account);
    }
  }

  private void read(RoutingContext context, Account account) {
    MultiMap query = context.queryParams();
    Optional<String> unknown = query.names().stream().filter(n -> !KNOWN.contains(n)).findFirst();
    if (unknown.isPresent()) {
      invalid(context, unknown.get(), "Extra inputs are not permitted", "extra_forbidden");
      return;
    }
    String name = value(query, "account").orElse(account.name());
    if (!account.operator() && !account.name().equals(name)) {
      PlainFailure.send(context, new Failure.Forbidden("that is another account"));
      return;
    }
    try {
      Days days =
          Days.of(value(query, "from"), value(query, "until"), accounting.clock().instant());
      show(context, account.operator(), name, days);
    } catch (IllegalArgumentException e) {
      invalid(context, "from", "Value error, " + e.getMessage(), "value_error");
    }
  }

  private static Optional<String> value(MultiMap query, String name) {
    return Optional.ofNullable(query.get(name)).filter(text -> !text.isEmpty());
  }

  private static void invalid(RoutingContext context, String name, String message, String type) {
    FieldError error = FieldError.ofQuery(name, message, type);
    PlainFailure.send(context, new Failure.Invalid(List.of(error)));
  }

  private void show(RoutingContext context, boolean operator, String name, Days days) {
    Future.succeededFuture()
        .compose(begin -> accounting.budgets().apply(name))
        .compose(
            budget ->
                accounting
                    .statements()
                    .lines(name, days)
                    .map(lines -> new Statement(name, days, budget, lines)))
        .compose(statement -> text(context, operator, statement))
        .onSuccess(text -> send(context, text))
        .onFailure(
            cause -> {
              LOG.warn("account reading=failed reason={}", cause.toString());
              PlainFailure.send(
                  context, new Failure.StoreUnavailable("accounts cannot be read now"));
            });
  }

  private Future<String> text(RoutingContext context, boolean operator, Statement statement) {
    if (isCsv(context)) {
      return Future.succeededFuture(StatementCsv.of(statement.lines(), operator));
    }
    JsonObject json = StatementJson.of(statement, operator);
    return operator
        ? accounting
            .credits()
            .get()
            .map(credits -> json.put("payments", CreditJson.of(credits)).encode())
        : Future.succeededFuture(json.encode());
  }

  private static boolean isCsv(RoutingContext context) {
    return Accepts.names(context.request(), CSV);
  }

  private static void send(RoutingContext context, String text) {
    context
        .response()
        .putHeader(
            HttpHeaders.CONTENT_TYPE,
            isCsv(context) ? CSV + "; charset=utf-8; header=present" : Names.JSON.toString())
        .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
        .putHeader(HttpHeaders.VARY, "accept")
        .end(text);
  }
}
