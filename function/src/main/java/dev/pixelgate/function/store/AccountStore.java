package dev.pixelgate.function.store;

import dev.pixelgate.pricing.budget.Budget;
import io.vertx.core.Future;
import java.time.InstantSource;
import java.util.Optional;

/**
 * The accounts in the store and what they may spend. Works beside a running server, which follows
 * within two seconds. Everything fails with {@link StoreException} when the store cannot be used.
 */
public final class AccountStore {
  private final Database database;
  private final InstantSource clock;

  /** The accounts of a database. */
  public AccountStore(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  /**
   * Gives an account a budget instead of the one before, or none.
   *
   * @return whether there is such an account; if not, nothing has changed
   */
  public Future<Boolean> setBudget(String account, Optional<Budget> budget) {
    return database.transaction(session -> AccountRows.putBudget(session, account, budget));
  }

  /** Makes an account that has no key here, when there is none of this name. */
  public Future<Void> make(String account) {
    AccountName.check(account);
    return database
        .transaction(session -> KeyRows.putAccount(session, account, clock.instant()))
        .mapEmpty();
  }

  /** What the store says of an account's limits; nothing when there is no such account. */
  public Future<Optional<AccountLimits>> find(String account) {
    return database
        .exists()
        .compose(
            there ->
                there
                    ? database.read(session -> AccountRows.find(session, account))
                    : Future.succeededFuture(Optional.empty()));
  }
}
