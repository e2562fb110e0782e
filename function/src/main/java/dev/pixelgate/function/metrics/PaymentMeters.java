package dev.pixelgate.function.metrics;

import dev.pixelgate.pricing.WeiAmount;
import dev.pixelgate.router.livepeer.payment.LostCredit;
import dev.pixelgate.router.livepeer.payment.OrchestratorCredit;
import dev.pixelgate.router.livepeer.payment.PaidTickets;
import dev.pixelgate.router.livepeer.payment.PaymentLog;
import io.micrometer.core.instrument.MeterRegistry;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricMetadata;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.vertx.core.Future;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Shows how we stand with orchestrators that are paid with tickets, as it is when somebody scrapes,
 * and counts what is lost. Any thread.
 */
public final class PaymentMeters implements MultiCollector {
  private final Supplier<List<OrchestratorCredit>> credits;
  private final LongSupplier questions;
  private final OrchestratorLabels labels;

  /**
   * Shows what these supply.
   *
   * @param credits since this process began
   * @param questions how often the signer was asked for tickets
   */
  public PaymentMeters(
      Supplier<List<OrchestratorCredit>> credits,
      LongSupplier questions,
      OrchestratorLabels labels) {
    this.credits = credits;
    this.questions = questions;
    this.labels = labels;
  }

  /** The same log, with what is lost counted by its reason. */
  public static PaymentLog counting(
      PaymentLog log, MeterRegistry registry, OrchestratorLabels labels) {
    return new Counting(log, registry, labels);
  }

  @Override
  public MetricSnapshots collect() {
    List<OrchestratorCredit> now = credits.get();
    List<MetricSnapshot> all = new ArrayList<>();
    all.add(
        counter("pixelgate_signer_requests", Map.of(Labels.EMPTY, (double) questions.getAsLong())));
    all.add(counter("pixelgate_payment_paid_wei", sums(now, OrchestratorCredit::paid)));
    all.add(counter("pixelgate_payment_owed_wei", sums(now, OrchestratorCredit::owed)));
    all.add(gauge("pixelgate_payment_in_flight_wei", sums(now, OrchestratorCredit::inFlight)));
    all.add(gauge("pixelgate_payment_float_wei", sums(now, OrchestratorCredit::unused)));
    return new MetricSnapshots(all);
  }

  private Map<Labels, Double> sums(
      List<OrchestratorCredit> all, Function<OrchestratorCredit, WeiAmount> amount) {
    Map<String, WeiAmount> sums = new TreeMap<>();
    for (OrchestratorCredit one : all) {
      sums.merge(labels.of(one.orchestrator()), amount.apply(one), WeiAmount::plus);
    }
    Map<Labels, Double> values = new LinkedHashMap<>();
    sums.forEach((name, sum) -> values.put(Labels.of("orchestrator", name), wei(sum)));
    return values;
  }

  private static double wei(WeiAmount amount) {
    return new BigDecimal(amount.numerator())
        .divide(new BigDecimal(amount.denominator()), MathContext.DECIMAL64)
        .doubleValue();
  }

  private static CounterSnapshot counter(String name, Map<Labels, Double> values) {
    List<CounterDataPointSnapshot> points = new ArrayList<>();
    values.forEach(
        (labels, value) -> points.add(new CounterDataPointSnapshot(value, labels, null, 0L)));
    return new CounterSnapshot(new MetricMetadata(name), points);
  }

  private static GaugeSnapshot gauge(String name, Map<Labels, Double> values) {
    List<GaugeDataPointSnapshot> points = new ArrayList<>();
    values.forEach((labels, value) -> points.add(new GaugeDataPointSnapshot(value, labels, null)));
    return new GaugeSnapshot(new MetricMetadata(name), points);
  }

  private record Counting(PaymentLog log, MeterRegistry registry, OrchestratorLabels labels)
      implements PaymentLog {
    @Override
    public Future<Void> paid(PaidTickets paid) {
      return log.paid(paid);
    }

    @Override
    public void lost(LostCredit lost) {
      registry
          .counter(
              "pixelgate_payment_lost_wei_total",
              "orchestrator",
              labels.of(lost.orchestrator()),
              "reason",
              lost.reason().toString())
          .increment(wei(lost.amount()));
      log.lost(lost);
    }
  }
}
