package dev.pixelgate.function.retention;

import dev.pixelgate.function.store.PaidSql;
import dev.pixelgate.function.store.Row;
import dev.pixelgate.function.store.Session;
import dev.pixelgate.function.store.WeiSql;
import io.vertx.core.Future;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Turns old attempts of one account into sums, some requests at a time, within a transaction. Whole
 * requests only, all of whose attempts are old and have ended: so statements and audits say the
 * same before and after. What budgets have spent is not touched.
 *
 * @param before ms since 1970; what was dispatched from then on is kept
 */
record OldAttempts(Session session, String account, long before) {
  private static final int BATCH_ATTEMPTS = 500;
  private static final long DAY_MILLIS = 86_400_000;

  /** Of some of the oldest attempts; a request stands there as often as it has any. */
  private static final String REQUESTS =
      "SELECT request FROM attempt WHERE account = ? AND dispatched_at < ?"
          + " ORDER BY dispatched_at LIMIT "
          + BATCH_ATTEMPTS;

  private static final String ATTEMPTS =
      """
      SELECT a.request, a.attempt, a.orchestrator, a.pipeline, a.model, a.pixels, a.dispatched_at,
        a.period, a.quote, (
          SELECT MAX(e.amount) FROM transfer e WHERE e.account = a.account
            AND e.request = a.request AND e.attempt = a.attempt AND e.step IN ('settled', 'lost')
        ), (
          SELECT l.amount FROM transfer l WHERE l.account = a.account
            AND l.request = a.request AND l.attempt = a.attempt AND l.step = 'loss'
        ), (
          SELECT COUNT(*) FROM transfer t WHERE t.account = a.account
            AND t.request = a.request AND t.attempt = a.attempt
            AND t.step IN ('settled', 'released', 'lost')),
        a.wei, CASE WHEN %s THEN 1 ELSE 0 END, %s, %s
      FROM attempt a WHERE a.account = ? AND a.request = ? ORDER BY a.attempt"""
          .formatted(
              PaidSql.isOwed(),
              PaidSql.ofAttempt(WeiSql.gwei("p.wei")),
              PaidSql.ofAttempt(WeiSql.rest("p.wei")));

  private static final String ADD_DAY =
      """
      INSERT INTO ledger_day (account, day, pipeline, model, orchestrator,
        requests, attempts, pixels, charge, owed, owed_gwei, owed_rest, paid_gwei, paid_rest)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (account, day, pipeline, model, orchestrator) DO UPDATE SET
        requests = ledger_day.requests + excluded.requests,
        attempts = ledger_day.attempts + excluded.attempts,
        pixels = ledger_day.pixels + excluded.pixels,
        charge = ledger_day.charge + excluded.charge,
        owed = ledger_day.owed + excluded.owed,
        owed_gwei = ledger_day.owed_gwei + excluded.owed_gwei,
        owed_rest = ledger_day.owed_rest + excluded.owed_rest,
        paid_gwei = ledger_day.paid_gwei + excluded.paid_gwei,
        paid_rest = ledger_day.paid_rest + excluded.paid_rest""";

  private static final String ADD_PERIOD =
      """
      INSERT INTO ledger_period (account, period, spent) VALUES (?, ?, ?)
      ON CONFLICT (account, period) DO UPDATE SET spent = ledger_period.spent + excluded.spent""";

  private static final String FORGET_TRANSFERS =
      "DELETE FROM transfer WHERE account = ? AND request = ? AND attempt = ?";

  private static final String FORGET_ATTEMPT =
      "DELETE FROM attempt WHERE account = ? AND request = ? AND attempt = ?";

  private static final String FORGET_QUOTE = "DELETE FROM quote_use WHERE quote = ?";

  /** Sums some of them up. How many attempts those were; 0 when there are no more. */
  Future<Integer> compact() {
    return session
        .rows(REQUESTS, account, before)
        .compose(this::attempts)
        .compose(rows -> rows.isEmpty() ? Future.succeededFuture(0) : compact(rows));
  }

  private Future<List<Row>> attempts(List<Row> requests) {
    List<Row> all = new ArrayList<>();
    Future<Void> done = Future.succeededFuture();
    for (String request : new TreeSet<>(requests.stream().map(row -> row.text(0)).toList())) {
      done =
          done.compose(d -> session.rows(ATTEMPTS, account, request))
              .map(rows -> rows.stream().allMatch(this::isOver) && all.addAll(rows))
              .mapEmpty();
    }
    return done.map(d -> all);
  }

