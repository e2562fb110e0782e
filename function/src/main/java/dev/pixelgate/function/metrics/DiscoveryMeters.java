package dev.pixelgate.function.metrics;

import dev.pixelgate.router.discovery.DiscoveryWatch;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Optional;

/** Counts how orchestrators are asked what they offer. */
public final class DiscoveryMeters implements DiscoveryWatch {
  private static final Duration[] BUCKETS = {
    Duration.ofMillis(5),
    Duration.ofMillis(25),
    Duration.ofMillis(100),
    Duration.ofMillis(500),
    Duration.ofSeconds(2),
    Duration.ofSeconds(10)
  };

  private final MeterRegistry registry;
  private final OrchestratorLabels labels;
  private final Timer asked;

  /** Registers in {@code registry} as things happen. */
  public DiscoveryMeters(MeterRegistry registry, OrchestratorLabels labels) {
    this.registry = registry;
    this.labels = labels;
    this.asked =
        Timer.builder("pixelgate_discovery_seconds")
            .serviceLevelObjectives(BUCKETS)
            .register(registry);
  }

  @Override
  public void asked(String orchestrator, Duration took, Optional<String> problem) {
    asked.record(took);
    if (problem.isPresent()) {
      failed(labels.of(orchestrator));
    }
  }

  @Override
  public void listFailed(String reason) {
    failed("(list)");
  }

  /** This one showed another certificate than before. */
  public void certificateChanged(String orchestrator) {
    registry
        .counter("pixelgate_certificate_changes_total", "orchestrator", labels.of(orchestrator))
        .increment();
  }

  private void failed(String label) {
    registry.counter("pixelgate_discovery_failures_total", "orchestrator", label).increment();
  }
}
