package dev.pixelgate.function.ledger;

import dev.pixelgate.function.store.Row;
import dev.pixelgate.function.store.Session;
import dev.pixelgate.pricing.Usd;
import dev.pixelgate.pricing.ledger.AttemptState;
import dev.pixelgate.router.Claim;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;

/**
 * The end of an attempt that was dispatched.
 *
 * @param claim what it was dispatched for
 * @param hold the money, which moves when this is on disk
 */
record EndBooking(BillTerms bill, Claim claim, AttemptState state, Instant at, Hold hold)
    implements Booking {
  private static final String ENDINGS =
      """
      SELECT step, at FROM transfer
      WHERE account = ? AND request = ? AND attempt = ?
        AND step IN ('settled', 'released', 'lost')
      """;

  @Override
  public void into(Batch batch) {
    batch.transfers(bill, claim.attempt(), at, state.transfers());
    batch.spend(hold, bill.account(), state.charged());
    if (state.owed().compareTo(Usd.ZERO) > 0) {
      OwedWei.of(claim)
          .ifPresent(
              wei ->
                  batch.owe(
                      CreditKey.of(hold.instance(), claim.orchestrator(), claim.capability()),
                      wei));
    }
  }

  @Override
  public Future<Presence> presence(Session session) {
    return session
        .rows(ENDINGS, bill.account(), bill.request(), (long) claim.attempt())
        .map(this::compare);
  }

  private Presence compare(List<Row> endings) {
    if (endings.isEmpty()) {
      return Presence.ABSENT;
    }
    Row ending = endings.getFirst();
    boolean same =
        ending.text(0).equals(state.transfers().getFirst().step().toString())
            && ending.number(1) == at.toEpochMilli();
    return same ? Presence.SAME : Presence.OTHER;
  }

  @Override
  public void written() {
    hold.written();
  }
}
