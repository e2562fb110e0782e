package dev.pixelgate.router.health;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How long each orchestrator usually takes: a moving average over its served attempts. Any thread.
 */
public final class Latencies {
  /** Weight of the newest attempt: 8 attempts make about two thirds of the value. */
  private static final double WEIGHT = 0.125;

  private final Map<String, Double> millisByOrchestrator = new ConcurrentHashMap<>();

  /** Takes one served attempt into account. */
  public void served(String orchestrator, Duration took) {
    double millis = took.toNanos() / 1e6;
    millisByOrchestrator.merge(orchestrator, millis, (old, now) -> old + WEIGHT * (now - old));
  }

  /**
   * The usual milliseconds of an attempt; zero for one that has not served yet, so that a newcomer
   * is tried.
   */
  public double usualMillis(String orchestrator) {
    return millisByOrchestrator.getOrDefault(orchestrator, 0.0);
  }
}
