package dev.pixelgate.function.store;

import dev.pixelgate.pricing.budget.Budget;
import io.vertx.core.Future;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The statements on what accounts may spend. */
final class AccountRows {
  private AccountRows() {}

  /** Instead of any budget before; whether there is such an account. */
  static Future<Boolean> putBudget(Session session, String account, Optional<Budget> budget) {
    return session
        .change(
            "UPDATE account SET budget = ? WHERE name = ?",
            budget.map(Budget::toString).orElse(null),
            account)
        .map(changed -> changed == 1);
  }

  /** The budget of an account; nothing when there is no such account. */
  static Future<Optional<AccountLimits>> find(Session session, String account) {
    return session
        .rows("SELECT name, budget FROM account WHERE name = ?", account)
        .map(rows -> rows.stream().findFirst().map(AccountRows::limits));
  }

  /** Of all accounts that have one. */
  static Future<Map<String, AccountLimits>> limits(Session session) {
    return session
        .rows("SELECT name, budget FROM account WHERE budget IS NOT NULL")
        .map(
            rows -> {
              Map<String, AccountLimits> limits = new HashMap<>();
              rows.forEach(row -> limits.put(row.text(0), limits(row)));
              return limits;
            });
  }

  private static AccountLimits limits(Row row) {
    return row.maybeText(1)
        .map(text -> AccountLimits.of(budget(row.text(0), text)))
        .orElse(AccountLimits.NONE);
  }

  /** One that cannot be read is no reason to let its account spend anything. */
  private static Budget budget(String account, String text) {
    try {
      return Budget.parse(text);
    } catch (IllegalArgumentException e) {
      throw new StoreException("the budget of account " + account + ": " + e.getMessage(), e);
    }
  }
}
