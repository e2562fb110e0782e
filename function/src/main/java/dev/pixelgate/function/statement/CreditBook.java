package dev.pixelgate.function.statement;

import dev.pixelgate.function.store.Database;
import dev.pixelgate.function.store.Row;
import dev.pixelgate.function.store.Session;
import dev.pixelgate.function.store.WeiSql;
import io.vertx.core.Future;
import java.math.BigInteger;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What orchestrators were paid with tickets, from the ledger in the store. Any thread. */
public final class CreditBook {
  /** What a request may take to end after its time; clocks of servers differ a little, too. */
  private static final Duration CLOSING = Duration.ofMinutes(1);

  /** Of all runs of servers, and of those that go on. */
  private static final String CREDITS =
      """
      SELECT c.orchestrator, c.pipeline, c.model, %s, %s
      FROM credit c LEFT JOIN instance i ON i.id = c.instance
      GROUP BY c.orchestrator, c.pipeline, c.model
      HAVING SUM(c.paid_gwei) > 0 OR SUM(c.paid_rest) > 0
      ORDER BY c.orchestrator, c.pipeline, c.model"""
          .formatted(sums("%s"), sums("CASE WHEN i.id IS NULL THEN 0 ELSE %s END"));

  private static final String OPEN =
      """
      SELECT a.orchestrator, a.pipeline, a.model, %s, %s
      FROM attempt a
      WHERE a.wei IS NOT NULL AND a.dispatched_at >= ? AND (
        SELECT COUNT(*) FROM transfer t WHERE t.account = a.account AND t.request = a.request
          AND t.attempt = a.attempt AND t.step IN ('settled', 'released', 'lost')) = 0
      GROUP BY a.orchestrator, a.pipeline, a.model"""
          .formatted(WeiSql.sum(WeiSql.gwei("a.wei")), WeiSql.sum(WeiSql.rest("a.wei")));

  private final Database database;
  private final Duration longest;
  private final InstantSource clock;

  /**
   * That of this store.
   *
   * @param longest that a request may take, so that older attempts are not looked at
   */
  public CreditBook(Database database, Duration longest, InstantSource clock) {
    this.database = database;
    this.longest = longest;
    this.clock = clock;
  }

  private static String sums(String of) {
    return Stream.of("paid", "owed", "lost")
        .flatMap(sum -> Stream.of(sum + "_gwei", sum + "_rest"))
        .map(column -> WeiSql.sum(of.formatted("c." + column)))
        .collect(Collectors.joining(", "));
  }

  /** All of them, by orchestrator, pipeline and model; nothing where there is no store. */
  public Future<List<CreditLine>> lines() {
    long from = clock.instant().minus(longest).minus(CLOSING).toEpochMilli();
    return database
        .exists()
        .compose(
            there ->
                there
                    ? database.read(session -> lines(session, from))
                    : Future.succeededFuture(List.of()));
  }

  private static Future<List<CreditLine>> lines(Session session, long from) {
    return session
        .rows(OPEN, from)
        .compose(
            open -> {
              Map<String, BigInteger> inFlight = new HashMap<>();
              open.forEach(row -> inFlight.put(seat(row), wei(row, 3)));
              return session
                  .rows(CREDITS)
                  .map(
                      rows ->
                          rows.stream()
                              .map(
                                  row ->
                                      line(row, inFlight.getOrDefault(seat(row), BigInteger.ZERO)))
                              .toList());
            });
  }

  private static String seat(Row row) {
    return row.text(0) + '\n' + row.text(1) + '\n' + row.text(2);
  }

  private static BigInteger wei(Row row, int column) {
    return WeiSql.wei(row.number(column), row.number(column + 1));
  }

  private static CreditLine line(Row row, BigInteger inFlight) {
    return new CreditLine(
        row.text(0),
        row.text(1),
        row.text(2),
        wei(row, 3),
        wei(row, 5),
        wei(row, 7),
        inFlight,
        wei(row, 9).subtract(wei(row, 11)).subtract(wei(row, 13)).subtract(inFlight));
  }
}
