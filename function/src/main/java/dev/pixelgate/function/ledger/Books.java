package dev.pixelgate.function.ledger;

import dev.pixelgate.pricing.Usd;
import dev.pixelgate.pricing.budget.Budget;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;

/** What bills are kept with. Any thread. */
final class Books {
  private final Vertx vertx;
  private final Journal journal;
  private final Fence fence;
  private final OpenAttempts open;
  private final Slices slices;
  private final QuotesInUse quotes;
  private final Function<String, Optional<Budget>> budgets;
  private final InstantSource clock;
  private final LongAdder reserved = new LongAdder();

  Books(
      Vertx vertx,
      Journal journal,
      Fence fence,
      OpenAttempts open,
      Slices slices,
      QuotesInUse quotes,
      Function<String, Optional<Budget>> budgets,
      InstantSource clock) {
    this.vertx = vertx;
    this.journal = journal;
    this.fence = fence;
    this.open = open;
    this.slices = slices;
    this.quotes = quotes;
    this.budgets = budgets;
    this.clock = clock;
  }

  Journal journal() {
    return journal;
  }

  QuotesInUse quotes() {
    return quotes;
  }

  String instance() {
    return fence.instance();
  }

  Instant now() {
    return clock.instant();
  }

  /** An attempt begins now, with this money. */
  BegunHold begin(Hold hold) {
    return new BegunHold(hold, open, open.begin());
  }

  Optional<Budget> budget(String account) {
    return budgets.apply(account);
  }

  /** Holds an amount of the account's budget; there is nothing to hold for one without. */
  Future<SliceAnswer> hold(String account, Usd charge) {
    Optional<Budget> budget = budget(account);
    return budget.isPresent()
        ? slices.reserve(account, budget.get(), charge)
        : Future.succeededFuture(new SliceAnswer.Granted(new FreeHold(instance())));
  }

  /** An attempt has its money. */
  void reserved(Usd charge) {
    reserved.add(charge.picodollars());
  }

  /** An attempt has ended. */
  void ended(Usd charge) {
    reserved.add(-charge.picodollars());
  }

  /** What is held for attempts that have not ended. */
  Usd reserved() {
    return new Usd(Math.max(0, reserved.sum()));
  }

  /** Runs this a little later on the caller's event loop; at once, where there is none. */
  void soon(long millis, Runnable task) {
    Context caller = Vertx.currentContext();
    if (caller == null) {
      task.run();
    } else {
      vertx.setTimer(millis, timer -> task.run());
    }
  }
}
