package dev.pixelgate.router.livepeer;

import dev.pixelgate.pricing.Pipeline;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Counts our jobs that run at one orchestrator, by pipeline as the market counts them. An
 * orchestrator tells how many slots are idle; what we may have there at a time is that and what we
 * have there already. Any thread.
 */
final class Running {
  private final ConcurrentMap<Pipeline, Integer> jobs = new ConcurrentHashMap<>();

  void begun(Pipeline pipeline) {
    jobs.merge(pipeline, 1, Integer::sum);
  }

  void ended(Pipeline pipeline) {
    jobs.merge(pipeline, -1, Integer::sum);
  }

  int count(Pipeline pipeline) {
    return jobs.getOrDefault(pipeline, 0);
  }
}
