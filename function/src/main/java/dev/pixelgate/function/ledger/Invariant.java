package dev.pixelgate.function.ledger;

import java.util.List;

/**
 * Something that is always true of the ledger in the store.
 *
 * @param count counts what it is said of
 * @param violations one text a row for which it is not true
 */
record Invariant(String words, String count, String violations) {
  private static final int MOST_FINDINGS = 100;

  private static final String ENDED = "('settled', 'released', 'lost')";

  private static final String ATTEMPT =
      "'account ' || a.account || ' request ' || a.request || ' attempt ' || a.attempt";

  private static final String TRANSFER =
      "'account ' || t.account || ' request ' || t.request || ' attempt ' || t.attempt";

  private static final String PERIOD = "'account ' || p.account || ' period ' || p.period";

  /**
   * Counted rather than NOT EXISTS, which PostgreSQL turns into a join by account alone while it
   * knows little of the tables: 10^5 attempts of one account take it minutes.
   */
  private static final String OPEN =
      """
      (SELECT COUNT(*) FROM transfer e WHERE e.account = a.account AND e.request = a.request
        AND e.attempt = a.attempt AND e.step IN %s) = 0"""
          .formatted(ENDED);

  static final List<Invariant> ALL =
      List.of(
          ofAttempts(
              "each attempt was booked as dispatched, with its charge",
              """
              (SELECT COUNT(*) FROM transfer t WHERE t.account = a.account
                AND t.request = a.request AND t.attempt = a.attempt AND t.step = 'dispatched'
                AND t.amount = a.charge AND t.debit = 'budget:' || a.account
                AND t.credit = 'reserved:' || a.account) = 0"""),
          ofAttempts(
              "no attempt ended twice",
              """
              (SELECT COUNT(*) FROM transfer t WHERE t.account = a.account
                AND t.request = a.request AND t.attempt = a.attempt AND t.step IN %s) > 1"""
                  .formatted(ENDED)),
          ofAttempts(
              "each end moves what the attempt held, to where it belongs",
              """
              EXISTS (SELECT 1 FROM transfer t WHERE t.account = a.account
                AND t.request = a.request AND t.attempt = a.attempt AND t.step IN %s
                AND NOT (t.amount = a.charge AND t.debit = 'reserved:' || a.account
                  AND t.credit = CASE t.step WHEN 'released' THEN 'budget:' || a.account
                    ELSE 'orchestrator:' || a.orchestrator END))"""
                  .formatted(ENDED)),
          ofAttempts(
              "the gateway pays what is owed and not charged, and nothing else",
              """
              EXISTS (SELECT 1 FROM transfer t WHERE t.account = a.account
                AND t.request = a.request AND t.attempt = a.attempt AND t.step IN %s
                AND CASE t.step WHEN 'released' THEN 0 ELSE a.owed - a.charge END <>
                  COALESCE((SELECT l.amount FROM transfer l WHERE l.account = a.account
                    AND l.request = a.request AND l.attempt = a.attempt AND l.step = 'loss'
                    AND l.debit = 'gateway' AND l.credit = 'orchestrator:' || a.orchestrator
                    AND NOT (t.step = 'released' AND l.amount = a.owed)), 0))"""
                  .formatted(ENDED)),
          ofAttempts(
              "open attempts are of known instances",
              OPEN + " AND NOT EXISTS (SELECT 1 FROM instance i WHERE i.id = a.instance)"),
          ofTransfers(
              "each step but a top-up is of an attempt that was dispatched",
              """
              CASE WHEN t.step = 'top-up' THEN t.attempt <> 0 ELSE NOT EXISTS (
                SELECT 1 FROM attempt a WHERE a.account = t.account AND a.request = t.request
                  AND a.attempt = t.attempt) END"""),
          ofTransfers("each transfer goes from one side to another", "t.debit = t.credit"),
          new Invariant(
              "debits are credits: what is reserved is the charge of the open attempts",
              "SELECT COUNT(DISTINCT account) FROM attempt",
              """
              SELECT 'account ' || o.account || ' has reserved ' || o.booked || ' and open '
                || o.due FROM (
                SELECT a.account, CAST(SUM(CASE WHEN %s THEN a.charge ELSE 0 END) AS BIGINT) AS due,
                  CAST((SELECT COALESCE(SUM(CASE WHEN t.credit = 'reserved:' || a.account
                      THEN t.amount WHEN t.debit = 'reserved:' || a.account
                      THEN -t.amount ELSE 0 END), 0)
                    FROM transfer t WHERE t.account = a.account) AS BIGINT) AS booked
                FROM attempt a GROUP BY a.account) o
              WHERE o.booked <> o.due"""
                  .formatted(OPEN)),
          ofPeriods(
              "what a budget has leased is the sum of its slices, and not negative",
              """
              p.held < 0 OR p.held <> COALESCE((SELECT SUM(s.amount) FROM slice s
                WHERE s.account = p.account AND s.period = p.period), 0)"""),
          new Invariant(
              "each slice is of a known instance and covers its open attempts",
              "SELECT COUNT(*) FROM slice",
              """
              SELECT 'instance ' || s.instance || ' account ' || s.account || ' period ' || s.period
                || ' has ' || s.amount
              FROM slice s
              WHERE s.amount < COALESCE((SELECT SUM(a.charge) FROM attempt a
                  WHERE a.instance = s.instance AND a.account = s.account AND a.period = s.period
                    AND %s), 0)
                OR NOT EXISTS (SELECT 1 FROM instance i WHERE i.id = s.instance)"""
                  .formatted(OPEN)),
          new Invariant(
              "each open attempt on a budget has a slice",
              "SELECT COUNT(*) FROM instance",
              """
              SELECT %s FROM instance i JOIN attempt a ON a.instance = i.id
              WHERE a.period <> '' AND a.charge > 0 AND %s AND NOT EXISTS (
                SELECT 1 FROM slice s WHERE s.instance = a.instance AND s.account = a.account
                  AND s.period = a.period)"""
                  .formatted(ATTEMPT, OPEN)),
          ofPeriods(
              "what a budget has spent is what its attempts settled and lost",
              """
              p.spent <> COALESCE((SELECT SUM(t.amount) FROM attempt a JOIN transfer t
                ON t.account = a.account AND t.request = a.request AND t.attempt = a.attempt
                WHERE a.account = p.account AND a.period = p.period
                  AND t.step IN ('settled', 'lost')), 0)
                + COALESCE((SELECT SUM(c.spent) FROM ledger_period c
                    WHERE c.account = p.account AND c.period = p.period), 0)"""),
          ofPeriods(
              "what was paid in is the sum of the top-ups",
              """
              p.paid_in <> CASE p.period WHEN 'prepaid' THEN COALESCE((SELECT SUM(t.amount)
                FROM transfer t WHERE t.account = p.account AND t.step = 'top-up'), 0)
                ELSE 0 END"""),
          new Invariant(
              "spent and held were within the budget at each admission",
              "SELECT COUNT(*) FROM admission",
              """
              SELECT 'admission ' || d.id || ' account ' || d.account || ' period ' || d.period
              FROM admission d WHERE d.spent + d.held > d.most OR d.amount <= 0"""),
          new Invariant(
              "each quote that was owed under is used by that request alone",
              "SELECT COUNT(*) FROM quote_use",
              """
              SELECT %s || ' quote ' || a.quote FROM attempt a JOIN transfer t
                ON t.account = a.account AND t.request = a.request AND t.attempt = a.attempt
              WHERE a.quote IS NOT NULL AND t.step IN ('settled', 'lost')
                AND NOT EXISTS (SELECT 1 FROM quote_use u WHERE u.quote = a.quote
                  AND u.account = a.account AND u.request = a.request)"""
                  .formatted(ATTEMPT)));

  Invariant {
    violations = violations + "\nLIMIT " + MOST_FINDINGS;
  }

  private static Invariant ofAttempts(String words, String violated) {
    return new Invariant(
        words,
        "SELECT COUNT(*) FROM attempt",
        "SELECT " + ATTEMPT + " FROM attempt a WHERE " + violated);
  }

  private static Invariant ofTransfers(String words, String violated) {
    return new Invariant(
        words,
        "SELECT COUNT(*) FROM transfer",
        "SELECT " + TRANSFER + " FROM transfer t WHERE " + violated);
  }

  private static Invariant ofPeriods(String words, String violated) {
    return new Invariant(
        words,
        "SELECT COUNT(*) FROM budget_period",
        "SELECT " + PERIOD + " FROM budget_period p WHERE " + violated);
  }
}
