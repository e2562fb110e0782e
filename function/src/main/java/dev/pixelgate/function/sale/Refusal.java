package dev.pixelgate.function.sale;

import dev.pixelgate.function.failure.Failure;
import dev.pixelgate.router.selection.Demand;
import dev.pixelgate.router.selection.Selection;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What a client is told when the market cannot serve it, before there is an order. */
public final class Refusal {
  private static final Duration SHORT_WAIT = Duration.ofSeconds(1);

  private Refusal() {}

  /** Why nobody can be asked; nothing when somebody can. */
  public static Optional<Failure> of(Selection selection, Demand demand) {
    String model = demand.capability().model();
    return switch (selection) {
      case Selection.Eligible e -> Optional.empty();
      case Selection.OverCap o ->
          Optional.of(new Failure.OverCap(o.cap(), o.nearest(), o.excluded()));
      case Selection.NobodyReads n ->
          Optional.of(new Failure.NobodyReads(demand.format().orElseThrow(), model, n.read()));
      case Selection.UnknownModel u -> Optional.of(new Failure.UnknownModel(model, u.models()));
      case Selection.NobodyNow n when n.full() ->
          Optional.of(
              new Failure.NoCapacity(
                  "every orchestrator is at its capacity", n.retryAfter().orElse(SHORT_WAIT)));
      case Selection.NobodyNow n -> Optional.of(new Failure.NoOrchestrator(model, n.excluded()));
      case Selection.Gone g -> Optional.of(new Failure.NoOrchestrator(model, List.of()));
    };
  }
}
