package dev.pixelgate.router.selection;

import dev.pixelgate.router.health.Latencies;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Cheapest charge first; equal charges by usual latency, then in the order of the price book. */
public final class CheapestFirst implements Policy {
  private final Comparator<Candidate> order;

  /** Breaks ties by {@code latencies}. */
  public CheapestFirst(Latencies latencies) {
    this.order =
        Comparator.comparing(Candidate::charge)
            .thenComparingDouble(c -> latencies.usualMillis(c.offer().orchestrator()));
  }

  @Override
  public List<Candidate> rank(List<Candidate> candidates) {
    List<Candidate> ranked = new ArrayList<>(candidates);
    ranked.sort(order);
    return ranked;
  }
}
