package dev.pixelgate.function.retention;

import dev.pixelgate.function.store.Row;
import dev.pixelgate.function.store.Session;
import io.vertx.core.Future;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * Forgets the old receipts at the beginning of a chain, within a transaction. The chain remembers
 * from where on it is kept, so that an audit does not miss what was forgotten.
 *
 * @param before ms since 1970; what is of then or later is kept, and all that comes after it
 */
record OldReceipts(Session session, long before) {
  private static final int BATCH_RECEIPTS = 500;

  /** Of some of the oldest receipts; a chain stands there as often as it has any. */
  private static final String CHAINS =
      "SELECT account, instance FROM receipt WHERE at < ? ORDER BY at LIMIT " + BATCH_RECEIPTS;

  private static final String FIRST =
      "SELECT seq, at FROM receipt WHERE account = ? AND instance = ? ORDER BY seq LIMIT "
          + BATCH_RECEIPTS;

  private static final String KEEP =
      "UPDATE receipt_chain SET kept_from = ? WHERE account = ? AND instance = ?";

  private static final String FORGET =
      "DELETE FROM receipt WHERE account = ? AND instance = ? AND seq < ?";

  /** The end of a chain stays as long as its server may go on with it. */
  private static final String FORGET_CHAIN =
      """
      DELETE FROM receipt_chain WHERE account = ? AND instance = ? AND kept_from > seq
        AND NOT EXISTS (SELECT 1 FROM instance i WHERE i.id = receipt_chain.instance)""";

  /** Forgets those of some chains. How many that were; 0 when there are no more. */
  Future<Integer> forget() {
    return session.rows(CHAINS, before).compose(this::each);
  }

  private Future<Integer> each(List<Row> receipts) {
    Future<Integer> forgotten = Future.succeededFuture(0);
    for (Chain chain : new LinkedHashSet<>(receipts.stream().map(Chain::of).toList())) {
      forgotten =
          forgotten.compose(sum -> forget(chain.account(), chain.instance()).map(n -> sum + n));
    }
    return forgotten;
  }

  private Future<Integer> forget(String account, String instance) {
    return session
        .rows(FIRST, account, instance)
        .map(this::keptFrom)
        .compose(
            from ->
                session
                    .change(KEEP, from, account, instance)
                    .compose(kept -> session.change(FORGET, account, instance, from)))
        .compose(
            forgotten -> session.change(FORGET_CHAIN, account, instance).map(gone -> forgotten));
  }

  /** The first that is not old, or what comes after those that were looked at. */
  private long keptFrom(List<Row> first) {
    for (Row receipt : first) {
      if (receipt.number(1) >= before) {
        return receipt.number(0);
      }
    }
    return first.getLast().number(0) + 1;
  }

  private record Chain(String account, String instance) {
    static Chain of(Row row) {
      return new Chain(row.text(0), row.text(1));
    }
  }
}
