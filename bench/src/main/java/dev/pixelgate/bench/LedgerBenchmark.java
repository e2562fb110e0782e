package dev.pixelgate.bench;

import dev.pixelgate.function.ledger.Ledger;
import dev.pixelgate.pricing.budget.Budget;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What the ledger itself takes for an order on a budget, its commits being done at once: reserved,
 * dispatched, settled, closed. All of it runs on one event loop that is never idle, so the time is
 * CPU time.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class LedgerBenchmark {
  private static final int ORDERS = 4_096;

  /** How many orders share the ledger at a time: they are written in one commit. */
  @Param({"1", "8", "64"})
  public int atATime = 1;

  private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
  private final Ledger ledger = open(vertx);
  private LedgerOrders orders = new LedgerOrders(ledger, vertx.getOrCreateContext());

  private static Ledger open(Vertx vertx) {
    Optional<Budget> budget = Optional.of(Budget.parse("1000000 USD/month"));
    return Ledger.start(vertx, new CommittedAtOnce(), account -> budget, InstantSource.system())
        .await();
  }

  /** Names begin anew; the database forgets what it was given. */
  @Setup
  public void begin() {
    orders = new LedgerOrders(ledger, vertx.getOrCreateContext());
  }

  /** Ends the event loop. */
  @TearDown
  public void end() {
    ledger.close().compose(closed -> vertx.close()).await();
  }

  /** So many, one order being the operation. */
  @Benchmark
  @OperationsPerInvocation(ORDERS)
  public void order() {
    orders.run(atATime, ORDERS);
  }
}
