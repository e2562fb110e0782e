package dev.pixelgate.router;

import dev.pixelgate.pricing.Cap;
import dev.pixelgate.router.selection.Candidate;

/** What it means for an order that an orchestrator asks another price than it was agreed with. */
sealed interface Repricing {
  /** It may be asked at that. */
  record Within(Candidate candidate) implements Repricing {}

  /** It is too dear now. */
  record OverCap(Cap cap, Candidate candidate) implements Repricing {}

  /** Nobody can say what that is in dollars. */
  record Unknown() implements Repricing {}
}
