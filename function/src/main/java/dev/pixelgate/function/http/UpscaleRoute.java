package dev.pixelgate.function.http;

import dev.pixelgate.function.failure.Failure;
import dev.pixelgate.function.intake.EarlyLook;
import dev.pixelgate.function.intake.Form;
import dev.pixelgate.function.intake.FormIntake;
import dev.pixelgate.function.intake.ImagePart;
import dev.pixelgate.function.intake.Intake;
import dev.pixelgate.function.intake.UpscaleParameters;
import dev.pixelgate.function.metrics.SaleMeters;
import dev.pixelgate.function.reference.PictureReferences;
import dev.pixelgate.function.sale.Epilogue;
import dev.pixelgate.function.sale.Sale;
import dev.pixelgate.function.sale.Sales;
import dev.pixelgate.function.sale.Terms;
import dev.pixelgate.function.store.Account;
import dev.pixelgate.pricing.Pipeline;
import dev.pixelgate.pricing.picture.Picture;
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
    PictureReferences references,
    QuoteDoor door,
    String defaultModel,
    PaidOnce paidOnce,
    KeyedSales keyedSales,
    SaleMeters meters,
    Stragglers stragglers,
    Upkeep upkeep,
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
    Stragglers.Straggler running = stragglers.add(exchange, cancellation);
    Future<Void> beside = upkeep.beside();
    // Composed from the start: whatever throws on the way, the place is given back.
    Future.succeededFuture()
        .compose(begin -> door.enter(request, account.name(), own))
        .compose(entry -> entered(new Visit(exchange, request, account, own, cancellation), entry))
        .onComplete(
            ended -> {
              stragglers.remove(running);
              lifecycle.leave(account);
            })
        .compose(answer -> beside.compose(done -> upkeep.last()).map(answer))
        .compose(UpscaleRoute::give)
        .onFailure(exchange::broken);
  }

  /**
   * A request that may ask.
   *
   * @param own the terms of its headers alone
   * @param quote that it comes under
   * @param barred why nothing may be bought for it, which its key may have been answered before
   */
  private record Visit(
      Exchange exchange,
      HttpServerRequest request,
      Account account,
      RequestTerms own,
      Optional<Quote> quote,
      Optional<Failure> barred,
      Cancellation cancellation) {
    Visit(
        Exchange exchange,
        HttpServerRequest request,
        Account account,
        RequestTerms own,
        Cancellation cancellation) {
      this(exchange, request, account, own, Optional.empty(), Optional.empty(), cancellation);
    }

    Visit under(Optional<Quote> given) {
      return new Visit(exchange, request, account, own, given, barred, cancellation);
    }

    Visit barredBy(Failure why) {
      return new Visit(exchange, request, account, own, quote, Optional.of(why), cancellation);
    }

    RequestTerms terms() {
      return own.within(account.caps());
    }
  }

  /** What a key was answered with does not depend on what has become of its quote since. */
  private Future<Runnable> entered(Visit visit, QuoteDoor.Entry entry) {
    return switch (entry) {
      case QuoteDoor.Entry.Closed(Failure.OfQuote failure) when visit.own().key().isPresent() ->
          read(visit.barredBy(failure));
      case QuoteDoor.Entry.Closed(Failure failure) ->
          Future.succeededFuture(() -> visit.exchange().refuse(failure));
      case QuoteDoor.Entry.Open(Optional<Quote> quote) -> read(visit.under(quote));
    };
  }

  private Future<Runnable> read(Visit visit) {
    String account = visit.account().name();
    UpscaleLook look = look(visit);
    FormIntake.Wishes wishes =
        new FormIntake.Wishes(
            unlessFree(visit, look),
            references.of(account, UpscaleParameters::refusal),
            visit.cancellation());
    Future<Intake> reading = intake.read(visit.request(), wishes);
    visit.request().resume(); // it may have waited for its quote
    return reading.compose(read -> taken(visit, look, read));
  }

  private UpscaleLook look(Visit visit) {
    String account = visit.account().name();
    return new UpscaleLook(
        door.appraiser(),
        new MeansLook(door.appraiser(), door.purse(), account, longest),
        defaultModel,
        visit.exchange().id(),
        account,
        visit.terms(),
        visit.quote());
  }

  /** A price is no reason to refuse what may cost nothing, which its bytes alone can tell. */
  private EarlyLook unlessFree(Visit visit, UpscaleLook look) {
    return (ahead, picture) ->
        mayBeFree(visit, picture)
            ? Future.succeededFuture(Optional.empty())
            : look.look(ahead, picture);
  }

  private boolean mayBeFree(Visit visit, Picture picture) {
    boolean reusable =
        !visit.own().noStore() && paidOnce.mayKnow().test(visit.account().name(), picture);
    return reusable || visit.own().key().isPresent();
  }

  /** Comes to the answer, which is given when the place is free for the client's next request. */
  private Future<Runnable> taken(Visit visit, UpscaleLook look, Intake read) {
    return switch (read) {
      case Intake.Refused(Failure failure) ->
          Future.succeededFuture(() -> visit.exchange().refuse(failure));
      case Intake.Enough e ->
          Future.succeededFuture(
              () -> visit.exchange().answer(look.refusal(), publicUrl.base(visit.request())));
      case Intake.Complete(Form form) ->
          order(visit, look, form).onComplete(ended -> form.deleteSpooled(vertx.fileSystem()));
    };
  }

  private static Future<Void> give(Runnable answer) {
    answer.run();
    return Future.succeededFuture();
  }

  private Terms terms(Visit visit) {
    RequestTerms terms = visit.terms();
    return new Terms(
        visit.exchange().id(),
        visit.account().name(),
        visit.quote().isPresent() ? List.of() : terms.caps(),
        terms.policy(),
        terms.deadline().filter(d -> d.compareTo(longest) < 0).orElse(longest),
        visit.exchange().elapsed(),
        terms.hops(),
        terms.noStore(),
        visit.quote());
  }

  private Future<Runnable> order(Visit visit, UpscaleLook look, Form form) {
    return switch (UpscaleParameters.parse(form)) {
      case UpscaleParameters.Parsed.Bad bad ->
          Future.succeededFuture(() -> visit.exchange().refuse(new Failure.Invalid(bad.errors())));
      case UpscaleParameters.Parsed.Good good -> {
        visit.exchange().ordered();
        yield order(visit, look, form.image().orElseThrow(), good.parameters());
      }
    };
  }

  private Future<Runnable> order(
      Visit visit, UpscaleLook look, ImagePart image, UpscaleParameters parameters) {
    Exchange exchange = visit.exchange();
    Terms terms = terms(visit);
    String base = publicUrl.base(visit.request());
    Sales sales =
        visit
            .barred()
            .map(why -> judgedAgain(visit, look))
            .orElseGet(() -> unlessMismatch(look, image, parameters));
    return visit
        .own()
        .key()
        .map(
            key ->
                keyedSales.sell(
                    sales, exchange, base, key, image, parameters, terms, visit.cancellation()))
        .orElseGet(
            () ->
                sales
                    .sell(image, parameters, terms, visit.cancellation(), Epilogue.NONE)
                    .map(sale -> () -> exchange.answer(sale, base)));
  }

  private Sales unlessMismatch(UpscaleLook look, ImagePart image, UpscaleParameters parameters) {
    return look.mismatch(parameters.modelId(), image.picture())
        .map(UpscaleRoute::refusing)
        .orElseGet(this::underQuote);
  }

  /**
   * When its turn comes, whoever had the key is gone and may have given the quote back: a server
   * that died while it asked somebody for this very order.
   */
  private Sales judgedAgain(Visit visit, UpscaleLook look) {
    return (image, parameters, terms, cancellation, epilogue) ->
        door.judge(visit.own().quote().orElseThrow(), visit.account().name(), visit.own())
            .compose(
                entry ->
                    switch (entry) {
                      case QuoteDoor.Entry.Closed(Failure failure) ->
                          Future.succeededFuture(
                              look.notDone(parameters.modelId(), image.picture(), failure));
                      case QuoteDoor.Entry.Open(Optional<Quote> quote) -> {
                        Visit open = visit.under(quote);
                        yield unlessMismatch(look(open), image, parameters)
                            .sell(image, parameters, terms(open), cancellation, epilogue);
                      }
                    });
  }

  private static Sales refusing(Sale.NotDone refused) {
    return (image, parameters, terms, cancellation, epilogue) -> Future.succeededFuture(refused);
  }

  private Sales underQuote() {
    return (image, parameters, terms, cancellation, epilogue) -> {
      Optional<String> quoted = terms.quote().map(quote -> quote.job().capability().model());
      return paidOnce
          .sales()
          .sell(image, parameters.orModel(quoted), terms, cancellation, epilogue)
          .onSuccess(sale -> terms.quote().ifPresent(quote -> door.left(quote, sale)));
    };
  }
}
