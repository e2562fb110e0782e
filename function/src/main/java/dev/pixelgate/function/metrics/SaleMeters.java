package dev.pixelgate.function.metrics;

import dev.pixelgate.function.sale.Sale;
import dev.pixelgate.pricing.Pipeline;
import dev.pixelgate.pricing.Usd;
import dev.pixelgate.router.AttemptRecord;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/**
 * Counts requests, attempts and money. Every label value is from a bounded set: pipelines, {@link
 * OrchestratorLabels}, the contract's codes. Any thread.
 *
 * <p>Meters are kept by a small key of their own: a look-up in the registry builds and hashes its
 * tags each time, several microseconds for the ten meters of one request.
 */
public final class SaleMeters {
  private static final double PICODOLLARS = 1e12;
  private static final Duration[] BUCKETS = {
    Duration.ofMillis(1),
    Duration.ofMillis(5),
    Duration.ofMillis(25),
    Duration.ofMillis(100),
    Duration.ofMillis(500),
    Duration.ofSeconds(2),
    Duration.ofSeconds(10),
    Duration.ofSeconds(60)
  };

  private final MeterRegistry registry;
  private final OrchestratorLabels labels;
  private final Map<Key, Meter> meters = new ConcurrentHashMap<>();

  /** Registers in {@code registry} as things happen. */
  public SaleMeters(MeterRegistry registry, OrchestratorLabels labels) {
    this.registry = registry;
    this.labels = labels;
  }

  /** Shows how many pipeline requests run now. */
  public void watchRunning(IntSupplier running) {
    Gauge.builder("pixelgate_requests_running", running::getAsInt).register(registry);
  }

  /** Shows what is held of budgets for attempts that have not ended. */
  public void watchReserved(Supplier<Usd> reserved) {
    Gauge.builder("pixelgate_reserved_usd", () -> reserved.get().picodollars() / PICODOLLARS)
        .register(registry);
  }

  /** Shows what is promised and not used. */
  public void watchQuotes(Supplier<Usd> outstanding) {
    Gauge.builder(
            "pixelgate_quotes_outstanding_usd", () -> outstanding.get().picodollars() / PICODOLLARS)
        .register(registry);
  }

  /** An order under a quote is over; what orchestrators get beyond its charge is a loss. */
  public void quoteUsed(Usd owed, Usd charge) {
    if (owed.compareTo(charge) > 0) {
      counter(new Key("pixelgate_quote_loss_usd_total", "", ""), k -> Tags.empty())
          .increment(owed.minus(charge).picodollars() / PICODOLLARS);
    }
  }

  /** It is not kept for other instances why a request was refused. */
  public void decisionDropped() {
    counter(new Key("pixelgate_decisions_dropped_total", "", ""), k -> Tags.empty()).increment();
  }

  /** One request has its answer. {@code outcome} is {@code done} or a failure's code. */
  public void request(Pipeline pipeline, String outcome, Duration took) {
    String name = pipeline.wireName();
    counter(
            new Key("pixelgate_requests_total", name, outcome),
            k -> Tags.of("pipeline", name, "outcome", outcome))
        .increment();
    timer(new Key("pixelgate_request_seconds", name, ""), k -> Tags.of("pipeline", name))
        .record(took);
  }

  /** One request was refused or failed with this code. */
  public void refused(String code) {
    counter(new Key("pixelgate_refusals_total", code, ""), k -> Tags.of("code", code)).increment();
  }

  /** Money, pixels and attempts of one request. */
  public void sale(Pipeline pipeline, Sale sale) {
    for (AttemptRecord attempt : sale.attempts()) {
      attempt(attempt);
    }
    if (sale instanceof Sale.Done done) {
      String orchestrator = labels.of(done.sold().offer().orchestrator());
      counter(
              new Key("pixelgate_pixels_total", pipeline.wireName(), orchestrator),
              k -> pipelineAndOrchestrator(pipeline, orchestrator))
          .increment((double) sale.pixels().count());
      charge(pipeline, orchestrator, sale.charge());
    } else if (!sale.attempts().isEmpty()) {
      charge(pipeline, labels.of(sale.attempts().getLast().orchestrator()), sale.charge());
    }
  }

  /**
   * What came of looking for a picture that costs nothing: {@code hit}, {@code shared}, {@code
   * miss}.
   */
  public void cache(String result) {
    counter(new Key("pixelgate_cache_total", result, ""), k -> Tags.of("result", result))
        .increment();
  }

  private void charge(Pipeline pipeline, String orchestrator, Usd amount) {
    counter(
            new Key("pixelgate_charge_usd_total", pipeline.wireName(), orchestrator),
            k -> pipelineAndOrchestrator(pipeline, orchestrator))
        .increment(amount.picodollars() / PICODOLLARS);
  }

  private void attempt(AttemptRecord attempt) {
    String orchestrator = labels.of(attempt.orchestrator());
    counter(
            new Key("pixelgate_attempts_total", orchestrator, attempt.outcome()),
            k -> Tags.of("orchestrator", orchestrator, "outcome", attempt.outcome()))
        .increment();
    timer(
            new Key("pixelgate_attempt_seconds", orchestrator, ""),
            k -> Tags.of("orchestrator", orchestrator))
        .record(attempt.took());
    counter(
            new Key("pixelgate_owed_usd_total", orchestrator, ""),
            k -> Tags.of("orchestrator", orchestrator))
        .increment(attempt.owed().picodollars() / PICODOLLARS);
  }

  private static Tags pipelineAndOrchestrator(Pipeline pipeline, String orchestrator) {
    return Tags.of("pipeline", pipeline.wireName(), "orchestrator", orchestrator);
  }

  private Counter counter(Key key, Function<Key, Tags> tags) {
    return (Counter)
        meters.computeIfAbsent(
            key, k -> Counter.builder(k.meter()).tags(tags.apply(k)).register(registry));
  }

  private Timer timer(Key key, Function<Key, Tags> tags) {
    return (Timer)
        meters.computeIfAbsent(
            key,
            k ->
                Timer.builder(k.meter())
                    .tags(tags.apply(k))
                    .serviceLevelObjectives(BUCKETS)
                    .register(registry));
  }

  /** A meter and up to two label values. */
  private record Key(String meter, String first, String second) {}
}
