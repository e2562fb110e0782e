package dev.pixelgate.function.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.VertxOptions;
import io.vertx.core.spi.metrics.VertxMetrics;
import io.vertx.micrometer.MicrometerMetricsFactory;

/** Vert.x's own meters, whose HTTP servers answer {@link EarlyConnections} too. */
public final class VertxMeters extends MicrometerMetricsFactory {
  /** Registers in {@code registry}. */
  public VertxMeters(MeterRegistry registry) {
    super(registry);
  }

  @Override
  public VertxMetrics metrics(VertxOptions options) {
    return new AnsweringMetrics(super.metrics(options));
  }
}
