package dev.pixelgate.function.retention;

import dev.pixelgate.function.store.Row;
import dev.pixelgate.function.store.Session;
import io.vertx.core.Future;
import java.util.List;

/**
 * Forgets the old receipts at the beginning of a chain, within a transaction. The chain remembers
 * from where on it is kept, so that an audit does not miss what was forgotten.
 *
 * @param before ms since 1970; what is of then or later is kept, and all that comes after it
 */
record OldReceipts(Session session, long before) {
  private static final int BATCH_CHAINS = 20;
  private static final int BATCH_RECEIPTS = 500;

  private static final String CHAINS =
      "SELECT DISTINCT account, instance FROM receipt WHERE at < ? LIMIT " + BATCH_CHAINS;

  /** The first receipt of a chain that is here, and the first one that is not old. */
  private static final String RANGE =
      """
      SELECT MIN(seq), MIN(CASE WHEN at >= ? THEN seq END), MAX(seq)
      FROM receipt WHERE account = ? AND instance = ?""";

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

  private Future<Integer> each(List<Row> chains) {
    Future<Integer> forgotten = Future.succeededFuture(0);
    for (Row chain : chains) {
      forgotten = forgotten.compose(sum -> forget(chain.text(0), chain.text(1)).map(n -> sum + n));
    }
    return forgotten;
  }

  private Future<Integer> forget(String account, String instance) {
    return session
        .rows(RANGE, before, account, instance)
        .map(rows -> keptFrom(rows.getFirst()))
        .compose(
            from ->
                session
                    .change(KEEP, from, account, instance)
                    .compose(kept -> session.change(FORGET, account, instance, from)))
        .compose(
            forgotten -> session.change(FORGET_CHAIN, account, instance).map(gone -> forgotten));
  }

  private static long keptFrom(Row range) {
    long keep = range.maybeNumber(1).orElse(range.number(2) + 1);
    return Math.min(keep, range.number(0) + BATCH_RECEIPTS);
  }
}
