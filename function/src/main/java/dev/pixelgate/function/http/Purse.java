package dev.pixelgate.function.http;

import dev.pixelgate.function.failure.Failure;
import dev.pixelgate.function.ledger.Ledger;
import dev.pixelgate.pricing.Usd;
import dev.pixelgate.pricing.budget.BudgetState;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * What an account can pay for, before it has sent all of what it wants. Holds nothing.
 *
 * @param maybe false when its budget was seen empty a moment ago; costs nothing
 * @param atHand whether this instance has so much of its budget; costs nothing
 * @param state how its budget stands
 */
public record Purse(
    Predicate<String> maybe,
    BiPredicate<String, Usd> atHand,
    Function<String, Future<Optional<BudgetState>>> state) {
  /** Of accounts that may spend anything. */
  public static final Purse FULL =
      new Purse(
          account -> true,
          (account, charge) -> true,
          account -> Future.succeededFuture(Optional.empty()));

  /** The least that anything can cost. */
  private static final Usd LEAST = new Usd(1);

  /** What the ledger holds for accounts. */
  public static Purse of(Ledger ledger) {
    return new Purse(ledger::hasMoney, ledger::hasAtHand, new BudgetReads(ledger::state)::state);
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

  /**
   * How the budget stands that cannot cover this charge, whatever comes back of what others hold;
   * nothing while nobody can say so for sure.
   *
   * @param until when the charge is asked for at the latest; a period that ends before makes it
   *     unsure
   */
  Future<Optional<BudgetState>> lacking(String account, Usd charge, Instant until) {
    if (atHand.test(account, charge)) {
      return Future.succeededFuture(Optional.empty());
    }
    return state
        .apply(account)
        .map(
            now ->
                now.filter(budget -> budget.unspent().compareTo(charge) < 0)
                    .filter(budget -> budget.resets().filter(until::isAfter).isEmpty()))
        .otherwise(Optional.empty());
  }
}
