package dev.pixelgate.function.http;

import dev.pixelgate.function.failure.Failure;
import dev.pixelgate.function.intake.EarlyLook;
import dev.pixelgate.function.intake.Form;
import dev.pixelgate.function.intake.FormIntake;
import dev.pixelgate.function.intake.ImagePart;
import dev.pixelgate.function.intake.Intake;
import dev.pixelgate.function.intake.UpscaleParameters;
import dev.pixelgate.function.metrics.SaleMeters;
import dev.pixelgate.function.sale.Epilogue;
import dev.pixelgate.function.sale.Terms;
import dev.pixelgate.function.store.Account;
import dev.pixelgate.pricing.Pipeline;
import dev.pixelgate.router.Appraiser;
import dev.pixelgate.router.Cancellation;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.Optional;

/**
 * {@code POST /upscale}: key, headers, body, order, answer, in this order; the cheapest checks
 * first, and nothing is read from a client that may not ask.
 *
 * @param longest limits.request
 */
record UpscaleRoute(
    Vertx vertx,
    Access access,
    Lifecycle lifecycle,
    FormIntake intake,
    Appraiser appraiser,
    String defaultModel,
    PaidOnce paidOnce,
    SaleMeters meters,
    PublicUrl publicUrl,
    Duration longest) {

  void handle(HttpServerRequest request) {
    Exchange exchange = new Exchange(vertx, request, Pipeline.UPSCALE, meters);
    exchange.clientCallsIt(RequestTerms.clientId(request.headers()));
    switch (access.enter(request)) {
      case Access.Entry.Denied(Failure failure) -> exchange.refuse(failure);
      case Access.Entry.Granted(Account account) -> {
        exchange.actsFor(account.name());
        readTerms(exchange, request, account);
      }
    }
  }

  private void readTerms(Exchange exchange, HttpServerRequest request, Account account) {
    switch (RequestTerms.read(request.headers())) {
      case RequestTerms.Read.Bad(Failure failure) -> exchange.refuse(failure);
      case RequestTerms.Read.Good(RequestTerms terms) ->
          admit(exchange, request, account, terms.within(account.caps()));
    }
  }

  private void admit(
      Exchange exchange, HttpServerRequest request, Account account, RequestTerms terms) {
    Optional<Failure> refusal = lifecycle.enter(account);
    if (refusal.isPresent()) {
      exchange.refuse(refusal.get());
      return;
    }
    Cancellation cancellation = new Cancellation();
    request.response().closeHandler(gone -> cancellation.cancel());
    // Composed from the start: whatever throws on the way, the place is given back.
    Future.succeededFuture()
        .compose(begin -> read(exchange, request, account, terms, cancellation))
        .onComplete(ended -> lifecycle.leave(account))
        .compose(UpscaleRoute::give)
        .onFailure(exchange::broken);
  }

  private Future<Runnable> read(
      Exchange exchange,
      HttpServerRequest request,
      Account account,
      RequestTerms terms,
      Cancellation cancellation) {
    UpscaleLook look =
        new UpscaleLook(
            appraiser, defaultModel, exchange.id(), account.name(), terms, Optional.empty());
    return intake
        .read(request, unlessFree(look, account, terms))
        .compose(
            read ->
                read instanceof Intake.Enough
                    ? Future.succeededFuture(
                        () -> exchange.answer(look.refusal(), publicUrl.base(request)))
                    : taken(exchange, request, account, terms, read, cancellation));
  }

  /** A price is no reason to refuse what may cost nothing, which its bytes alone can tell. */
  private EarlyLook unlessFree(UpscaleLook look, Account account, RequestTerms terms) {
    return (ahead, picture) ->
        !terms.noStore() && paidOnce.mayKnow().test(account.name(), picture)
            ? Optional.empty()
            : look.look(ahead, picture);
  }

  /** Comes to the answer, which is given when the place is free for the client's next request. */
  private Future<Runnable> taken(
      Exchange exchange,
      HttpServerRequest request,
      Account account,
      RequestTerms terms,
      Intake read,
      Cancellation cancellation) {
    return switch (read) {
      case Intake.Refused(Failure failure) ->
          Future.succeededFuture(() -> exchange.refuse(failure));
      case Intake.Enough e -> throw new IllegalArgumentException("refused early: " + e);
      case Intake.Complete(Form form) -> {
        Terms sale =
            new Terms(
                exchange.id(),
                account.name(),
                terms.caps(),
                terms.policy(),
                deadline(terms),
                exchange.elapsed(),
                terms.hops(),
                terms.noStore());
        yield order(exchange, request, form, sale, cancellation)
            .onComplete(ended -> form.deleteSpooled(vertx.fileSystem()));
      }
    };
  }

  private static Future<Void> give(Runnable answer) {
    answer.run();
    return Future.succeededFuture();
  }

  private Duration deadline(RequestTerms terms) {
    return terms.deadline().filter(d -> d.compareTo(longest) < 0).orElse(longest);
  }

  private Future<Runnable> order(
      Exchange exchange,
      HttpServerRequest request,
      Form form,
      Terms terms,
      Cancellation cancellation) {
    return switch (UpscaleParameters.parse(form)) {
      case UpscaleParameters.Parsed.Bad bad ->
          Future.succeededFuture(() -> exchange.refuse(new Failure.Invalid(bad.errors())));
      case UpscaleParameters.Parsed.Good good -> {
        exchange.ordered();
        ImagePart image = form.image().orElseThrow();
        yield paidOnce
            .sales()
            .sell(image, good.parameters(), terms, cancellation, Epilogue.NONE)
            .map(sale -> () -> exchange.answer(sale, publicUrl.base(request)));
      }
    };
  }
}
