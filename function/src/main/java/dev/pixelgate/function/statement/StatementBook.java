package dev.pixelgate.function.statement;

import dev.pixelgate.function.store.Database;
import dev.pixelgate.function.store.Row;
import dev.pixelgate.pricing.Usd;
import io.vertx.core.Future;
import java.time.LocalDate;
import java.util.List;

/** What accounts spent, from the ledger in the store. Any thread. */
public final class StatementBook {
  /** Attempts that are kept one by one, and what is left of older ones. */
  private static final String LINES =
      """
      SELECT day, pipeline, model, CAST(SUM(requests) AS BIGINT), CAST(SUM(attempts) AS BIGINT),
        CAST(SUM(pixels) AS BIGINT), CAST(SUM(charge) AS BIGINT), CAST(SUM(owed) AS BIGINT)
      FROM (
        SELECT day, pipeline, model, requests, attempts, pixels, charge, owed
        FROM ledger_day WHERE account = ? AND day >= ? AND day < ?
        UNION ALL
        SELECT a.dispatched_at / 86400000, a.pipeline, a.model,
          CASE WHEN EXISTS (SELECT 1 FROM attempt f WHERE f.account = a.account
            AND f.request = a.request AND f.attempt < a.attempt) THEN 0 ELSE 1 END,
          1,
          CASE WHEN e.amount IS NULL THEN 0 ELSE a.pixels END,
          COALESCE(e.amount, 0),
          COALESCE(e.amount, 0) + COALESCE(l.amount, 0)
        FROM attempt a
        LEFT JOIN transfer e ON e.account = a.account AND e.request = a.request
          AND e.attempt = a.attempt AND e.step IN ('settled', 'lost')
        LEFT JOIN transfer l ON l.account = a.account AND l.request = a.request
          AND l.attempt = a.attempt AND l.step = 'loss'
        WHERE a.account = ? AND a.dispatched_at >= ? AND a.dispatched_at < ?
      ) s
      GROUP BY day, pipeline, model ORDER BY day, pipeline, model""";

  private static final long DAY_MILLIS = 86_400_000;

  private final Database database;

  /** Those of this store. */
  public StatementBook(Database database) {
    this.database = database;
  }

  /** What this account spent on these days; nothing where there is no store. */
  public Future<List<DayLine>> lines(String account, Days days) {
    long from = days.from().toEpochDay();
    long until = days.until().toEpochDay();
    return database
        .exists()
        .compose(
            there ->
                there
                    ? database.read(
                        session ->
                            session
                                .rows(
                                    LINES,
                                    account,
                                    from,
                                    until,
                                    account,
                                    from * DAY_MILLIS,
                                    until * DAY_MILLIS)
                                .map(rows -> rows.stream().map(StatementBook::line).toList()))
                    : Future.succeededFuture(List.of()));
  }

  private static DayLine line(Row row) {
    return new DayLine(
        LocalDate.ofEpochDay(row.number(0)),
        row.text(1),
        row.text(2),
        row.number(3),
        row.number(4),
        row.number(5),
        new Usd(row.number(6)),
        new Usd(row.number(7)));
  }
}
