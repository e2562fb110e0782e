package dev.pixelgate.bench;

import com.sun.management.OperatingSystemMXBean;
import dev.pixelgate.function.decision.DecisionBook;
import dev.pixelgate.function.ledger.Ledger;
import dev.pixelgate.function.store.Database;
import dev.pixelgate.function.store.Databases;
import dev.pixelgate.function.store.StoreUrl;
import dev.pixelgate.pricing.budget.Budget;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;

/**
 * What the ledger takes for an order: reserved, dispatched, settled and closed, on a budget that
 * covers it. {@code STORE AT-A-TIME ORDERS ROUNDS}; STORE is a folder for SQLite, or a {@code
 * postgresql://} URL. Without a store: {@link LedgerBenchmark}.
 */
final class LedgerBench {
  private static final int OFFERS = 20;

  private static final OperatingSystemMXBean PROCESS =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

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
    LedgerOrders all = new LedgerOrders(ledger, vertx.getOrCreateContext());
    DecisionBook book =
        new DecisionBook(
            vertx,
            database,
            ledger.journal(),
            Duration.ofHours(1),
            InstantSource.system(),
            () -> {});
    LedgerDecisions decisions = new LedgerDecisions(book, OFFERS);
    LedgerOrders told = new LedgerOrders(ledger, vertx.getOrCreateContext(), decisions::of);
    // The compiler has seen it all after this.
    all.run(atATime, orders);
    told.run(atATime, orders);
    Series cpu = new Series();
    Series toldCpu = new Series();
    Series perSecond = new Series();
    Series perCommit = new Series();
    for (int round = 0; round < rounds; round++) {
      long commits = database.commits();
      long cpuStart = PROCESS.getProcessCpuTime();
      long start = System.nanoTime();
      all.run(atATime, orders);
      double seconds = (System.nanoTime() - start) / 1e9;
      cpu.add((PROCESS.getProcessCpuTime() - cpuStart) / 1e3 / orders);
      perSecond.add(orders / seconds);
      perCommit.add((database.commits() - commits) / seconds);
      cpuStart = PROCESS.getProcessCpuTime();
      told.run(atATime, orders);
      toldCpu.add((PROCESS.getProcessCpuTime() - cpuStart) / 1e3 / orders);
    }
    System.out.printf(
        Locale.ROOT,
        "%-11s %9d %22s %22s %22s %22s%n",
        store.startsWith("postgresql:") ? "postgresql" : "sqlite",
        atATime,
        cpu,
        toldCpu,
        perSecond,
        perCommit);
    await(ledger.close());
    await(database.close());
    await(vertx.close());
  }

  private static Database open(Vertx vertx, String store) {
    return store.startsWith("postgresql:")
        ? Databases.open(vertx, StoreUrl.parse(store), Path.of("."))
        : Databases.open(vertx, StoreUrl.SQLITE, Path.of(store));
  }

  private static <T> T await(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get();
  }
}
