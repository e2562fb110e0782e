package dev.pixelgate.router;

import dev.pixelgate.router.selection.Question;
import java.util.List;

/**
 * Why an order went as it did.
 *
 * @param id of the request
 * @param account for which it was made, and which may read it
 * @param question what was chosen by; asked again it gives the same answer
 * @param outcome one word: sold, over-cap, over-budget, quote-used, store-away, nobody-reads,
 *     unknown-model, no-orchestrator, no-capacity, model-error, bad-image, failed, store-failed,
 *     deadline, cancelled
 * @param attempts in order; the last one decided
 */
public record DecisionRecord(
    String id, String account, Question question, String outcome, List<AttemptRecord> attempts) {
  public DecisionRecord {
    attempts = List.copyOf(attempts);
  }
}
