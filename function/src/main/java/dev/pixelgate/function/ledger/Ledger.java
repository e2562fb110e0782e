package dev.pixelgate.function.ledger;

import dev.pixelgate.function.store.Database;
import dev.pixelgate.pricing.Usd;
import dev.pixelgate.pricing.budget.Budget;
import dev.pixelgate.pricing.budget.BudgetState;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;

/**
 * What this server's accounts spend: opens the bills of orders, and holds the parts of budgets that
 * the shared store has leased to it. Any thread may ask.
 */
public final class Ledger {
  private Ledger() {}

  /**
   * Registers this run of the server, resolves what dead ones left behind, and keeps doing so.
   *
   * @param budgets of an account now; they may change at any time
   * @return fails when the store cannot be used
   */
  public static Future<Ledger> start(
      Vertx vertx,
      Database database,
      Function<String, Optional<Budget>> budgets,
      InstantSource clock) {
    throw new UnsupportedOperationException("comes with the engine");
  }

  /** Opens the bill of an order. */
  public LedgerBill bill(BillTerms terms) {
    throw new UnsupportedOperationException("comes with the engine");
  }

  /** Where bills are written, for what else has to be on disk together or in order with them. */
  public Journal journal() {
    throw new UnsupportedOperationException("comes with the engine");
  }

  /** The name of this run of the server in the store; another one after it was taken for dead. */
  public String instance() {
    throw new UnsupportedOperationException("comes with the engine");
  }

  /** How the account's budget stands; nothing for an account without one. */
  public Future<Optional<BudgetState>> state(String account) {
    throw new UnsupportedOperationException("comes with the engine");
  }

  /**
   * Whether it may be worth to ask for money: false only when the budget was seen empty a moment
   * ago, in this period. Costs nothing, so that it can be asked before a body is read.
   */
  public boolean hasMoney(String account) {
    throw new UnsupportedOperationException("comes with the engine");
  }

  /** What is held for attempts that have not ended, of all accounts. */
  public Usd reserved() {
    throw new UnsupportedOperationException("comes with the engine");
  }

  /** Writes what is left to write and gives every slice back. No bill may be open. */
  public Future<Void> close() {
    throw new UnsupportedOperationException("comes with the engine");
  }
}
