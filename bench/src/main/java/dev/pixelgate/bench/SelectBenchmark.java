package dev.pixelgate.bench;

import dev.pixelgate.pricing.Caps;
import dev.pixelgate.router.selection.PolicyName;
import dev.pixelgate.router.selection.Question;
import dev.pixelgate.router.selection.Selection;
import dev.pixelgate.router.selection.Selector;
import dev.pixelgate.router.selection.TimeWorth;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** One choice, from the question to the three that are asked first. */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
public class SelectBenchmark {
  /** How many offers there are. */
  @Param({"1000", "100"})
  public int offers = 1000;

  /** Whether the prices decide. */
  @Param({"DIFFER", "EQUAL"})
  public String prices = "DIFFER";

  /** How is chosen. */
  @Param({"CHEAPEST", "BALANCED", "FASTEST", "WEIGHTED"})
  public PolicyName policy = PolicyName.CHEAPEST;

  private final Selector selector = new Selector(Caps.NONE, PolicyName.CHEAPEST, TimeWorth.DEFAULT);

  private Question question = question();

  /** The market of these parameters. */
  @Setup
  public void open() {
    question = question();
  }

  private Question question() {
    return new SelectMarket(offers).question(SelectMarket.Prices.valueOf(prices), policy);
  }

  /** The same question each time. */
  @Benchmark
  public Selection select() {
    return selector.select(question);
  }
}
