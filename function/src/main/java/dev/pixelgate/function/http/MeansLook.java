package dev.pixelgate.function.http;

import dev.pixelgate.function.failure.Failure;
import dev.pixelgate.pricing.Usd;
import dev.pixelgate.pricing.quote.Quote;
import dev.pixelgate.pricing.quote.QuotedJob;
import dev.pixelgate.router.Appraiser;
import dev.pixelgate.router.Glance;
import dev.pixelgate.router.selection.Demand;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Looks whether an account can pay for the least that an order may cost, while its picture is still
 * on its way. An order that is refused here would be at its end: it could not be paid if everything
 * that others hold came back. What may come back is waited for.
 *
 * @param longest limits.request: within it the order asks for its money
 */
record MeansLook(Appraiser appraiser, Purse purse, String account, Duration longest) {
  /** The same of an order that may be any of these. */
  Future<Optional<Failure.OverBudget>> of(List<Glance> possible) {
    List<Usd> least =
        possible.stream().flatMap(glance -> least(glance.question().demand()).stream()).toList();
    return least.size() < possible.size()
        ? Future.succeededFuture(Optional.empty())
        : least.stream()
            .min(Comparator.naturalOrder())
            .map(this::of)
            .orElseGet(() -> Future.succeededFuture(Optional.empty()));
  }

  /** The same of the order under this quote, which pays no more than was promised. */
  Future<Optional<Failure.OverBudget>> ofQuoted(Quote quote) {
    QuotedJob job = quote.job();
    return appraiser
        .leastCharge(job.capability(), job.pixels())
        .map(least -> of(least.compareTo(quote.charge()) < 0 ? least : quote.charge()))
        .orElseGet(() -> Future.succeededFuture(Optional.empty()));
  }

  private Optional<Usd> least(Demand demand) {
    return appraiser.leastCharge(demand.capability(), demand.pixels());
  }

  private Future<Optional<Failure.OverBudget>> of(Usd charge) {
    return purse
        .lacking(account, charge, appraiser.now().plus(longest))
        .map(lacking -> lacking.map(budget -> new Failure.OverBudget(budget, charge)));
  }
}
