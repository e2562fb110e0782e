package dev.pixelgate.router.selection;

import dev.pixelgate.pricing.Ask;
import dev.pixelgate.pricing.Offer;
import dev.pixelgate.pricing.Usd;

/**
 * An offer for a certain job.
 *
 * @param charge what it asks for this job's pixels
 * @param seat of its orchestrator in this pipeline
 * @param lastResort whether it is suspended, and asked only because too few others can do it
 */
public record Candidate(Ask ask, Usd charge, int seat, boolean lastResort) {
  /** What is offered. */
  public Offer offer() {
    return ask.offer();
  }
}
