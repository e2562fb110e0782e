package dev.pixelgate.function.selfhosted;

import dev.pixelgate.runtime.ImageRuntime;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;

/** Meters of the own runtime. */
public record RuntimeMeters(MeterRegistry registry) {
  /** Shows the length of this runtime's queue. */
  public void watch(ImageRuntime runtime) {
    Gauge.builder("pixelgate_worker_queue", runtime, ImageRuntime::queueLength).register(registry);
  }

  void done(String model, long pixels, Duration worked) {
    registry.timer("pixelgate_worker_seconds", "model", model).record(worked);
    registry.counter("pixelgate_worker_pixels_total", "model", model).increment((double) pixels);
  }
}
