package dev.pixelgate.function.receipt;

import dev.pixelgate.function.ledger.Journal;
import dev.pixelgate.function.store.Database;
import dev.pixelgate.function.store.PaidSql;
import dev.pixelgate.function.store.Row;
import dev.pixelgate.function.store.WeiSql;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the receipts of orders that a crash cut off, from what the ledger has of them: an account
 * that pays for a lost attempt finds out why. Each run of a server that is over is looked through
 * once, after its open attempts have been resolved.
 */
public final class MissingReceipts {
  private static final Logger LOG = LoggerFactory.getLogger(MissingReceipts.class);
  private static final int BATCH_ORDERS = 100;

  /** On a shared store a server that was taken for dead may still end its orders. */
  private static final Duration SHARED_PATIENCE = Duration.ofHours(1);

  private static final String NEXT_INSTANCE =
      "SELECT MIN(instance) FROM attempt WHERE instance > ?";

  /** What a run leaves in the table of instances goes with the last of its open attempts. */
  private static final String KNOWN =
      "SELECT 1 FROM instance WHERE id = ?"
          + " UNION ALL SELECT 1 FROM receipted_instance WHERE instance = ?";

  private static final String ORDERS =
      """
      SELECT a.account, a.request FROM attempt a
      WHERE a.instance = ? AND a.dispatched_at >= ? AND a.dispatched_at <= ?
        AND NOT EXISTS (SELECT 1 FROM receipt r WHERE r.id = a.request)
      GROUP BY a.account, a.request LIMIT %d"""
          .formatted(BATCH_ORDERS);

  private static final String YOUNGER =
      "SELECT COUNT(*) FROM attempt WHERE instance = ? AND dispatched_at > ?";

  private static final String ATTEMPTS =
      """
      SELECT a.attempt, a.orchestrator, a.pipeline, a.model, a.pixels, a.price, a.charge, a.quote,
        a.dispatched_at, e.step, e.at, l.amount, a.wei, a.rate, a.rate_until,
        %s, %s, %s
      FROM attempt a
      JOIN transfer e ON e.account = a.account AND e.request = a.request
        AND e.attempt = a.attempt AND e.step IN ('settled', 'released', 'lost')
      LEFT JOIN transfer l ON l.account = a.account AND l.request = a.request
        AND l.attempt = a.attempt AND l.step = 'loss'
      WHERE a.account = ? AND a.request = ? ORDER BY a.attempt"""
          .formatted(
              PaidSql.ofAttempt("p.tickets"),
              PaidSql.ofAttempt(WeiSql.gwei("p.wei")),
              PaidSql.ofAttempt(WeiSql.rest("p.wei")));

  private static final String DONE =
      "INSERT INTO receipted_instance (instance) VALUES (?) ON CONFLICT DO NOTHING";

  private final Database database;
  private final ReceiptBook book;
  private final Journal journal;
  private final InstantSource clock;
  private final Duration kept;

  /**
   * Those of this store.
   *
   * @param kept how long receipts are kept: older orders need none
   */
  public MissingReceipts(
      Database database, ReceiptBook book, Journal journal, InstantSource clock, Duration kept) {
    this.database = database;
    this.book = book;
    this.journal = journal;
    this.clock = clock;
    this.kept = kept;
  }

  /** After its dispatch an order is given so long to leave its receipt itself. */
  static Duration patience(Database database) {
    return database.isShared() ? SHARED_PATIENCE : Duration.ZERO;
  }

  /** Looks through all runs that are over. How many receipts were made. */
  public Future<Integer> make() {
    return instances("", 0)
        .onSuccess(
            made -> {
              if (made > 0) {
                LOG.info("receipts_made_after_crash count={}", made);
              }
            });
  }

  private Future<Integer> instances(String after, int sum) {
    return database
        .read(session -> session.rows(NEXT_INSTANCE, after))
        .map(rows -> rows.getFirst().maybeText(0))
        .compose(
            (Optional<String> next) ->
                next.isEmpty()
                    ? Future.succeededFuture(sum)
                    : instance(next.get()).compose(made -> instances(next.get(), sum + made)));
  }

  private Future<Integer> instance(String instance) {
    return database
        .read(session -> session.rows(KNOWN, instance, instance))
        .compose(known -> known.isEmpty() ? orders(instance, 0) : Future.succeededFuture(0));
  }

  private Future<Integer> orders(String instance, int sum) {
    long from = clock.instant().minus(kept).toEpochMilli();
    long until = clock.instant().minus(patience(database)).toEpochMilli();
    return database
        .read(session -> session.rows(ORDERS, instance, from, until))
        .compose(
            orders ->
                each(orders)
                    .compose(
                        made ->
                            orders.size() == BATCH_ORDERS && made > 0
                                ? orders(instance, sum + made)
                                : done(instance, until).map(sum + made)));
  }

  private Future<Integer> each(List<Row> orders) {
    Future<Integer> made = Future.succeededFuture(0);
    for (Row order : orders) {
      made = made.compose(sum -> order(order.text(0), order.text(1)).map(n -> sum + n));
    }
    return made;
  }

  private Future<Integer> order(String account, String request) {
    return database
        .read(session -> session.rows(ATTEMPTS, account, request))
        .compose(
            rows ->
                rows.isEmpty()
                    ? Future.succeededFuture(0)
                    : journal
                        .record(
                            List.of(
                                book.write(
                                    LedgerReceipt.of(account, request, rows, clock.instant()))))
                        .map(written -> 1));
  }

  private Future<Void> done(String instance, long until) {
    return database
        .read(session -> session.rows(YOUNGER, instance, until))
        .compose(
            younger ->
                younger.getFirst().number(0) > 0
                    ? Future.succeededFuture()
                    : journal.record(List.of(session -> session.change(DONE, instance))));
  }
}
