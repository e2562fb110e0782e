package dev.pixelgate.function.http;

import dev.pixelgate.function.failure.Failure;
import dev.pixelgate.function.ledger.Ledger;
import dev.pixelgate.pricing.Usd;
import dev.pixelgate.pricing.budget.BudgetState;
import io.vertx.core.Future;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Whether an account has anything to spend, before it is known what it wants.
 *
 * @param maybe false when its budget was seen empty a moment ago; costs nothing
 * @param state how its budget stands
 */
public record Purse(
    Predicate<String> maybe, Function<String, Future<Optional<BudgetState>>> state) {
  /** Of accounts that may spend anything. */
  public static final Purse FULL =
      new Purse(account -> true, account -> Future.succeededFuture(Optional.empty()));

  /** The least that anything can cost. */
  private static final Usd LEAST = new Usd(1);

  /** What the ledger holds for accounts. */
  public static Purse of(Ledger ledger) {
    return new Purse(ledger::hasMoney, ledger::state);
  }

  /** The refusal of an account that has nothing left; nothing while nobody can say so for sure. */
  Future<Optional<Failure>> refusal(String account) {
    return state
        .apply(account)
        .map(
            now ->
                now.filter(budget -> budget.left().equals(Usd.ZERO))
                    .<Failure>map(budget -> new Failure.OverBudget(budget, LEAST)))
        .otherwise(Optional.empty());
  }
}
