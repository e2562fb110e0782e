package dev.pixelgate.function.ledger;

import dev.pixelgate.function.store.Database;
import dev.pixelgate.pricing.Usd;
import dev.pixelgate.pricing.budget.Budget;
import dev.pixelgate.pricing.budget.BudgetState;
import dev.pixelgate.pricing.budget.Period;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What this server's accounts spend: opens the bills of orders, and holds the parts of budgets that
 * the shared store has leased to it. Any thread may ask.
 */
public final class Ledger {
  private static final Logger LOG = LoggerFactory.getLogger(Ledger.class);
  private static final long HOUSEKEEPING_MILLIS = 500;
  private static final long SIGN_OF_LIFE_MILLIS = 2_000;

  private final Vertx vertx;
  private final Database database;
  private final InstantSource clock;
  private final Instances instances;
  private final Slices slices;
  private final GroupCommit journal;
  private final Books books;
  private final List<Long> timers = new ArrayList<>();

  private Ledger(
      Vertx vertx,
      Database database,
      Function<String, Optional<Budget>> budgets,
      InstantSource clock) {
    this.vertx = vertx;
    this.database = database;
    this.clock = clock;
    OpenAttempts open = new OpenAttempts(clock);
    this.instances = new Instances(database, clock, open, this::forgetSlices);
    this.slices = new Slices(instances::instance, this::exchange, clock);
    this.journal = new GroupCommit(vertx, database, instances);
    this.books =
        new Books(
            vertx, journal, instances, open, slices, new QuotesInUse(database), budgets, clock);
  }

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
    return startByHand(vertx, database, budgets, clock).onSuccess(Ledger::startTimers);
  }

  /** One that does nothing by itself, for tests that say when. */
  static Future<Ledger> startByHand(
      Vertx vertx,
      Database database,
      Function<String, Optional<Budget>> budgets,
      InstantSource clock) {
    Ledger ledger = new Ledger(vertx, database, budgets, clock);
    return ledger.instances.register().map(ledger);
  }

  private void startTimers() {
    timers.add(vertx.setPeriodic(HOUSEKEEPING_MILLIS, timer -> giveBackIdle()));
    if (database.isShared()) {
      timers.add(vertx.setPeriodic(SIGN_OF_LIFE_MILLIS, timer -> showLife()));
    }
  }

  /** Gives back what no request has asked for in the last second. */
  Future<Void> giveBackIdle() {
    return slices.giveBackIdle();
  }

  /** Says that this instance is alive, and resolves those that are not. */
  Future<Void> showLife() {
    return journal
        .require(List.of())
        .compose(v -> instances.resolveDead())
        .onFailure(e -> LOG.debug("sign_of_life_failed reason=\"{}\"", e.getMessage()));
  }

  /**
   * After this the process may be frozen for as long as it may be: all that was to be written is
   * written, and no part of a budget is kept that others could need meanwhile.
   */
  public Future<Void> rest() {
    return journal.flushed().compose(written -> slices.giveBackAll());
  }

  /**
   * Says at once, and not by its timer, that this instance is alive: after a freeze the others may
   * have resolved it, and then a request would be the first to hear of that.
   */
  public Future<Void> wake() {
    return database.isShared() ? showLife() : Future.succeededFuture();
  }

  private void forgetSlices(String dead) {
    slices.forget(dead);
  }

  private Future<Lease.Leased> exchange(Lease.Ask ask) {
    return new StoreLease(database, instances, clock)
        .exchange(ask)
        .onFailure(e -> TakenForDead.in(e).ifPresent(dead -> instances.renew(dead.instance())));
  }

  /** Opens the bill of an order. */
  public LedgerBill bill(BillTerms terms) {
    return new LedgerBill(books, terms);
  }

  /** Where bills are written, for what else has to be on disk together or in order with them. */
  public Journal journal() {
    return journal;
  }

  /** The name of this run of the server in the store; another one after it was taken for dead. */
  public String instance() {
    return instances.instance();
  }

  /** How the account's budget stands; nothing for an account without one. */
  public Future<Optional<BudgetState>> state(String account) {
    Optional<Budget> budget = books.budget(account);
    return budget.isEmpty()
        ? Future.succeededFuture(Optional.empty())
        : state(database, account, budget.get(), clock).map(Optional::of);
  }

  /** How a budget of the account stands in the store, for who has no ledger. */
  public static Future<BudgetState> state(
      Database database, String account, Budget budget, InstantSource clock) {
    Period period = budget.at(clock.instant());
    return database
        .read(
            session ->
                session.rows(
                    "SELECT paid_in, spent, held FROM budget_period WHERE account = ? AND period = ?",
                    account,
                    period.id()))
        .map(
            rows ->
                rows.isEmpty()
                    ? StoreLease.state(budget, period, Usd.ZERO, 0, 0)
                    : StoreLease.state(
                        budget,
                        period,
                        new Usd(rows.getFirst().number(0)),
                        rows.getFirst().number(1),
                        rows.getFirst().number(2)));
  }

  /**
   * Whether it may be worth to ask for money: false only when the budget was seen empty a moment
   * ago, in this period. Costs nothing, so that it can be asked before a body is read.
   */
  public boolean hasMoney(String account) {
    Optional<Budget> budget = books.budget(account);
    return budget.isEmpty() || slices.hasMoney(account, budget.get());
  }

  /**
   * Whether this instance has so much of the account's budget at hand that it could be held without
   * asking the store; false for an account without a budget. Costs nothing and holds nothing.
   */
  public boolean hasAtHand(String account, Usd charge) {
    return books.budget(account).filter(b -> slices.hasAtHand(account, b, charge)).isPresent();
  }

  /** What is held for attempts that have not ended, of all accounts. */
  public Usd reserved() {
    return books.reserved();
  }

  /** Completes when nothing waits to be written, or when the store was found to be away. */
  Future<Void> flushed() {
    return journal.flushed();
  }

  /** How many transactions the journal has made. */
  long commits() {
    return journal.commits();
  }

  /**
   * Writes what is left to write and gives every slice back. An attempt that is still open ends as
   * after a crash.
   *
   * @return never fails; what could not be given back now is when the next server starts
   */
  public Future<Void> close() {
    timers.forEach(vertx::cancelTimer);
    timers.clear();
    return journal
        .flushed()
        .compose(v -> instances.leave())
        .recover(
            e -> {
              LOG.warn("ledger_left_open reason=\"{}\"", e.getMessage());
              return Future.succeededFuture();
            });
  }
}
