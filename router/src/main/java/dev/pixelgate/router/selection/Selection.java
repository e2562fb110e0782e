package dev.pixelgate.router.selection;

import dev.pixelgate.pricing.Cap;
import java.util.List;

/** What the price book and the caps say about one job. */
public sealed interface Selection {
  /** At least one offer is within the caps; first to be asked first. */
  record Eligible(List<Candidate> ranked) implements Selection {}

  /**
   * Every able offer is dearer than the caps allow.
   *
   * @param cap the strictest that applies
   * @param nearest the cheapest able offer
   */
  record OverCap(Cap cap, Candidate nearest) implements Selection {}

  /**
   * Nobody ever offered this model here.
   *
   * @param models those that are offered for this pipeline
   */
  record UnknownModel(List<String> models) implements Selection {}
}
