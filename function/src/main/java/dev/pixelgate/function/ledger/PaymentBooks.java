package dev.pixelgate.function.ledger;

import dev.pixelgate.function.store.Session;
import dev.pixelgate.pricing.PriceFeed;
import dev.pixelgate.pricing.Rate;
import dev.pixelgate.router.livepeer.payment.LostCredit;
import dev.pixelgate.router.livepeer.payment.PaidTickets;
import dev.pixelgate.router.livepeer.payment.PaymentLog;
import io.vertx.core.Future;
import java.math.BigInteger;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Books what orchestrators are paid with tickets, in the commits that orders share. Amounts are
 * rounded up to whole wei, once for each payment. Any thread.
 */
public final class PaymentBooks implements PaymentLog {
  private final Journal journal;
  private final Supplier<String> instance;
  private final PriceFeed rates;
  private final PaidAttempts paid;
  private final InstantSource clock;

  /**
   * The books of a server.
   *
   * @param instance the name of its run; read when a row is written, since it may change
   * @param rates what an ether is worth, for the same amounts in USD
   * @param paid hears what was paid for each attempt
   */
  public PaymentBooks(
      Journal journal,
      Supplier<String> instance,
      PriceFeed rates,
      PaidAttempts paid,
      InstantSource clock) {
    this.journal = journal;
    this.instance = instance;
    this.rates = rates;
    this.paid = paid;
    this.clock = clock;
  }

  @Override
  public Future<Void> paid(PaidTickets tickets) {
    String id = PaymentRow.newId();
    Instant now = clock.instant();
    Optional<Rate> rate = rate(now);
    BigInteger wei = tickets.worth().ceil();
    return journal
        .require(
            List.of(
                session ->
                    new PaymentRow(
                            id,
                            now,
                            CreditKey.of(
                                instance.get(), tickets.orchestrator(), tickets.capability()),
                            Optional.of(tickets.occasion()),
                            tickets.tickets(),
                            wei,
                            rate,
                            Optional.empty())
                        .add(session)))
        .onSuccess(written -> paid.add(tickets.occasion(), tickets.tickets(), wei))
        .onFailure(unsure -> takeBack(id));
  }

  /** Nothing was sent, but a commit whose answer got lost may have been made. */
  private void takeBack(String id) {
    journal.record(List.of(session -> new UnsentPayment(id).takeBack(session)));
  }

  @Override
  public void lost(LostCredit lost) {
    String id = PaymentRow.newId();
    Instant now = clock.instant();
    Optional<Rate> rate = rate(now);
    journal.record(List.of(session -> lost(session, id, now, rate, lost)));
  }

  /**
   * No more than the books have: what a run had that was taken for dead is booked already, and what
   * a fraction was rounded up by is nobody's.
   */
  private Future<Void> lost(
      Session session, String id, Instant now, Optional<Rate> rate, LostCredit lost) {
    CreditKey key = CreditKey.of(instance.get(), lost.orchestrator(), lost.capability());
    return CreditRows.of(session, key)
        .compose(
            sums -> {
              BigInteger wei = lost.amount().ceil().min(sums.left());
              return wei.signum() > 0
                  ? PaymentRow.lost(id, now, key, wei, rate, lost.reason().toString()).add(session)
                  : Future.succeededFuture();
            });
  }

  private Optional<Rate> rate(Instant now) {
    return rates.newest().filter(rate -> rate.isFresh(now));
  }
}
