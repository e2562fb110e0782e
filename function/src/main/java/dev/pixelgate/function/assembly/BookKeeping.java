package dev.pixelgate.function.assembly;

import dev.pixelgate.function.config.Configuration;
import dev.pixelgate.function.config.PaymentRules;
import dev.pixelgate.function.http.Accounting;
import dev.pixelgate.function.ledger.Ledger;
import dev.pixelgate.function.ledger.PaidAttempts;
import dev.pixelgate.function.receipt.MissingReceipts;
import dev.pixelgate.function.receipt.OrderReceipts;
import dev.pixelgate.function.receipt.ReceiptBook;
import dev.pixelgate.function.retention.Retention;
import dev.pixelgate.function.retention.RetentionRules;
import dev.pixelgate.function.sale.Receipts;
import dev.pixelgate.function.signing.Signer;
import dev.pixelgate.function.statement.CreditBook;
import dev.pixelgate.function.statement.Credits;
import dev.pixelgate.function.statement.StatementBook;
import dev.pixelgate.function.store.Database;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a gateway keeps of its accounts' money beside the ledger, and what it tells of it. */
final class BookKeeping {
  private static final Logger LOG = LoggerFactory.getLogger(BookKeeping.class);
  private static final long MISSING_EVERY_MILLIS = Duration.ofMinutes(10).toMillis();

  private final Vertx vertx;
  private final Receipts receipts;
  private final Accounting accounting;
  private final MissingReceipts missing;
  private final Retention retention;
  private final boolean background;
  private volatile long timer = -1;

  BookKeeping(
      Vertx vertx,
      Database database,
      Configuration configuration,
      Ledger ledger,
      PaidAttempts paid,
      Signer signer,
      InstantSource clock) {
    this.vertx = vertx;
    this.background = configuration.background();
    ReceiptBook book = new ReceiptBook(database, ledger::instance);
    Duration kept = configuration.ledger().receipts();
    this.receipts = new OrderReceipts(book, configuration.policy(), paid, clock);
    this.accounting =
        new Accounting(
            book,
            signer,
            new StatementBook(database),
            () -> credits(database, configuration, clock),
            ledger::state,
            clock);
    this.missing = new MissingReceipts(database, book, ledger.journal(), clock, kept);
    this.retention =
        new Retention(
            vertx,
            database,
            new RetentionRules(configuration.ledger().keep(), kept, configuration.decisionsKeep()),
            clock);
  }

  private static Future<Credits> credits(
      Database database, Configuration configuration, InstantSource clock) {
    return new CreditBook(database, configuration.limits().request(), clock)
        .lines()
        .map(lines -> new Credits(lines, configuration.payments().map(PaymentRules::maxFloat)));
  }

  /** Of orders that end. */
  Receipts receipts() {
    return receipts;
  }

  /** For who asks. */
  Accounting accounting() {
    return accounting;
  }

  /** Begins to look after what crashes left out and what has become old. */
  void start() {
    timer = vertx.setPeriodic(MISSING_EVERY_MILLIS, fired -> makeMissing());
    makeMissing();
    if (background) {
      retention.start();
    }
  }

  /** What has become old, beside a request, where there is no background. Never fails. */
  Future<Void> catchUp() {
    return retention.catchUp();
  }

  private void makeMissing() {
    missing
        .make()
        .onFailure(e -> LOG.warn("receipts after crash=not made reason={}", e.toString()));
  }

  void stop() {
    vertx.cancelTimer(timer);
    retention.stop();
  }
}
