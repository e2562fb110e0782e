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
import dev.pixelgate.function.sale.Sale;
import dev.pixelgate.function.sale.Terms;
import dev.pixelgate.function.store.Account;
import dev.pixelgate.pricing.Pipeline;
import dev.pixelgate.pricing.quote.Quote;
import dev.pixelgate.router.Cancellation;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.List;
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
    QuoteDoor door,
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
      case RequestTerms.Read.Good(RequestTerms terms) -> admit(exchange, request, account, terms);
    }
  }

  private void admit(
      Exchange exchange, HttpServerRequest request, Account account, RequestTerms own) {
    Optional<Failure> refusal = lifecycle.enter(account);
    if (refusal.isPresent()) {
      exchange.refuse(refusal.get());
      return;
    }
    Cancellation cancellation = new Cancellation();
    request.response().closeHandler(gone -> cancellation.cancel());
    // Composed from the start: whatever throws on the way, the place is given back.
    Future.succeededFuture()
        .compose(begin -> door.enter(request, account.name(), own))
        .compose(entry -> entered(exchange, request, account, own, entry, cancellation))
        .onComplete(ended -> lifecycle.leave(account))
        .compose(UpscaleRoute::give)
        .onFailure(exchange::broken);
  }

  private Future<Runnable> entered(
      Exchange exchange,
      HttpServerRequest request,
      Account account,
      RequestTerms own,
      QuoteDoor.Entry entry,
      Cancellation cancellation) {
    return switch (entry) {
      case QuoteDoor.Entry.Closed(Failure failure) ->
          Future.succeededFuture(() -> exchange.refuse(failure));
      case QuoteDoor.Entry.Open(Optional<Quote> quote) ->
          read(exchange, request, account, own.within(account.caps()), quote, cancellation);
    };
  }

  private Future<Runnable> read(
      Exchange exchange,
      HttpServerRequest request,
      Account account,
      RequestTerms terms,
      Optional<Quote> quote,
      Cancellation cancellation) {
    UpscaleLook look =
        new UpscaleLook(
            door.appraiser(), defaultModel, exchange.id(), account.name(), terms, quote);
    Future<Intake> reading = intake.read(request, unlessFree(look, account, terms));
    request.resume(); // it may have waited for its quote
    return reading.compose(
        read ->
            read instanceof Intake.Enough
                ? Future.succeededFuture(
                    () -> exchange.answer(look.refusal(), publicUrl.base(request)))
                : taken(exchange, request, account, terms, quote, look, read, cancellation));
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
      Optional<Quote> quote,
      UpscaleLook look,
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
                quote.isPresent() ? List.of() : terms.caps(),
                terms.policy(),
                deadline(terms),
                exchange.elapsed(),
                terms.hops(),
                terms.noStore(),
                quote);
        yield order(exchange, request, form, sale, look, cancellation)
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
      UpscaleLook look,
      Cancellation cancellation) {
    return switch (UpscaleParameters.parse(form)) {
      case UpscaleParameters.Parsed.Bad bad ->
          Future.succeededFuture(() -> exchange.refuse(new Failure.Invalid(bad.errors())));
      case UpscaleParameters.Parsed.Good good -> {
        exchange.ordered();
        ImagePart image = form.image().orElseThrow();
        Optional<Sale.NotDone> mismatch =
            look.mismatch(good.parameters().modelId(), image.picture());
        if (mismatch.isPresent()) {
          yield Future.succeededFuture(
              () -> exchange.answer(mismatch.get(), publicUrl.base(request)));
        }
        Optional<String> quoted = terms.quote().map(quote -> quote.job().capability().model());
        yield paidOnce
            .sales()
            .sell(image, good.parameters().orModel(quoted), terms, cancellation, Epilogue.NONE)
            .onSuccess(sale -> terms.quote().ifPresent(quote -> door.left(quote, sale)))
            .map(sale -> () -> exchange.answer(sale, publicUrl.base(request)));
      }
    };
  }
}
