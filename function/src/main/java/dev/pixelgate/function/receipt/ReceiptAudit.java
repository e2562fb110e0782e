package dev.pixelgate.function.receipt;

import dev.pixelgate.function.ledger.Audit.Checked;
import dev.pixelgate.function.store.Database;
import dev.pixelgate.function.store.Row;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Checks the receipts in the store: that every chain is whole, that they charge what was booked,
 * and that every order that is over has one. Changes nothing.
 */
public final class ReceiptAudit {
  private static final int MOST_FINDINGS = 100;

  /** No request may take longer. */
  private static final Duration LONGEST_ORDER = Duration.ofHours(24);

  /** On a shared store receipts are made so often for what others left; half of it to spare. */
  private static final Duration SHARED_ROUND = Duration.ofMinutes(15);

  private static final String CHAINS =
      "SELECT account, instance, seq, hash, kept_from FROM receipt_chain"
          + " WHERE kept_from <= seq ORDER BY account, instance";

  /**
   * An order of a server that runs may go on, unless it would be longer than any. Counted rather
   * than NOT EXISTS, so that PostgreSQL looks each up by its key, whatever it guesses.
   */
  private static final String OVER =
      """
      a.dispatched_at >= ?
      AND (a.dispatched_at < ? OR NOT EXISTS (SELECT 1 FROM instance i WHERE i.id = a.instance))
      AND (
        SELECT COUNT(*) FROM attempt b WHERE b.account = a.account AND b.request = a.request
          AND (SELECT COUNT(*) FROM transfer t WHERE t.account = b.account
            AND t.request = b.request AND t.attempt = b.attempt
            AND t.step IN ('settled', 'released', 'lost')) = 0) = 0""";

  private static final String ORDERS =
      "SELECT COUNT(*) FROM (SELECT a.account, a.request FROM attempt a WHERE "
          + OVER
          + " GROUP BY a.account, a.request) o";

  private static final String WITHOUT_RECEIPT =
      "SELECT a.account, a.request FROM attempt a WHERE "
          + OVER
          + " AND a.dispatched_at <= ?"
          + " AND NOT EXISTS (SELECT 1 FROM receipt r WHERE r.id = a.request)"
          + " GROUP BY a.account, a.request ORDER BY a.account, a.request LIMIT "
          + MOST_FINDINGS;

  private final Database database;
  private final Instant now;
  private final Duration kept;

  /**
   * Of what this store holds.
   *
   * @param kept how long receipts are kept: older orders need none
   */
  public ReceiptAudit(Database database, Instant now, Duration kept) {
    this.database = database;
    this.now = now;
    this.kept = kept;
  }

  /** Checks all of it. Fails when the store cannot be read. */
  public Future<List<Checked>> run() {
    ChainFindings findings = new ChainFindings();
    return database
        .read(session -> session.rows(CHAINS))
        .compose(
            chains -> {
              Future<Void> done = Future.succeededFuture();
              for (Row chain : chains) {
                done = done.compose(d -> new KeptChain(database, chain, findings).check());
              }
              return done;
            })
        .compose(done -> orders())
        .map(
            orders ->
                List.of(
                    new Checked(
                        "every chain of receipts is whole", findings.receipts(), findings.chains()),
                    new Checked(
                        "each receipt charges what the ledger booked",
                        findings.receipts(),
                        findings.charges()),
                    orders));
  }

  private Future<Checked> orders() {
    long from = now.minus(kept).toEpochMilli();
    long until = now.minus(LONGEST_ORDER).toEpochMilli();
    Duration round = database.isShared() ? SHARED_ROUND : Duration.ZERO;
    long due = now.minus(MissingReceipts.patience(database)).minus(round).toEpochMilli();
    return database.read(
        session ->
            session
                .rows(ORDERS, from, until)
                .compose(
                    count ->
                        session
                            .rows(WITHOUT_RECEIPT, from, until, due)
                            .map(
                                without ->
                                    new Checked(
                                        "every order that is over has its receipt",
                                        count.getFirst().number(0),
                                        without.stream().map(ReceiptAudit::order).toList()))));
  }

  private static String order(Row row) {
    return "account " + row.text(0) + " request " + row.text(1);
  }
}
