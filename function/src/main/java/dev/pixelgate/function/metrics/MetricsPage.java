package dev.pixelgate.function.metrics;

import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmCompilationMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmHeapPressureMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmInfoMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What {@code /metrics} answers. The JVM's meters are made when it is first asked: they begin all
 * of the platform's management beans, a tenth of what the main thread does in a start, and in many
 * a function nobody asks. What counts pauses of the collector therefore counts from then on. Any
 * thread.
 */
public final class MetricsPage implements Supplier<String>, AutoCloseable {
  private final PrometheusMeterRegistry registry;
  private Optional<List<MeterBinder>> jvm = Optional.empty();

  /** Of what is registered there. */
  public MetricsPage(PrometheusMeterRegistry registry) {
    this.registry = registry;
  }

  @Override
  public String get() {
    watchJvm();
    return registry.scrape();
  }

  private synchronized void watchJvm() {
    if (jvm.isEmpty()) {
      List<MeterBinder> meters = jvmMeters();
      meters.forEach(one -> one.bindTo(registry));
      jvm = Optional.of(meters);
    }
  }

  private static List<MeterBinder> jvmMeters() {
    return List.of(
        new ClassLoaderMetrics(),
        new JvmCompilationMetrics(),
        new JvmGcMetrics(),
        new JvmHeapPressureMetrics(),
        new JvmInfoMetrics(),
        new JvmMemoryMetrics(),
        new JvmThreadMetrics(),
        new ProcessorMetrics(),
        new UptimeMetrics());
  }

  /** No notice of the collector comes here any more. */
  @Override
  public synchronized void close() {
    for (MeterBinder one : jvm.orElse(List.of())) {
      switch (one) {
        case JvmGcMetrics pauses -> pauses.close();
        case JvmHeapPressureMetrics pressure -> pressure.close();
        default -> {}
      }
    }
  }
}
