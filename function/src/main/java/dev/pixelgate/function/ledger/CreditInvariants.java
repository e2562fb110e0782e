package dev.pixelgate.function.ledger;

import static dev.pixelgate.function.store.WeiSql.gwei;
import static dev.pixelgate.function.store.WeiSql.rest;
import static dev.pixelgate.function.store.WeiSql.sum;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is always true of what orchestrators were paid ahead. */
final class CreditInvariants {
  private static final String GWEI = "1000000000";

  private static final String PAYMENT =
      "'payment ' || p.id || ' to ' || p.orchestrator || ' for ' || p.model";

  private static final String CREDIT =
      "'instance ' || c.instance || ' orchestrator ' || c.orchestrator || ' model ' || c.model";

  private static final List<String> SUMS =
      List.of("paid_gwei", "paid_rest", "owed_gwei", "owed_rest", "lost_gwei", "lost_rest");

  /** Rows that say how much each kind of sum grows, with credits the other way round. */
  private static final String ROWS =
      """
      SELECT instance, orchestrator, pipeline, model,
        CASE kind WHEN 'paid' THEN %1$s ELSE 0 END AS paid_gwei,
        CASE kind WHEN 'paid' THEN %2$s ELSE 0 END AS paid_rest, 0 AS owed_gwei, 0 AS owed_rest,
        CASE kind WHEN 'lost' THEN %1$s ELSE 0 END AS lost_gwei,
        CASE kind WHEN 'lost' THEN %2$s ELSE 0 END AS lost_rest
      FROM payment
      UNION ALL SELECT a.instance, a.orchestrator, a.pipeline, a.model, 0, 0, %3$s, %4$s, 0, 0
      FROM attempt a
      WHERE a.wei IS NOT NULL AND (
        SELECT COUNT(*) FROM transfer t WHERE t.account = a.account AND t.request = a.request
          AND t.attempt = a.attempt AND t.step IN ('settled', 'lost', 'loss')) > 0
      UNION ALL SELECT instance, orchestrator, pipeline, model, %5$s FROM payment_day
      UNION ALL SELECT instance, orchestrator, pipeline, model, %6$s FROM credit"""
          .formatted(
              gwei("wei"),
              rest("wei"),
              gwei("a.wei"),
              rest("a.wei"),
              String.join(", ", SUMS),
              SUMS.stream().map(sum -> "-" + sum).collect(Collectors.joining(", ")));

  /** The runs that are over are one. */
  private static final String OFF =
      """
      SELECT CASE WHEN i.id IS NULL THEN '' ELSE i.id END AS instance, r.orchestrator, r.pipeline,
        r.model, %s
      FROM (%s) r LEFT JOIN instance i ON i.id = r.instance
      GROUP BY CASE WHEN i.id IS NULL THEN '' ELSE i.id END, r.orchestrator, r.pipeline, r.model"""
          .formatted(
              SUMS.stream()
                  .map(name -> sum("r." + name) + " AS " + name)
                  .collect(Collectors.joining(", ")),
              ROWS);

  static final List<Invariant> ALL =
      List.of(
          ofPayments(
              "each payment goes to an orchestrator's credit, or is lost from there",
              """
              CASE p.kind
                WHEN 'paid' THEN NOT (p.debit = 'deposit' AND p.credit = 'credit:' || p.orchestrator
                  AND COALESCE(p.tickets, 0) > 0 AND p.reason IS NULL)
                ELSE NOT (p.debit = 'credit:' || p.orchestrator AND p.credit = 'gateway'
                  AND p.reason IS NOT NULL AND p.tickets IS NULL AND p.account IS NULL) END"""),
          ofPayments(
              "tickets were bought for an attempt that was dispatched, for its orchestrator",
              """
              p.kind = 'paid' AND (
                SELECT COUNT(*) FROM attempt a WHERE a.account = p.account
                  AND a.request = p.request AND a.attempt = p.attempt
                  AND a.orchestrator = p.orchestrator AND a.pipeline = p.pipeline
                  AND a.model = p.model AND a.wei IS NOT NULL) = 0"""),
          new Invariant(
              "each credit is the sum of what was paid, owed and lost",
              "SELECT COUNT(*) FROM credit",
              "SELECT "
                  + CREDIT
                  + " FROM ("
                  + OFF
                  + ") c WHERE "
                  + Stream.of("paid", "owed", "lost")
                      .map(
                          name ->
                              "c.%1$s_gwei + c.%1$s_rest / %2$s <> 0 OR c.%1$s_rest %% %2$s <> 0"
                                  .formatted(name, GWEI))
                      .collect(Collectors.joining(" OR "))),
          ofCredits(
              "no more of a credit is lost than was paid",
              isMore(List.of("lost"), List.of("paid"))),
          ofCredits(
              "what runs that are over had paid and not used is booked as lost",
              """
              CASE c.instance WHEN '' THEN %s
                ELSE NOT EXISTS (SELECT 1 FROM instance i WHERE i.id = c.instance) END"""
                  .formatted(isMore(List.of("paid"), List.of("owed", "lost")))));

  private CreditInvariants() {}

  /** Whether these sums together are more than those. */
  private static String isMore(List<String> these, List<String> those) {
    String gwei = "(%s - %s)".formatted(plus(these, "gwei"), plus(those, "gwei"));
    String rest = "(%s - %s)".formatted(plus(these, "rest"), plus(those, "rest"));
    // Division cuts off towards zero, so that both parts have to be looked at.
    return "(%1$s + %2$s / %3$s > 0 OR %1$s + %2$s / %3$s = 0 AND %2$s %% %3$s > 0)"
        .formatted(gwei, rest, GWEI);
  }

  private static String plus(List<String> sums, String part) {
    return sums.stream()
        .map(sum -> "c." + sum + "_" + part)
        .collect(Collectors.joining(" + ", "(", ")"));
  }

  private static Invariant ofPayments(String words, String violated) {
    return new Invariant(
        words,
        "SELECT COUNT(*) FROM payment",
        "SELECT " + PAYMENT + " FROM payment p WHERE " + violated);
  }

  private static Invariant ofCredits(String words, String violated) {
    return new Invariant(
        words,
        "SELECT COUNT(*) FROM credit",
        "SELECT " + CREDIT + " FROM credit c WHERE " + violated);
  }
}
