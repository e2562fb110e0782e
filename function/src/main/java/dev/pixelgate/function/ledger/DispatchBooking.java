package dev.pixelgate.function.ledger;

import dev.pixelgate.function.store.Session;
import dev.pixelgate.pricing.ledger.AttemptState;
import dev.pixelgate.pricing.ledger.AttemptTerms;
import dev.pixelgate.router.Claim;
import dev.pixelgate.router.Owing;
import io.vertx.core.Future;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An attempt that is about to be sent.
 *
 * @param instance whose slice holds its money, and who has to end it
 * @param period of the budget; empty without one
 */
record DispatchBooking(
    String instance,
    String period,
    BillTerms bill,
    Claim claim,
    AttemptState.Dispatched state,
    Instant at)
    implements Booking {
  @Override
  public void into(Batch batch) {
    batch.attempt(row());
    batch.transfers(bill, claim.attempt(), at, state.transfers());
  }

  private List<@Nullable Object> row() {
    AttemptTerms terms = state.terms();
    List<@Nullable Object> row = new ArrayList<>(20);
    row.add(bill.account());
    row.add(bill.request());
    row.add((long) claim.attempt());
    row.add(instance);
    row.add(period);
    row.add(claim.orchestrator());
    row.add(claim.capability().pipeline().toString());
    row.add(claim.capability().model());
    row.add(claim.pixels().count());
    row.add(claim.price().toString());
    row.add(terms.charge().picodollars());
    row.add(terms.owed().picodollars());
    row.add(OwedWei.of(claim).map(BigInteger::toString).orElse(null));
    row.add(claim.rate().map(rate -> rate.usdPerEther().toPlainString()).orElse(null));
    row.add(claim.rate().flatMap(RateColumns::until).orElse(null));
    row.add(claim.owing() == Owing.ON_SUCCESS ? 0L : 1L);
    row.add(bill.quote().map(QuoteTerms::id).orElse(null));
    row.add(at.toEpochMilli());
    return row;
  }

  @Override
  public Future<Presence> presence(Session session) {
    return session
        .rows(
            "SELECT 1 FROM attempt WHERE account = ? AND request = ? AND attempt = ?",
            bill.account(),
            bill.request(),
            (long) claim.attempt())
        .map(rows -> rows.isEmpty() ? Presence.ABSENT : Presence.SAME);
  }
}
