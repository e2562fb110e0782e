package dev.pixelgate.bench;

import com.sun.management.OperatingSystemMXBean;
import dev.pixelgate.function.ledger.BillTerms;
import dev.pixelgate.function.ledger.Ledger;
import dev.pixelgate.function.ledger.LedgerBill;
import dev.pixelgate.function.store.Database;
import dev.pixelgate.function.store.Databases;
import dev.pixelgate.function.store.StoreUrl;
import dev.pixelgate.pricing.Capability;
import dev.pixelgate.pricing.Pipeline;
import dev.pixelgate.pricing.Pixels;
import dev.pixelgate.pricing.Price;
import dev.pixelgate.pricing.Usd;
import dev.pixelgate.pricing.budget.Budget;
import dev.pixelgate.router.Claim;
import dev.pixelgate.router.Ending;
import dev.pixelgate.router.Owing;
import dev.pixelgate.router.Reservation;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What the ledger takes for an order: reserved, dispatched, settled and closed, on a budget that
 * covers it. {@code STORE AT-A-TIME ORDERS ROUNDS}; STORE is {@code nothing} (a database that has
 * committed at once and knows nothing, so that what is left is the ledger), a folder for SQLite, or
 * a {@code postgresql://} URL.
 */
final class LedgerBench {
  private static final OperatingSystemMXBean PROCESS =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

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

  private final Ledger ledger;
  private final Context context;
  private final AtomicInteger names;
  private int left;
  private int running;

  private LedgerBench(Ledger ledger, Context context, AtomicInteger names) {
    this.ledger = ledger;
    this.context = context;
    this.names = names;
  }

  /** See the class. */
  public static void main(String[] arguments) throws Exception {
    String store = arguments[0];
    int atATime = Integer.parseInt(arguments[1]);
    int orders = Integer.parseInt(arguments[2]);
    int rounds = Integer.parseInt(arguments[3]);
    Vertx vertx = Vertx.vertx();
    CountingDatabase database = new CountingDatabase(open(vertx, store));
    Optional<Budget> budget = Optional.of(Budget.parse("1000000 USD/month"));
    Ledger ledger = await(Ledger.start(vertx, database, account -> budget, InstantSource.system()));
    Context context = vertx.getOrCreateContext();
    AtomicInteger names = new AtomicInteger();
    // The compiler has seen it all after this.
    run(ledger, context, names, atATime, orders);
    Series cpu = new Series();
    Series perSecond = new Series();
    Series perCommit = new Series();
    for (int round = 0; round < rounds; round++) {
      long commits = database.commits();
      long cpuStart = PROCESS.getProcessCpuTime();
      long start = System.nanoTime();
      run(ledger, context, names, atATime, orders);
      double seconds = (System.nanoTime() - start) / 1e9;
      cpu.add((PROCESS.getProcessCpuTime() - cpuStart) / 1e3 / orders);
      perSecond.add(orders / seconds);
      perCommit.add((database.commits() - commits) / seconds);
    }
    System.out.printf(
        Locale.ROOT,
        "%-11s %9d %22s %22s %22s%n",
        store.startsWith("postgresql:") ? "postgresql" : store.equals("nothing") ? store : "sqlite",
        atATime,
        cpu,
        perSecond,
        perCommit);
    await(ledger.close());
    await(database.close());
    await(vertx.close());
  }

  private static Database open(Vertx vertx, String store) {
    if (store.equals("nothing")) {
      return new CommittedAtOnce();
    }
    return store.startsWith("postgresql:")
        ? Databases.open(vertx, StoreUrl.parse(store), Path.of("."))
        : Databases.open(vertx, StoreUrl.SQLITE, Path.of(store));
  }

  private static void run(
      Ledger ledger, Context context, AtomicInteger names, int atATime, int orders)
      throws Exception {
    LedgerBench bench = new LedgerBench(ledger, context, names);
    Promise<Void> done = Promise.promise();
    context.runOnContext(
        there -> {
          bench.left = orders;
          for (int i = 0; i < atATime; i++) {
            bench.next(done);
          }
        });
    await(done.future());
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
    LedgerBill bill = ledger.bill(new BillTerms("acme", RUN + names.incrementAndGet()));
    return bill.reserve(CLAIM)
        .compose(
            held ->
                held instanceof Reservation.Granted
                    ? bill.dispatch()
                    : Future.failedFuture(held.toString()))
        .compose(
            sent -> {
              bill.end(new Ending.Settled(CLAIM.charge()));
              return bill.close(List.of());
            });
  }

  private static <T> T await(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get();
  }
}
