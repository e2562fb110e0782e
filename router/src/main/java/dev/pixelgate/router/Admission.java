package dev.pixelgate.router;

import dev.pixelgate.pricing.Usd;
import dev.pixelgate.pricing.budget.BudgetState;
import io.vertx.core.Future;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The money of an attempt before it is sent: held, and its dispatch written down. Whatever is held
 * and not admitted is released again. Confined to one event loop.
 */
final class Admission {
  private static final Logger LOG = LoggerFactory.getLogger(Admission.class);

  /** What came of it. */
  sealed interface Result {
    /** It may be sent. */
    record Admitted(Hold hold) implements Result {}

    /** The budget does not cover it. */
    record OverBudget(BudgetState budget, Usd needed) implements Result {}

    /** The order's quote was used by another one. */
    record QuoteUsed(String quote) implements Result {}

    /** The store is away. */
    record Away(String reason) implements Result {}

    /**
     * It was given up in the meantime.
     *
     * @param then what its order wanted to do instead
     */
    record GivenUp(Runnable then) implements Result {}
  }

  private final Bill bill;
  private final Claim claim;
  private Optional<Runnable> instead = Optional.empty();

  Admission(Bill bill, Claim claim) {
    this.bill = bill;
    this.claim = claim;
  }

  /** Never fails; a bill that breaks is a store that is away. Its answer is always waited for. */
  Future<Result> admit() {
    return Future.succeededFuture()
        .compose(begin -> bill.reserve(claim))
        .compose(this::reserved)
        .otherwise(this::broken)
        .map(this::unlessGivenUp);
  }

  private Future<Result> reserved(Reservation reservation) {
    return switch (reservation) {
      case Reservation.Granted(Usd charge) -> dispatch(new Hold(bill, charge));
      case Reservation.OverBudget(BudgetState budget, Usd needed) ->
          Future.succeededFuture(new Result.OverBudget(budget, needed));
      case Reservation.QuoteUsed(String quote) ->
          Future.succeededFuture(new Result.QuoteUsed(quote));
      case Reservation.Unavailable(String reason) ->
          Future.succeededFuture(new Result.Away(reason));
    };
  }

  private Future<Result> dispatch(Hold hold) {
    if (instead.isPresent()) {
      return Future.succeededFuture(new Result.Admitted(hold));
    }
    return Future.succeededFuture()
        .compose(begin -> bill.dispatch())
        .<Result>map(written -> new Result.Admitted(hold))
        .otherwise(cause -> unwritten(hold, cause));
  }

  private static Result unwritten(Hold hold, Throwable cause) {
    hold.end(new Ending.Released());
    if (cause instanceof QuoteUsedException used) {
      return new Result.QuoteUsed(used.quote());
    }
    LOG.warn("bill dispatch=unwritten reason={}", cause.toString());
    return new Result.Away("the dispatch could not be written down");
  }

  private Result broken(Throwable bug) {
    LOG.error("bill orchestrator={} internal error", claim.orchestrator(), bug);
    return new Result.Away("the budget could not be asked");
  }

  private Result unlessGivenUp(Result result) {
    if (instead.isEmpty()) {
      return result;
    }
    if (result instanceof Result.Admitted(Hold hold)) {
      hold.end(new Ending.Released());
    }
    return new Result.GivenUp(instead.get());
  }

  /** Sends nothing; the order does this when the bill has answered. The first call decides. */
  void giveUp(Runnable then) {
    instead = instead.or(() -> Optional.of(then));
  }
}
