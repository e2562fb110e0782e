package dev.pixelgate.function.metrics;

import dev.pixelgate.function.s3.S3Watch;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;

/**
 * Times what the bucket of the pictures is asked for. Both labels are from {@link S3Watch}'s few
 * words. Any thread.
 */
public record MediaMeters(MeterRegistry registry) implements S3Watch {
  private static final Duration[] BUCKETS = {
    Duration.ofMillis(5),
    Duration.ofMillis(25),
    Duration.ofMillis(100),
    Duration.ofMillis(500),
    Duration.ofSeconds(2),
    Duration.ofSeconds(10)
  };

  @Override
  public void ended(String operation, String outcome, Duration took) {
    Timer.builder("pixelgate_media_seconds")
        .tag("operation", operation)
        .tag("outcome", outcome)
        .serviceLevelObjectives(BUCKETS)
        .register(registry)
        .record(took);
  }
}