  private Future<Integer> compact(List<Row> rows) {
    Map<Day, Sums> days = new TreeMap<>();
    Map<String, Long> periods = new TreeMap<>();
    List<List<@Nullable Object>> keys = new ArrayList<>();
    List<List<@Nullable Object>> inWei = new ArrayList<>();
    Set<String> quotes = new TreeSet<>();
    String request = "";
    for (Row row : rows) {
      boolean first = !row.text(0).equals(request);
      request = row.text(0);
      days.merge(Day.of(row), Sums.of(row, first), Sums::plus);
      if (!row.text(7).isEmpty()) {
        periods.merge(row.text(7), charged(row), Math::addExact);
      }
      keys.add(List.of(account, request, row.number(1)));
      if (row.maybeText(12).isPresent()) {
        inWei.add(keys.getLast());
      }
      row.maybeText(8).ifPresent(quotes::add);
    }
    return session
        .changeEach(ADD_DAY, dayRows(days))
        .compose(added -> session.changeEach(ADD_PERIOD, periodRows(periods)))
        .compose(added -> new PaymentDays(session).addAttempts(inWei))
        .compose(added -> session.changeEach(FORGET_TRANSFERS, keys))
        .compose(gone -> session.changeEach(FORGET_ATTEMPT, keys))
        .compose(gone -> session.changeEach(FORGET_QUOTE, quoteRows(quotes)))
        .map(gone -> rows.size());
  }

  private List<List<@Nullable Object>> dayRows(Map<Day, Sums> days) {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    days.forEach(
        (day, sums) ->
            rows.add(
                List.of(
                    account,
                    day.day(),
                    day.pipeline(),
                    day.model(),
                    day.orchestrator(),
                    sums.requests(),
                    sums.attempts(),
                    sums.pixels(),
                    sums.charge(),
                    sums.owed(),
                    WeiSql.gwei(sums.owedWei()),
                    WeiSql.rest(sums.owedWei()),
                    WeiSql.gwei(sums.paidWei()),
                    WeiSql.rest(sums.paidWei()))));
    return rows;
  }

  private List<List<@Nullable Object>> periodRows(Map<String, Long> periods) {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    periods.forEach((period, spent) -> rows.add(List.of(account, period, spent)));
    return rows;
  }

  private static List<List<@Nullable Object>> quoteRows(Set<String> quotes) {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    quotes.forEach(quote -> rows.add(List.of(quote)));
    return rows;
  }

  private boolean isOver(Row row) {
    return row.number(6) < before && row.number(11) > 0;
  }

  private static long charged(Row row) {
    return row.maybeNumber(9).orElse(0L);
  }

  private record Day(long day, String pipeline, String model, String orchestrator)
      implements Comparable<Day> {
    static Day of(Row row) {
      return new Day(row.number(6) / DAY_MILLIS, row.text(3), row.text(4), row.text(2));
    }

    @Override
    public int compareTo(Day other) {
      int byDay = Long.compare(day, other.day);
      return byDay == 0
          ? (pipeline + '\n' + model + '\n' + orchestrator)
              .compareTo(other.pipeline + '\n' + other.model + '\n' + other.orchestrator)
          : byDay;
    }
  }

  private record Sums(
      long requests,
      long attempts,
      long pixels,
      long charge,
      long owed,
      BigInteger owedWei,
      BigInteger paidWei) {
    static Sums of(Row row, boolean first) {
      long charge = charged(row);
      return new Sums(
          first ? 1 : 0,
          1,
          row.maybeNumber(9).isPresent() ? row.number(5) : 0,
          charge,
          Math.addExact(charge, row.maybeNumber(10).orElse(0L)),
          row.maybeText(12)
              .filter(wei -> row.number(13) == 1)
              .map(BigInteger::new)
              .orElse(BigInteger.ZERO),
          WeiSql.wei(row.number(14), row.number(15)));
    }

    Sums plus(Sums other) {
      return new Sums(
          requests + other.requests,
          attempts + other.attempts,
          Math.addExact(pixels, other.pixels),
          Math.addExact(charge, other.charge),
          Math.addExact(owed, other.owed),
          owedWei.add(other.owedWei),
          paidWei.add(other.paidWei));
    }
  }
}
