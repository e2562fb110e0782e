package dev.pixelgate.function.ledger;

import dev.pixelgate.function.store.Database;
import dev.pixelgate.function.store.Row;
import dev.pixelgate.function.store.Session;
import dev.pixelgate.pricing.Usd;
import dev.pixelgate.pricing.budget.Budget;
import dev.pixelgate.pricing.budget.BudgetState;
import dev.pixelgate.pricing.budget.Period;
import dev.pixelgate.pricing.ledger.SliceSize;
import io.vertx.core.Future;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Leases from the store. The budget's row is locked before it is read, so that what it says is true
 * until the slice is taken; who asks later sees what this one left.
 */
final class StoreLease implements Lease {
  private static final String MAKE =
      "INSERT INTO budget_period (account, period) VALUES (?, ?) ON CONFLICT DO NOTHING";

  private static final String LOCK =
      """
      UPDATE budget_period SET held = held WHERE account = ? AND period = ?
      RETURNING paid_in, spent, held
      """;

  private static final String SLICE =
      "SELECT amount FROM slice WHERE instance = ? AND account = ? AND period = ?";

  private static final String HOLD =
      "UPDATE budget_period SET held = held + ? WHERE account = ? AND period = ?";

  private static final String SET_SLICE =
      """
      INSERT INTO slice (instance, account, period, amount) VALUES (?, ?, ?, ?)
      ON CONFLICT (instance, account, period) DO UPDATE SET amount = excluded.amount
      """;

  private static final String NO_SLICE =
      "DELETE FROM slice WHERE instance = ? AND account = ? AND period = ?";

  private static final String ADMIT =
      """
      INSERT INTO admission (at, account, period, instance, amount, spent, held, most)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?)
      """;

  private final Database database;
  private final Fence fence;
  private final InstantSource clock;

  StoreLease(Database database, Fence fence, InstantSource clock) {
    this.database = database;
    this.fence = fence;
    this.clock = clock;
  }

  @Override
  public Future<Leased> exchange(Ask ask) {
    return database.transaction(
        session ->
            fence
                .pass(session)
                .compose(v -> session.change(MAKE, ask.account(), ask.period().id()))
                .compose(v -> session.rows(LOCK, ask.account(), ask.period().id()))
                .compose(rows -> exchange(session, ask, rows.getFirst())));
  }

  private Future<Leased> exchange(Session session, Ask ask, Row budget) {
    if (!fence.instance().equals(ask.instance())) {
      return Future.failedFuture(new TakenForDead(ask.instance()));
    }
    return session
        .rows(SLICE, ask.instance(), ask.account(), ask.period().id())
        .compose(rows -> exchange(session, ask, budget, rows));
  }

  private Future<Leased> exchange(Session session, Ask ask, Row row, List<Row> slice) {
    long had = slice.isEmpty() ? 0 : slice.getFirst().number(0);
    // What is still to be written of ended attempts may make it less than what is kept.
    long kept = Math.min(had, ask.keep().picodollars());
    long others = row.number(2) - had + kept;
    BudgetState without =
        state(ask.budget(), ask.period(), new Usd(row.number(0)), row.number(1), others);
    Usd granted =
        ask.first().equals(Usd.ZERO)
            ? Usd.ZERO
            : SliceSize.of(without.limit(), without.left(), ask.first(), ask.demand());
    long has = kept + granted.picodollars();
    BudgetState with =
        state(
            ask.budget(),
            ask.period(),
            new Usd(row.number(0)),
            row.number(1),
            others + granted.picodollars());
    return set(session, ask, had, has)
        .compose(v -> admit(session, ask, had, has, with))
        .map(v -> new Leased(granted, with));
  }

  private static Future<?> set(Session session, Ask ask, long had, long has) {
    String account = ask.account();
    String period = ask.period().id();
    Future<?> budget =
        had == has ? Future.succeededFuture() : session.change(HOLD, has - had, account, period);
    return budget.compose(
        v ->
            has == 0
                ? session.change(NO_SLICE, ask.instance(), account, period)
                : session.change(SET_SLICE, ask.instance(), account, period, has));
  }

  /** Only what takes more of the budget is an admission. */
  private Future<?> admit(Session session, Ask ask, long had, long has, BudgetState state) {
    return has <= had
        ? Future.succeededFuture()
        : session.change(
            ADMIT,
            clock.millis(),
            ask.account(),
            ask.period().id(),
            ask.instance(),
            has - had,
            state.spent().picodollars(),
            state.reserved().picodollars(),
            state.limit().picodollars());
  }

  /** How a budget stands that has this row. */
  static BudgetState state(Budget budget, Period period, Usd paidIn, long spent, long held) {
    Usd limit =
        switch (budget) {
          case Budget.Windowed windowed -> windowed.amount();
          case Budget.Prepaid prepaid -> paidIn;
        };
    Optional<Instant> resets = Optional.of(period.until()).filter(Instant.MAX::isAfter);
    return new BudgetState(budget, limit, new Usd(spent), new Usd(held), resets);
  }
}
