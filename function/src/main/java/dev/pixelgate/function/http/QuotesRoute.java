package dev.pixelgate.function.http;

import dev.pixelgate.function.failure.Failure;
import dev.pixelgate.function.intake.FormIntake;
import dev.pixelgate.function.intake.Intake;
import dev.pixelgate.function.intake.JsonIntake;
import dev.pixelgate.function.quote.Issue;
import dev.pixelgate.function.quote.Quotes;
import dev.pixelgate.function.reference.PictureReferences;
import dev.pixelgate.function.sale.Refusal;
import dev.pixelgate.function.store.Account;
import dev.pixelgate.function.view.QuoteJson;
import dev.pixelgate.pricing.Pipeline;
import dev.pixelgate.pricing.quote.QuotedJob;
import dev.pixelgate.router.Appraiser;
import dev.pixelgate.router.Cancellation;
import dev.pixelgate.router.selection.Demand;
import dev.pixelgate.router.selection.Explanation;
import dev.pixelgate.router.selection.Selection;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code POST /v1/quotes}: what a job would cost, promised. Of a picture no more is taken than its
 * header, unless fields that decide come after it. It is refused as the job would be.
 */
record QuotesRoute(
    Vertx vertx,
    Access access,
    Lifecycle lifecycle,
    FormIntake forms,
    PictureReferences references,
    JsonIntake documents,
    QuoteQuery query,
    Appraiser appraiser,
    Quotes quotes,
    Upkeep upkeep) {
  private static final Logger LOG = LoggerFactory.getLogger(QuotesRoute.class);

  /** POST. */
  void post(RoutingContext context) {
    switch (access.enter(context.request())) {
      case Access.Entry.Denied(Failure failure) -> PlainFailure.send(context, failure);
      case Access.Entry.Granted(Account account) -> read(context, account);
    }
  }

  private void read(RoutingContext context, Account account) {
    switch (RequestTerms.read(context.request().headers())) {
      case RequestTerms.Read.Bad(Failure failure) -> PlainFailure.send(context, failure);
      case RequestTerms.Read.Good(RequestTerms terms) ->
          unfit(terms)
              .ifPresentOrElse(
                  failure -> PlainFailure.send(context, failure),
                  () -> ask(context, account, terms.within(account.caps())));
    }
  }

  private Optional<Failure> unfit(RequestTerms terms) {
    if (terms.deadline().isPresent()) {
      return Optional.of(new Failure.BadHeader("Pixelgate-Deadline", "a quote has none"));
    }
    if (terms.quote().isPresent()) {
      return Optional.of(new Failure.BadHeader(Quotes.HEADER, "a quote is asked for, not used"));
    }
    return lifecycle.isDraining() ? Optional.of(new Failure.Draining()) : Optional.empty();
  }

  private void ask(RoutingContext context, Account account, RequestTerms terms) {
    Future<Void> beside = upkeep.beside();
    wish(context.request(), account, terms)
        .compose(
            wish ->
                switch (wish) {
                  case QuoteQuery.Read.Bad(Failure failure) -> refusal(failure);
                  case QuoteQuery.Read.Good(Demand demand, QuotedJob job) ->
                      quote(account, terms, demand, job);
                })
        .compose(answer -> beside.map(answer))
        .onSuccess(answer -> answer.give(context))
        .onFailure(context::fail);
  }

  private Future<QuoteQuery.Read> wish(
      HttpServerRequest request, Account account, RequestTerms terms) {
    if (JsonIntake.isJson(request)) {
      return documents
          .read(request)
          .map(
              read ->
                  switch (read) {
                    case JsonIntake.Read.Bad(Failure failure) -> new QuoteQuery.Read.Bad(failure);
                    case JsonIntake.Read.Good(JsonObject json) -> query.of(json, terms.hops());
                  });
    }
    return switch (QuoteQuery.pipeline(request)) {
      case QuoteQuery.Named.Bad(Failure failure) ->
          Future.succeededFuture(new QuoteQuery.Read.Bad(failure));
      case QuoteQuery.Named.Good(Pipeline pipeline) ->
          lifecycle
              .enter(account)
              .map(
                  failure ->
                      Future.<QuoteQuery.Read>succeededFuture(new QuoteQuery.Read.Bad(failure)))
              .orElseGet(() -> form(request, account, terms, pipeline));
    };
  }

  /** A form may have a picture fetched: it has a place, and counts, as its order would. */
  private Future<QuoteQuery.Read> form(
      HttpServerRequest request, Account account, RequestTerms terms, Pipeline pipeline) {
    return forms
        .read(
            request,
            new FormIntake.Wishes(
                (ahead, picture) ->
                    Future.succeededFuture(QuoteQuery.enough(pipeline, ahead, picture)),
                references.of(account.name(), fields -> Optional.empty()),
                client(request)))
        .onComplete(read -> lifecycle.leave(account))
        .map(read -> form(pipeline, read, terms.hops()));
  }

  /** Hears that the client has gone: a picture that it names is not fetched on then. */
  private static Cancellation client(HttpServerRequest request) {
    Cancellation gone = new Cancellation();
    request.response().closeHandler(closed -> gone.cancel());
    return gone;
  }

  private QuoteQuery.Read form(Pipeline pipeline, Intake read, int hops) {
    return switch (read) {
      case Intake.Refused(Failure failure) -> new QuoteQuery.Read.Bad(failure);
      case Intake.Enough(var ahead, var picture) -> query.of(pipeline, ahead::text, picture, hops);
      case Intake.Complete(var form) -> {
        form.deleteSpooled(vertx.fileSystem());
        yield form.image()
            .map(image -> query.of(pipeline, form::text, image.picture(), hops))
            .orElseGet(QuoteQuery::withoutImage);
      }
    };
  }

  private Future<Answer> quote(Account account, RequestTerms terms, Demand demand, QuotedJob job) {
    return appraiser
        .appraise(demand, terms.caps(), terms.policy())
        .compose(decision -> vertx.executeBlocking(decision::explain))
        .map(Objects::requireNonNull)
        .compose(
            explanation ->
                explanation.selection() instanceof Selection.Eligible(var ranked, var more)
                    ? quotes
                        .issue(account.name(), job, ranked.getFirst())
                        .map(issue -> answer(issue, explanation))
                    : refusal(Refusal.of(explanation.selection(), demand).orElseThrow()));
  }

  private static Answer answer(Issue issue, Explanation explanation) {
    return switch (issue) {
      case Issue.Refused(Failure failure) -> context -> PlainFailure.send(context, failure);
      case Issue.Issued issued -> {
        LOG.info(
            "quote id={} account={} pipeline={} pixels={} orchestrator={} charge={} expires={}",
            issued.quote().id(),
            issued.quote().account(),
            issued.quote().job().capability().pipeline(),
            issued.quote().job().pixels(),
            issued.quote().orchestrator(),
            issued.quote().charge().toDecimal(),
            issued.quote().expires());
        Buffer json = QuoteJson.of(issued, explanation).toBuffer();
        yield context -> send(context, json);
      }
    };
  }

  private static Future<Answer> refusal(Failure failure) {
    return Future.succeededFuture(context -> PlainFailure.send(context, failure));
  }

  /** The picture, of which only the beginning was taken, may still be on its way. */
  private static void send(RoutingContext context, Buffer json) {
    HttpServerResponse response = context.response();
    if (!response.closed()) {
      response
          .putHeader(HttpHeaders.CONTENT_TYPE, Names.JSON)
          .putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
      Lingering.end(context.vertx(), context.request(), json);
    }
  }

  /** What the client is told. */
  @FunctionalInterface
  private interface Answer {
    void give(RoutingContext context);
  }
}
