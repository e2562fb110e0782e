package dev.pixelgate.bench;

import dev.pixelgate.function.ledger.BillTerms;
import dev.pixelgate.function.ledger.Ledger;
import dev.pixelgate.function.ledger.LedgerBill;
import dev.pixelgate.function.store.Write;
import dev.pixelgate.pricing.Capability;
import dev.pixelgate.pricing.Pipeline;
import dev.pixelgate.pricing.Pixels;
import dev.pixelgate.pricing.Price;
import dev.pixelgate.pricing.Usd;
import dev.pixelgate.router.Claim;
import dev.pixelgate.router.Ending;
import dev.pixelgate.router.Owing;
import dev.pixelgate.router.Reservation;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/**
 * Orders that cost something: reserved, dispatched, settled and closed, so many at a time. Confined
 * to one event loop.
 */
final class LedgerOrders {
  private static final Claim CLAIM =
      new Claim(
          1,
          "beta",
          new Capability(Pipeline.UPSCALE, "xinntao/realesr-general-x4v3"),
          new Pixels(65_536),
          Price.parse("1e-8 USD/px"),
          Usd.parse("0.00065536 USD"),
          Optional.empty(),
          Owing.ON_SUCCESS);

  /** Several runs share a database; no order is in it twice. */
  private static final String RUN = "r_" + Long.toHexString(System.nanoTime()) + "_";

  private static final AtomicLong NAMES = new AtomicLong();

  private final Ledger ledger;
  private final Function<String, List<Write>> leaves;
  private final Context context;
  private int left;
  private int running;

  /** Such as leave nothing but their money. */
  LedgerOrders(Ledger ledger, Context context) {
    this(ledger, context, request -> List.of());
  }

  /**
   * Some.
   *
   * @param leaves what each leaves beside its money
   */
  LedgerOrders(Ledger ledger, Context context, Function<String, List<Write>> leaves) {
    this.ledger = ledger;
    this.leaves = leaves;
    this.context = context;
  }

  /** Asks for so many, and waits for their ends. From any thread, one call after the other. */
  void run(int atATime, int orders) {
    Promise<Void> done = Promise.promise();
    context.runOnContext(
        there -> {
          left = orders;
          for (int i = 0; i < atATime; i++) {
            next(done);
          }
        });
    done.future().toCompletionStage().toCompletableFuture().join();
  }

  private void next(Promise<Void> done) {
    if (left == 0) {
      if (running == 0) {
        done.tryComplete();
      }
      return;
    }
    left--;
    running++;
    order()
        .onSuccess(
            settled ->
                // A step of its own: futures that are complete would nest without end.
                context.runOnContext(
                    there -> {
                      running--;
                      next(done);
                    }))
        .onFailure(done::tryFail);
  }

  private Future<Void> order() {
    String request = RUN + NAMES.incrementAndGet();
    LedgerBill bill = ledger.bill(new BillTerms("acme", request));
    return bill.reserve(CLAIM)
        .compose(
            held ->
                held instanceof Reservation.Granted
                    ? bill.dispatch()
                    : Future.failedFuture(held.toString()))
        .compose(
            sent -> {
              bill.end(new Ending.Settled(CLAIM.charge()));
              return bill.close(leaves.apply(request));
            });
  }
}
