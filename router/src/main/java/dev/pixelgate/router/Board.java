package dev.pixelgate.router;

import dev.pixelgate.pricing.Capability;
import dev.pixelgate.pricing.PriceBook;
import dev.pixelgate.router.selection.Explanation;
import dev.pixelgate.router.selection.PolicyName;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The market at one moment, priced for a job of a certain size.
 *
 * @param query what was asked for
 * @param book that was in force
 * @param policy by which is ranked
 * @param explanations how every offer stands, by pipeline and model
 */
public record Board(
    BoardQuery query,
    PriceBook book,
    Instant now,
    PolicyName policy,
    List<Explanation> explanations) {
  public Board {
    explanations = List.copyOf(explanations);
  }

  /**
   * The models that there are, when the query names one that nobody ever offered; nothing when
   * somebody did.
   */
  public Optional<List<String>> modelsInstead() {
    if (query.model().isEmpty() || !explanations.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        book.known().stream()
            .filter(one -> query.pipeline().map(one.pipeline()::equals).orElse(true))
            .map(Capability::model)
            .distinct()
            .sorted()
            .toList());
  }
}
