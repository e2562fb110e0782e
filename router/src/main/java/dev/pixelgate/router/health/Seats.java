package dev.pixelgate.router.health;

import dev.pixelgate.pricing.Pipeline;

/** Gives each orchestrator in each pipeline a small number, for good. Any thread. */
@FunctionalInterface
public interface Seats {
  /** The number of this one, from 0 without gaps. */
  int of(String orchestrator, Pipeline pipeline);
}
