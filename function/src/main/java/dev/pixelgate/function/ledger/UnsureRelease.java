package dev.pixelgate.function.ledger;

import dev.pixelgate.function.store.Session;
import io.vertx.core.Future;
import java.time.Instant;

/**
 * Releases an attempt that was never sent, and that may be on disk as dispatched: its commit
 * failed, or was not waited for.
 */
record UnsureRelease(BillTerms bill, int attempt, Instant at, Hold hold) implements Booking {
  private static final String RELEASE =
      """
      INSERT INTO transfer (account, request, attempt, step, at, debit, credit, amount)
      SELECT a.account, a.request, a.attempt, 'released', CAST(? AS BIGINT),
        'reserved:' || a.account, 'budget:' || a.account, a.charge
      FROM attempt a
      WHERE a.account = ? AND a.request = ? AND a.attempt = ?
        AND NOT EXISTS (
          SELECT 1 FROM transfer t
          WHERE t.account = a.account AND t.request = a.request AND t.attempt = a.attempt
            AND t.step IN ('settled', 'released', 'lost'))
      """;

  @Override
  public void into(Batch batch) {
    batch.after(
        session ->
            session.change(
                RELEASE, at.toEpochMilli(), bill.account(), bill.request(), (long) attempt));
  }

  /** It changes nothing when it is made again. */
  @Override
  public Future<Presence> presence(Session session) {
    return Future.succeededFuture(Presence.ABSENT);
  }

  @Override
  public void written() {
    hold.written();
  }
}
