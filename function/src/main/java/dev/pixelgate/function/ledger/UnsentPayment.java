package dev.pixelgate.function.ledger;

import dev.pixelgate.function.store.Row;
import dev.pixelgate.function.store.Session;
import dev.pixelgate.function.store.WeiSql;
import io.vertx.core.Future;
import java.math.BigInteger;

/**
 * A payment that was written down and whose commit was not confirmed, so that nothing was sent: the
 * only row that is taken back.
 */
record UnsentPayment(String id) {
  /** Of a run that is over it is counted among what that has lost, and stays. */
  private static final String TAKE_BACK =
      """
      DELETE FROM payment WHERE id = ?
        AND EXISTS (SELECT 1 FROM instance i WHERE i.id = payment.instance)
      RETURNING instance, orchestrator, pipeline, model, wei""";

  private static final String SUBTRACT =
      """
      UPDATE credit SET paid_gwei = paid_gwei - ?, paid_rest = paid_rest - ?
      WHERE instance = ? AND orchestrator = ? AND pipeline = ? AND model = ?""";

  Future<Void> takeBack(Session session) {
    return session
        .rows(TAKE_BACK, id)
        .compose(
            rows -> rows.isEmpty() ? Future.succeededFuture() : subtract(session, rows.getFirst()));
  }

  private static Future<Void> subtract(Session session, Row row) {
    BigInteger wei = new BigInteger(row.text(4));
    return session
        .change(
            SUBTRACT,
            WeiSql.gwei(wei),
            WeiSql.rest(wei),
            row.text(0),
            row.text(1),
            row.text(2),
            row.text(3))
        .mapEmpty();
  }
}
