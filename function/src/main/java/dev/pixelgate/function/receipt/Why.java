package dev.pixelgate.function.receipt;

import dev.pixelgate.function.sale.Sale;
import dev.pixelgate.router.AttemptRecord;
import dev.pixelgate.router.selection.PolicyName;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Why an order went to whom it went to, in one sentence.
 *
 * @param policy by which was chosen
 */
record Why(PolicyName policy, Sale sale) {
  /** Names come from orchestrators' lists; they are bounded, and so is the number of attempts. */
  String sentence() {
    List<AttemptRecord> attempts = sale.attempts();
    String before =
        attempts.stream()
            .limit(Math.max(0, attempts.size() - 1))
            .map(attempt -> attempt.orchestrator() + " (" + attempt.outcome() + ")")
            .collect(Collectors.joining(", "));
    return switch (sale) {
      case Sale.Done done when before.isEmpty() ->
          "%s was the first choice of policy %s within the caps"
              .formatted(done.sold().offer().orchestrator(), policy);
      case Sale.Done done ->
          "%s was the next choice of policy %s within the caps after %s"
              .formatted(done.sold().offer().orchestrator(), policy, before);
      case Sale.Reused reused -> "another request had the same result";
      case Sale.NotDone notDone when attempts.isEmpty() -> "nothing was sent";
      case Sale.NotDone notDone ->
          "there was no picture: policy %s chose %s"
              .formatted(
                  policy,
                  attempts.stream()
                      .map(attempt -> attempt.orchestrator() + " (" + attempt.outcome() + ")")
                      .collect(Collectors.joining(", ")));
    };
  }
}
