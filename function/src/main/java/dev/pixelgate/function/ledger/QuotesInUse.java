package dev.pixelgate.function.ledger;

import dev.pixelgate.function.store.Database;
import dev.pixelgate.function.store.Write;
import dev.pixelgate.router.QuoteUsedException;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which request has which quote. Two requests with one quote on this instance are told apart here
 * before anything is held, those on different instances by the store when they dispatch.
 */
final class QuotesInUse {
  private static final String USE =
      """
      INSERT INTO quote_use (quote, account, request, at) VALUES (?, ?, ?, ?)
      ON CONFLICT DO NOTHING
      """;

  private static final String USER =
      "SELECT COUNT(*) FROM quote_use WHERE quote = ? AND NOT (account = ? AND request = ?)";

  private static final String UNUSE =
      """
      DELETE FROM quote_use WHERE quote = ? AND account = ? AND request = ? AND NOT EXISTS (
        SELECT 1 FROM transfer t WHERE t.account = quote_use.account
          AND t.request = quote_use.request AND t.step IN ('settled', 'lost'))""";

  private final Database database;
  private final Map<String, BillTerms> users = new ConcurrentHashMap<>();

  QuotesInUse(Database database) {
    this.database = database;
  }

  /** Whether this request may use its quote; nobody else can here until it is given back. */
  Future<Boolean> take(BillTerms bill, String quote) {
    BillTerms user = users.putIfAbsent(quote, bill);
    if (user != null) {
      return Future.succeededFuture(user.equals(bill));
    }
    return database
        .read(session -> session.rows(USER, quote, bill.account(), bill.request()))
        .map(rows -> rows.getFirst().number(0) == 0)
        .onFailure(e -> giveBack(bill, quote))
        .onSuccess(
            free -> {
              if (!free) {
                giveBack(bill, quote);
              }
            });
  }

  /** The request is over. What it used stays used in the store. */
  void giveBack(BillTerms bill, String quote) {
    users.remove(quote, bill);
  }

  /** Uses it, or fails with {@link QuoteUsedException}. */
  static Write use(BillTerms bill, String quote, Instant at) {
    return session ->
        session
            .change(USE, quote, bill.account(), bill.request(), at.toEpochMilli())
            .compose(v -> session.rows(USER, quote, bill.account(), bill.request()))
            .compose(
                rows ->
                    rows.getFirst().number(0) == 0
                        ? Future.succeededFuture()
                        : Future.failedFuture(new QuoteUsedException(quote)));
  }

  /**
   * Makes it as if it had not been used by this request; not where an attempt of it was lost in the
   * meantime, because its instance was taken for dead.
   */
  static Write unuse(BillTerms bill, String quote) {
    return session -> session.change(UNUSE, quote, bill.account(), bill.request());
  }
}
