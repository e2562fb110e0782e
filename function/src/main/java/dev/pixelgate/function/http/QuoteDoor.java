package dev.pixelgate.function.http;

import dev.pixelgate.function.failure.Failure;
import dev.pixelgate.function.intake.FormIntake;
import dev.pixelgate.function.metrics.SaleMeters;
import dev.pixelgate.function.quote.Presented;
import dev.pixelgate.function.quote.Quotes;
import dev.pixelgate.function.sale.Sale;
import dev.pixelgate.pricing.Usd;
import dev.pixelgate.pricing.quote.Quote;
import dev.pixelgate.router.Appraiser;
import dev.pixelgate.router.AttemptRecord;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;

/** Where orders are let in by what is to pay for them, and those under a quote counted out. */
record QuoteDoor(Quotes quotes, Appraiser appraiser, Purse purse, SaleMeters meters) {
  /** Whether an order may bring its body. */
  sealed interface Entry {
    record Open(Optional<Quote> quote) implements Entry {}

    record Closed(Failure failure) implements Entry {}
  }

  /**
   * Judges the quote, or whether there is any money, before anything of the body is read. A request
   * that has to wait for that is paused meanwhile.
   *
   * @param own the terms of the request alone: the caps of gateway and account held when it was
   *     given
   */
  Future<Entry> enter(HttpServerRequest request, String account, RequestTerms own) {
    if (own.quote().isEmpty()) {
      return mayBeFree(request, own) || purse.maybe().test(account)
          ? Future.succeededFuture(new Entry.Open(Optional.empty()))
          : withoutMoney(request, account);
    }
    request.pause();
    return judge(own.quote().get(), account, own);
  }

  /** Judges this quote, as it stands now. */
  Future<Entry> judge(String quote, String account, RequestTerms own) {
    return quotes.present(quote, account).map(presented -> judge(presented, own));
  }

  /**
   * The first answer again, or a result that is known here, needs no money, and only the body can
   * tell which one is asked for. Whoever waits before sending it wants to hear now.
   */
  private static boolean mayBeFree(HttpServerRequest request, RequestTerms own) {
    return own.key().isPresent() || !(own.noStore() || FormIntake.isWaiting(request));
  }

  private Future<Entry> withoutMoney(HttpServerRequest request, String account) {
    request.pause();
    return purse
        .refusal(account)
        .map(
            refusal ->
                refusal
                    .<Entry>map(Entry.Closed::new)
                    .orElseGet(() -> new Entry.Open(Optional.empty())));
  }

  private Entry judge(Presented presented, RequestTerms own) {
    return switch (presented) {
      case Presented.Refused(Failure failure) -> new Entry.Closed(failure);
      case Presented.Good(Quote quote) ->
          quote
              .exceeded(own.caps(), appraiser.freshRate())
              .<Entry>map(
                  cap ->
                      new Entry.Closed(
                          new Failure.OfQuote.OverCap(cap, quote.charge(), quote.orchestrator())))
              .orElseGet(() -> new Entry.Open(Optional.of(quote)));
    };
  }

  /** An order under a quote is over: once something is owed the quote is used up. */
  void left(Quote quote, Sale sale) {
    Usd owed = Usd.ZERO;
    for (AttemptRecord attempt : sale.attempts()) {
      owed = owed.plus(attempt.owed());
    }
    if (owed.compareTo(Usd.ZERO) > 0) {
      quotes.used(quote);
      meters.quoteUsed(owed, sale.charge());
    }
  }
}
