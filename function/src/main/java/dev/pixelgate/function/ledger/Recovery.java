package dev.pixelgate.function.ledger;

import dev.pixelgate.function.store.Row;
import dev.pixelgate.function.store.Session;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/**
 * Resolves what an instance that is gone left behind, within one transaction: attempts that were
 * dispatched are lost where they would be owed and released otherwise, its slices go back, quotes
 * under which nothing was owed can be used again, and its name is forgotten. Made twice, or by two
 * at once, it changes nothing the second time.
 */
final class Recovery {
  private static final String IS_OPEN =
      """
      a.instance = ? AND NOT EXISTS (
        SELECT 1 FROM transfer t
        WHERE t.account = a.account AND t.request = a.request AND t.attempt = a.attempt
          AND t.step IN ('settled', 'released', 'lost'))
      """;

  /** Takes the row, so that the instance itself, if it lives after all, has to wait and see. */
  private static final String TAKE =
      "UPDATE instance SET seen_at = seen_at WHERE id = ? AND seen_at = ?";

  private static final String LOST =
      """
      SELECT a.account, a.period, CAST(SUM(a.charge) AS BIGINT), COUNT(*)
      FROM attempt a WHERE a.owed_on_dispatch = 1 AND\s"""
          + IS_OPEN
          + "GROUP BY a.account, a.period ORDER BY a.account, a.period";

  /** What the gateway would owe beyond what the account pays. */
  private static final String LOSSES =
      """
      INSERT INTO transfer (account, request, attempt, step, at, debit, credit, amount)
      SELECT a.account, a.request, a.attempt, 'loss', CAST(? AS BIGINT),
        'gateway', 'orchestrator:' || a.orchestrator, a.owed - a.charge
      FROM attempt a WHERE a.owed_on_dispatch = 1 AND a.owed > a.charge AND\s"""
          + IS_OPEN;

  private static final String ENDS =
      """
      INSERT INTO transfer (account, request, attempt, step, at, debit, credit, amount)
      SELECT a.account, a.request, a.attempt,
        CASE a.owed_on_dispatch WHEN 1 THEN 'lost' ELSE 'released' END,
        CAST(? AS BIGINT),
        'reserved:' || a.account,
        CASE a.owed_on_dispatch
          WHEN 1 THEN 'orchestrator:' || a.orchestrator ELSE 'budget:' || a.account END,
        a.charge
      FROM attempt a WHERE\s"""
          + IS_OPEN;

  private static final String SLICES =
      "SELECT account, period, amount FROM slice WHERE instance = ? ORDER BY account, period";

  private static final String UNUSED_QUOTES =
      """
      DELETE FROM quote_use
      WHERE quote IN (SELECT a.quote FROM attempt a WHERE a.instance = ? AND a.quote IS NOT NULL)
        AND NOT EXISTS (
          SELECT 1 FROM transfer t
          WHERE t.account = quote_use.account AND t.request = quote_use.request
            AND t.step IN ('settled', 'lost'))
      """;

  private final Session session;
  private final String instance;
  private final long now;

  private Recovery(Session session, String instance, long now) {
    this.session = session;
    this.instance = instance;
    this.now = now;
  }

  /**
   * Resolves this instance, if its last sign of life is still this one.
   *
   * @return what was done, in words for the log; nothing when somebody else did it
   */
  static Future<Optional<String>> of(Session session, String instance, long seenAt, long now) {
    return session
        .change(TAKE, instance, seenAt)
        .compose(
            rows ->
                rows == 0
                    ? Future.succeededFuture(Optional.empty())
                    : new Recovery(session, instance, now).run().map(Optional::of));
  }

  /** Resolves this instance, whatever its last sign of life. */
  static Future<Optional<String>> of(Session session, String instance, long now) {
    return session
        .rows("SELECT seen_at FROM instance WHERE id = ?", instance)
        .compose(
            rows ->
                rows.isEmpty()
                    ? Future.succeededFuture(Optional.empty())
                    : of(session, instance, rows.getFirst().number(0), now));
  }

  private Future<String> run() {
    return session
        .rows(LOST, instance)
        .compose(
            lost ->
                session
                    .change(LOSSES, now, instance)
                    .compose(losses -> session.change(ENDS, now, instance))
                    .compose(
                        ended ->
                            session
                                .rows(SLICES, instance)
                                .compose(slices -> giveBack(slices, lost))
                                .compose(v -> forget())
                                .map(v -> words(ended, lost))));
  }

  private Future<Void> giveBack(List<Row> slices, List<Row> lost) {
    Future<Void> done = Future.succeededFuture();
    for (Row slice : slices) {
      done =
          done.compose(
                  v ->
                      session.change(
                          "UPDATE budget_period SET held = held - ? WHERE account = ? AND period = ?",
                          slice.number(2),
                          slice.text(0),
                          slice.text(1)))
              .mapEmpty();
    }
    for (Row gone : lost) {
      done =
          done.compose(
                  v ->
                      session.change(
                          "UPDATE budget_period SET spent = spent + ? WHERE account = ? AND period = ?",
                          gone.number(2),
                          gone.text(0),
                          gone.text(1)))
              .mapEmpty();
    }
    return done;
  }

  private Future<Void> forget() {
    return session
        .change("DELETE FROM slice WHERE instance = ?", instance)
        .compose(v -> session.change(UNUSED_QUOTES, instance))
        .compose(v -> session.change("DELETE FROM instance WHERE id = ?", instance))
        .mapEmpty();
  }

  private static String words(int ended, List<Row> lost) {
    long attempts = lost.stream().mapToLong(row -> row.number(3)).sum();
    long charge = lost.stream().mapToLong(row -> row.number(2)).sum();
    return "released=%d lost=%d lost_pico_usd=%d".formatted(ended - attempts, attempts, charge);
  }
}
