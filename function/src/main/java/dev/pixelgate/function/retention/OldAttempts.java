package dev.pixelgate.function.retention;

import dev.pixelgate.function.store.Row;
import dev.pixelgate.function.store.Session;
import io.vertx.core.Future;
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
  private static final int BATCH_REQUESTS = 200;
  private static final long DAY_MILLIS = 86_400_000;

  private static final String ENDED = "step IN ('settled', 'released', 'lost')";

  private static final String BATCH =
      """
      SELECT a.request, a.attempt, a.orchestrator, a.pipeline, a.model, a.pixels, a.dispatched_at,
        a.period, a.quote, e.step, e.amount, l.amount
      FROM attempt a
      JOIN transfer e ON e.account = a.account AND e.request = a.request
        AND e.attempt = a.attempt AND e.%s
      LEFT JOIN transfer l ON l.account = a.account AND l.request = a.request
        AND l.attempt = a.attempt AND l.step = 'loss'
      WHERE a.account = ? AND a.request IN (
        SELECT o.request FROM attempt o
        WHERE o.account = ? AND o.dispatched_at < ? AND NOT EXISTS (
          SELECT 1 FROM attempt b WHERE b.account = o.account AND b.request = o.request
            AND (b.dispatched_at >= ? OR NOT EXISTS (
              SELECT 1 FROM transfer t WHERE t.account = b.account AND t.request = b.request
                AND t.attempt = b.attempt AND t.%s)))
        GROUP BY o.request LIMIT %d)
      ORDER BY a.request, a.attempt"""
          .formatted(ENDED, ENDED, BATCH_REQUESTS);

  private static final String ADD_DAY =
      """
      INSERT INTO ledger_day (account, day, pipeline, model, orchestrator,
        requests, attempts, pixels, charge, owed)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (account, day, pipeline, model, orchestrator) DO UPDATE SET
        requests = ledger_day.requests + excluded.requests,
        attempts = ledger_day.attempts + excluded.attempts,
        pixels = ledger_day.pixels + excluded.pixels,
        charge = ledger_day.charge + excluded.charge,
        owed = ledger_day.owed + excluded.owed""";

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
        .rows(BATCH, account, account, before, before)
        .compose(rows -> rows.isEmpty() ? Future.succeededFuture(0) : compact(rows));
  }

  private Future<Integer> compact(List<Row> rows) {
    Map<Day, Sums> days = new TreeMap<>();
    Map<String, Long> periods = new TreeMap<>();
    List<List<@Nullable Object>> keys = new ArrayList<>();
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
      row.maybeText(8).ifPresent(quotes::add);
    }
    return session
        .changeEach(ADD_DAY, dayRows(days))
        .compose(added -> session.changeEach(ADD_PERIOD, periodRows(periods)))
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
                    sums.owed())));
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

  private static boolean isPaid(Row row) {
    return !row.text(9).equals("released");
  }

  private static long charged(Row row) {
    return isPaid(row) ? row.number(10) : 0;
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

  private record Sums(long requests, long attempts, long pixels, long charge, long owed) {
    static Sums of(Row row, boolean first) {
      long charge = charged(row);
      return new Sums(
          first ? 1 : 0,
          1,
          isPaid(row) ? row.number(5) : 0,
          charge,
          Math.addExact(charge, row.maybeNumber(11).orElse(0L)));
    }

    Sums plus(Sums other) {
      return new Sums(
          requests + other.requests,
          attempts + other.attempts,
          Math.addExact(pixels, other.pixels),
          Math.addExact(charge, other.charge),
          Math.addExact(owed, other.owed));
    }
  }
}
