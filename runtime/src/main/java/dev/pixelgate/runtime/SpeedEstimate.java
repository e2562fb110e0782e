package dev.pixelgate.runtime;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * Seconds per input pixel of each model, and what follows for a queue. Seconds and pixels are
 * summed with the same decay, so that a job counts by its size: a tiny one, which is all overhead,
 * hardly moves the rate. Confined to one event loop.
 */
final class SpeedEstimate {
  /** Half the weight lies on the last three jobs of equal size. */
  private static final double DECAY = 0.8;

  private record Rate(double seconds, double pixels) {
    Rate plus(double moreSeconds, double morePixels) {
      return new Rate(seconds * DECAY + moreSeconds, pixels * DECAY + morePixels);
    }

    double secondsFor(double work) {
      return seconds / pixels * work;
    }
  }

  private final Map<String, Rate> rates = new HashMap<>();

  /** One more measurement; a model's first one is its warm-up. */
  void add(String model, Duration worked, long pixels) {
    Rate before = rates.getOrDefault(model, new Rate(0, 0));
    rates.put(model, before.plus(seconds(worked), (double) Math.max(1, pixels)));
  }

  /** How long this model needs for so many pixels; zero while it was never measured. */
  Duration of(String model, long pixels) {
    Rate rate = rates.get(model);
    double seconds = rate == null ? 0 : rate.secondsFor((double) pixels);
    return Duration.ofMillis((long) Math.ceil(seconds * 1000));
  }

  /** How long these jobs need one after the other; whole seconds, rounded up, at least one. */
  Duration retryAfter(Collection<UpscaleJob> jobs) {
    long millis =
        jobs.stream().mapToLong(job -> of(job.model(), job.inputPixels()).toMillis()).sum();
    return Duration.ofSeconds(Math.max(1, Math.ceilDiv(millis, 1000)));
  }

  private static double seconds(Duration duration) {
    return duration.toNanos() / 1e9;
  }
}
