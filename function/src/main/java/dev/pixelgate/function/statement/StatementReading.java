package dev.pixelgate.function.statement;

import dev.pixelgate.function.store.Database;
import dev.pixelgate.function.store.PaidSql;
import dev.pixelgate.function.store.Row;
import dev.pixelgate.function.store.WeiSql;
import dev.pixelgate.pricing.Usd;
import io.vertx.core.Future;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.List;

/** One statement while it is read: sums of old days, and attempts that are kept one by one. */
final class StatementReading {
  private static final long DAY_MILLIS = 86_400_000;

  /** Some 20 ms of the store. */
  private static final int PAGE_ATTEMPTS = 1_000;

  private static final int MOST_TRIES = 5;

  private static final String OLD =
      """
      SELECT day, pipeline, model, CAST(SUM(requests) AS BIGINT), CAST(SUM(attempts) AS BIGINT),
        CAST(SUM(pixels) AS BIGINT), CAST(SUM(charge) AS BIGINT), CAST(SUM(owed) AS BIGINT),
        CAST(SUM(owed_gwei) AS BIGINT), CAST(SUM(owed_rest) AS BIGINT),
        CAST(SUM(paid_gwei) AS BIGINT), CAST(SUM(paid_rest) AS BIGINT)
      FROM ledger_day WHERE account = ? AND day >= ? AND day < ?
      GROUP BY day, pipeline, model ORDER BY day, pipeline, model""";

  /** Transfers are looked up by key: a database may otherwise join them by account alone. */
  private static final String PAGE =
      """
      SELECT a.dispatched_at, a.request, a.attempt, a.pipeline, a.model, a.pixels,
        CASE WHEN EXISTS (SELECT 1 FROM attempt f WHERE f.account = a.account
          AND f.request = a.request AND f.attempt < a.attempt) THEN 0 ELSE 1 END,
        (SELECT MAX(e.amount) FROM transfer e WHERE e.account = a.account
          AND e.request = a.request AND e.attempt = a.attempt AND e.step IN ('settled', 'lost')),
        (SELECT l.amount FROM transfer l WHERE l.account = a.account
          AND l.request = a.request AND l.attempt = a.attempt AND l.step = 'loss'),
        a.wei,
        CASE WHEN a.wei IS NULL THEN 0 ELSE %s END, CASE WHEN a.wei IS NULL THEN 0 ELSE %s END
      FROM attempt a
      WHERE a.account = ? AND a.dispatched_at >= ? AND a.dispatched_at < ?
        AND (a.dispatched_at, a.request, a.attempt) > (?, ?, ?)
      ORDER BY a.dispatched_at, a.request, a.attempt LIMIT %d"""
          .formatted(
              PaidSql.ofAttempt(WeiSql.gwei("p.wei")),
              PaidSql.ofAttempt(WeiSql.rest("p.wei")),
              PAGE_ATTEMPTS);

  private final Database database;
  private final String account;
  private final Days days;

  StatementReading(Database database, String account, Days days) {
    this.database = database;
    this.account = account;
    this.days = days;
  }

  /** All of them. Fails when the store is away. */
  Future<List<DayLine>> lines() {
    return old().compose(sums -> lines(sums, MOST_TRIES));
  }

  /** Attempts that became sums in the meantime would be missing, or there twice. */
  private Future<List<DayLine>> lines(List<DayLine> before, int tries) {
    DaySums sums = new DaySums();
    before.forEach(sums::add);
    return pages(sums, days.from().toEpochDay() * DAY_MILLIS, "", 0)
        .compose(read -> old())
        .compose(
            after -> {
              if (after.equals(before)) {
                return Future.succeededFuture(sums.lines());
              }
              return tries > 1
                  ? lines(after, tries - 1)
                  : Future.failedFuture("old attempts are being summed up just now");
            });
  }

  private Future<List<DayLine>> old() {
    return database
        .read(
            session ->
                session.rows(OLD, account, days.from().toEpochDay(), days.until().toEpochDay()))
        .map(rows -> rows.stream().map(StatementReading::oldLine).toList());
  }

  private Future<Void> pages(DaySums sums, long at, String request, long attempt) {
    long until = days.until().toEpochDay() * DAY_MILLIS;
    return database
        .read(session -> session.rows(PAGE, account, at, until, at, request, attempt))
        .compose(
            rows -> {
              rows.forEach(row -> sums.add(line(row)));
              if (rows.size() < PAGE_ATTEMPTS) {
                return Future.succeededFuture();
              }
              Row end = rows.getLast();
              return pages(sums, end.number(0), end.text(1), end.number(2));
            });
  }

  private static DayLine oldLine(Row row) {
    return new DayLine(
        LocalDate.ofEpochDay(row.number(0)),
        row.text(1),
        row.text(2),
        row.number(3),
        row.number(4),
        row.number(5),
        new Usd(row.number(6)),
        new Usd(row.number(7)),
        new DayWei(
            WeiSql.wei(row.number(8), row.number(9)), WeiSql.wei(row.number(10), row.number(11))));
  }

  private static DayLine line(Row row) {
    Usd paid = new Usd(row.maybeNumber(7).orElse(0L));
    Usd owed = paid.plus(new Usd(row.maybeNumber(8).orElse(0L)));
    return new DayLine(
        LocalDate.ofEpochDay(row.number(0) / DAY_MILLIS),
        row.text(3),
        row.text(4),
        row.number(6),
        1,
        row.maybeNumber(7).isPresent() ? row.number(5) : 0,
        paid,
        owed,
        new DayWei(
            row.maybeText(9)
                .filter(wei -> !owed.equals(Usd.ZERO))
                .map(BigInteger::new)
                .orElse(BigInteger.ZERO),
            WeiSql.wei(row.number(10), row.number(11))));
  }
}
