package dev.pixelgate.function.failure;

import dev.pixelgate.pricing.Usd;
import dev.pixelgate.pricing.budget.Budget;
import dev.pixelgate.pricing.budget.BudgetState;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** How it is said that a budget does not cover what is asked for, and what to do about it. */
record BudgetRefusal(Failure.OverBudget failure) {
  /** For people: what was needed, what there is, and the two ways out. */
  String message() {
    BudgetState state = failure.budget();
    String over =
        state.left().equals(Usd.ZERO)
            ? "nothing is left of %s, at least %s is needed "
                .formatted(whole(state), failure.needed())
            : "charge %s is over the %s that is left of %s "
                .formatted(failure.needed(), state.left(), whole(state));
    return over
        + "(%s spent, %s reserved); %s".formatted(state.spent(), state.reserved(), ways(state));
  }

  private static String whole(BudgetState state) {
    return switch (state.budget()) {
      case Budget.Windowed windowed -> "the budget of " + windowed;
      case Budget.Prepaid prepaid -> "the " + state.limit() + " that were paid in";
    };
  }

  private static String ways(BudgetState state) {
    return switch (state.budget()) {
      case Budget.Windowed windowed ->
          state.resets().map(at -> "it begins anew at " + time(at) + ", or the").orElse("the")
              + " operator raises it (pixelgate account set NAME --budget B)";
      case Budget.Prepaid prepaid ->
          "the operator books a payment (pixelgate account top-up NAME AMOUNT)";
    };
  }

  /** For programs. */
  JsonObject facts() {
    BudgetState state = failure.budget();
    JsonObject facts =
        new JsonObject()
            .put("budget", state.budget().toString())
            .put("limit", state.limit().toString())
            .put("spent", state.spent().toString())
            .put("reserved", state.reserved().toString())
            .put("needed", failure.needed().toString());
    state.resets().ifPresent(at -> facts.put("resets", time(at)));
    return facts;
  }

  /** As RFC 3339 has it; budgets begin at whole seconds. */
  private static String time(Instant at) {
    return at.truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
