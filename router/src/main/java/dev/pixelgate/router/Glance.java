package dev.pixelgate.router;

import dev.pixelgate.router.selection.Question;
import dev.pixelgate.router.selection.Selection;
import java.util.Optional;

/** What the market as it was known said to a question. */
public record Glance(Question question, Selection selection) {
  /**
   * How an order with this question would end at once; nothing when somebody could be asked, or
   * soon could.
   */
  Optional<Outcome> end() {
    var demand = question.demand();
    String model = demand.capability().model();
    return switch (selection) {
      case Selection.OverCap o ->
          Optional.of(new Outcome.OverCap(o.cap(), o.nearest(), o.excluded()));
      case Selection.UnknownModel u -> Optional.of(new Outcome.UnknownModel(model, u.models()));
      case Selection.NobodyReads n ->
          demand.format().map(format -> new Outcome.NobodyReads(format, model, n.read()));
      case Selection.Eligible e -> Optional.empty();
      case Selection.NobodyNow n -> Optional.empty();
      case Selection.Gone g -> Optional.empty();
    };
  }

  /** Whether an order would be refused, whoever gets room or comes back. */
  public boolean isFinal() {
    return end().isPresent();
  }
}
