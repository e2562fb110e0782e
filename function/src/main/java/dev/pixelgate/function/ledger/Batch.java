package dev.pixelgate.function.ledger;

import dev.pixelgate.function.store.Addition;
import dev.pixelgate.function.store.Session;
import dev.pixelgate.function.store.Write;
import dev.pixelgate.pricing.Usd;
import dev.pixelgate.pricing.ledger.Transfer;
import io.vertx.core.Future;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The rows of many bookings, written with one statement a table: on PostgreSQL a statement is a
 * round trip. The rows of budgets come last and in one order, so that instances which share them
 * neither wait long nor for each other.
 */
final class Batch {
  private static final String ATTEMPT =
      """
      INSERT INTO attempt (account, request, attempt, instance, period, orchestrator, pipeline,
        model, pixels, price, charge, owed, wei, rate, rate_until, owed_on_dispatch, quote,
        dispatched_at)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """;

  private static final String TRANSFER =
      """
      INSERT INTO transfer (account, request, attempt, step, at, debit, credit, amount)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?)
      """;

  private static final String SLICE =
      "UPDATE slice SET amount = amount - ? WHERE instance = ? AND account = ? AND period = ?";

  /** An instance that was taken for dead has no slice any more, and moves nothing. */
  private static final String SPEND =
      """
      UPDATE budget_period SET spent = spent + ?, held = held - ?
      WHERE account = ? AND period = ?
        AND EXISTS (SELECT 1 FROM slice WHERE instance = ? AND account = ? AND period = ?)
      """;

  private final List<List<@Nullable Object>> attempts = new ArrayList<>();
  private final List<List<@Nullable Object>> transfers = new ArrayList<>();
  private final Map<String, List<List<@Nullable Object>>> additions = new LinkedHashMap<>();
  private final List<Write> others = new ArrayList<>();
  private final Map<Spent, Long> spent = new TreeMap<>();
  private final SortedMap<CreditKey, CreditSums> owed = new TreeMap<>();

  /** Adds a row of table {@code attempt}. */
  void attempt(List<@Nullable Object> row) {
    attempts.add(row);
  }

  /** Adds what one step of an attempt books. */
  void transfers(BillTerms bill, int attempt, Instant at, List<Transfer> all) {
    for (Transfer transfer : all) {
      transfers.add(
          List.of(
              bill.account(),
              bill.request(),
              (long) attempt,
              transfer.step().toString(),
              at.toEpochMilli(),
              transfer.debit().name(),
              transfer.credit().name(),
              transfer.amount().picodollars()));
    }
  }

  /** Adds what an attempt spent of the slice that held it. */
  void spend(Hold hold, String account, Usd charge) {
    if (!hold.period().isEmpty() && charge.picodollars() > 0) {
      spent.merge(
          new Spent(account, hold.period(), hold.instance()), charge.picodollars(), Math::addExact);
    }
  }

  /** Adds what an orchestrator is owed in wei. */
  void owe(CreditKey credit, BigInteger wei) {
    owed.merge(credit, CreditSums.owed(wei), CreditSums::plus);
  }

  /** Adds a row of any other table. */
  void add(Addition addition) {
    additions.computeIfAbsent(addition.sql(), first -> new ArrayList<>()).add(addition.values());
  }

  /** Adds anything else; these are made in their order, after the rows above. */
  void after(Write write) {
    others.add(write);
  }

  Future<Void> apply(Session session) {
    Future<Void> done =
        each(session, ATTEMPT, attempts).compose(v -> each(session, TRANSFER, transfers));
    for (var addition : additions.entrySet()) {
      done = done.compose(v -> each(session, addition.getKey(), addition.getValue()));
    }
    for (Write other : others) {
      done = done.compose(v -> other.apply(session)).mapEmpty();
    }
    return done.compose(v -> CreditRows.add(session, owed)).compose(v -> spend(session));
  }

  private static Future<Void> each(Session session, String sql, List<List<@Nullable Object>> rows) {
    return rows.isEmpty() ? Future.succeededFuture() : session.changeEach(sql, rows);
  }

  private Future<Void> spend(Session session) {
    List<List<@Nullable Object>> slices = new ArrayList<>();
    List<List<@Nullable Object>> periods = new ArrayList<>();
    spent.forEach(
        (where, amount) -> {
          slices.add(List.of(amount, where.instance, where.account, where.period));
          periods.add(
              List.of(
                  amount,
                  amount,
                  where.account,
                  where.period,
                  where.instance,
                  where.account,
                  where.period));
        });
    return each(session, SLICE, slices).compose(v -> each(session, SPEND, periods));
  }

  private record Spent(String account, String period, String instance)
      implements Comparable<Spent> {
    /** By hand: comparators that the JDK puts together are linked anew in each start. */
    @Override
    public int compareTo(Spent other) {
      int byAccount = account.compareTo(other.account);
      int byPeriod = byAccount == 0 ? period.compareTo(other.period) : byAccount;
      return byPeriod == 0 ? instance.compareTo(other.instance) : byPeriod;
    }
  }
}
