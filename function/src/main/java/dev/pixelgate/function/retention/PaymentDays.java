package dev.pixelgate.function.retention;

import static dev.pixelgate.function.store.WeiSql.gwei;
import static dev.pixelgate.function.store.WeiSql.rest;
import static dev.pixelgate.function.store.WeiSql.sum;

import dev.pixelgate.function.store.PaidSql;
import dev.pixelgate.function.store.Session;
import io.vertx.core.Future;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Turns old payments, and what old attempts are owed in wei, into sums a day, within a transaction:
 * so the credits of orchestrators stay the sums of what is there. Runs that are over are one.
 */
record PaymentDays(Session session) {
  private static final int BATCH_LOSSES = 500;
  private static final String DAY_MILLIS = "86400000";

  private static final String ADD =
      "INSERT INTO payment_day (day, instance, orchestrator, pipeline, model, tickets, paid_gwei,"
          + " paid_rest, paid_usd, owed_gwei, owed_rest, lost_gwei, lost_rest) ";

  private static final String TO_SUMS =
      " ON CONFLICT (day, instance, orchestrator, pipeline, model) DO UPDATE SET "
          + Stream.of(
                  "tickets",
                  "paid_gwei",
                  "paid_rest",
                  "paid_usd",
                  "owed_gwei",
                  "owed_rest",
                  "lost_gwei",
                  "lost_rest")
              .map(name -> "%1$s = payment_day.%1$s + excluded.%1$s".formatted(name))
              .collect(Collectors.joining(", "));

  private static final String OWED =
      """
      SELECT a.dispatched_at / %s, COALESCE(i.id, ''), a.orchestrator, a.pipeline, a.model,
        0, 0, 0, 0, %s, %s, 0, 0
      FROM attempt a LEFT JOIN instance i ON i.id = a.instance
      WHERE a.account = ? AND a.request = ? AND a.attempt = ? AND a.wei IS NOT NULL AND %s"""
          .formatted(DAY_MILLIS, gwei("a.wei"), rest("a.wei"), PaidSql.isOwed());

  private static final String PAYMENTS =
      """
      SELECT p.at / %1$s, COALESCE(i.id, ''), p.orchestrator, p.pipeline, p.model, %2$s
      FROM payment p LEFT JOIN instance i ON i.id = p.instance
      WHERE %3$s
      GROUP BY p.at / %1$s, COALESCE(i.id, ''), p.orchestrator, p.pipeline, p.model""";

  private static final String PAID =
      PAYMENTS.formatted(
          DAY_MILLIS,
          "%s, %s, %s, %s, 0, 0, 0, 0"
              .formatted(sum("p.tickets"), sum(gwei("p.wei")), sum(rest("p.wei")), sum("p.usd")),
          "p.account = ? AND p.request = ? AND p.attempt = ?");

  private static final String LOST =
      PAYMENTS.formatted(
          DAY_MILLIS,
          "0, 0, 0, 0, 0, 0, %s, %s".formatted(sum(gwei("p.wei")), sum(rest("p.wei"))),
          "p.id = ?");

  private static final String FORGET_PAID =
      "DELETE FROM payment WHERE account = ? AND request = ? AND attempt = ?";

  private static final String OLD_LOSSES =
      "SELECT id FROM payment WHERE at < ? AND kind = 'lost' ORDER BY at LIMIT " + BATCH_LOSSES;

  private static final String FORGET_LOST = "DELETE FROM payment WHERE id = ?";

  /** Sums up what these attempts are owed and what was paid for them, before they are forgotten. */
  Future<Void> addAttempts(List<List<@Nullable Object>> keys) {
    return session
        .changeEach(ADD + OWED + TO_SUMS, keys)
        .compose(added -> session.changeEach(ADD + PAID + TO_SUMS, keys))
        .compose(added -> session.changeEach(FORGET_PAID, keys));
  }

  /**
   * Sums up some of what was lost before.
   *
   * @param before ms since 1970
   * @return how many those were; 0 when there are no more
   */
  Future<Integer> addLosses(long before) {
    return session
        .rows(OLD_LOSSES, before)
        .compose(
            rows -> {
              List<List<@Nullable Object>> ids =
                  rows.stream().<List<@Nullable Object>>map(row -> List.of(row.text(0))).toList();
              return session
                  .changeEach(ADD + LOST + TO_SUMS, ids)
                  .compose(added -> session.changeEach(FORGET_LOST, ids))
                  .map(gone -> ids.size());
            });
  }
}
