package dev.pixelgate.function.ledger;

import dev.pixelgate.function.store.Write;
import dev.pixelgate.pricing.Usd;
import dev.pixelgate.pricing.ledger.AttemptState;
import dev.pixelgate.pricing.ledger.AttemptTerms;
import dev.pixelgate.router.Bill;
import dev.pixelgate.router.Claim;
import dev.pixelgate.router.Ending;
import dev.pixelgate.router.Reservation;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The bill of one order in the ledger. Confined to the event loop of its order.
 *
 * <p>The end of an attempt waits a moment for what may belong to it: if it was the last one, it is
 * written with what the order leaves, by {@link #close}; otherwise when the next attempt asks for
 * its money.
 */
public final class LedgerBill implements Bill {
  /** So long the money of a failed attempt waits for the next step of its order. */
  private static final long MOST_WAITING_MILLIS = 100;

  private final Books books;
  private final BillTerms terms;
  private final List<BilledAttempt> attempts = new ArrayList<>();
  private BillStage stage = new BillStage.Idle();
  private Optional<EndBooking> ended = Optional.empty();
  private Usd charged = Usd.ZERO;
  private Usd owed = Usd.ZERO;
  private boolean quoteUsed;
  private boolean closed;

  LedgerBill(Books books, BillTerms terms) {
    this.books = books;
    this.terms = terms;
  }

  @Override
  public Future<Reservation> reserve(Claim claim) {
    writeEnd();
    if (!books.journal().isAvailable()) {
      return Future.succeededFuture(new Reservation.Unavailable("the store cannot be written"));
    }
    if (!(stage instanceof BillStage.Idle)) {
      throw new IllegalStateException("reserves attempt " + claim.attempt() + " while " + stage);
    }
    stage = new BillStage.Asking();
    return terms.quote().isPresent()
        ? underQuote(claim, terms.quote().get())
        : onBudget(claim, claim.charge());
  }

  private Future<Reservation> underQuote(Claim claim, QuoteTerms quote) {
    return books
        .quotes()
        .take(terms, quote.id())
        .compose(
            free -> {
              if (!free) {
                stage = new BillStage.Idle();
                return Future.succeededFuture(new Reservation.QuoteUsed(quote.id()));
              }
              Usd left = quote.most().minus(charged);
              return onBudget(claim, claim.charge().compareTo(left) <= 0 ? claim.charge() : left);
            })
        .recover(e -> Future.succeededFuture(unavailable(String.valueOf(e.getMessage()))));
  }

  private Future<Reservation> onBudget(Claim claim, Usd charge) {
    return books
        .hold(terms.account(), charge)
        .map(
            answer ->
                switch (answer) {
                  case SliceAnswer.Granted granted -> granted(claim, charge, granted.hold());
                  case SliceAnswer.Refused refused -> {
                    stage = new BillStage.Idle();
                    yield new Reservation.OverBudget(refused.state(), charge);
                  }
                  case SliceAnswer.Unavailable away -> unavailable(away.reason());
                });
  }

  private Reservation unavailable(String reason) {
    stage = new BillStage.Idle();
    return new Reservation.Unavailable(reason);
  }

  private Reservation granted(Claim claim, Usd charge, Hold hold) {
    if (stage instanceof BillStage.GivenUp) {
      hold.giveBack();
      stage = new BillStage.Idle();
    } else {
      AttemptTerms money =
          new AttemptTerms(terms.account(), claim.orchestrator(), charge, claim.charge());
      stage = new BillStage.Held(claim, new AttemptState.Reserved(money), hold);
      books.reserved(charge);
    }
    return new Reservation.Granted(charge);
  }

  @Override
  public Future<Void> dispatch() {
    if (!(stage instanceof BillStage.Held held)) {
      throw new IllegalStateException("dispatches while " + stage);
    }
    if (!books.journal().isAvailable()) {
      return Future.failedFuture(new StoreAwayException("the store cannot be written"));
    }
    BegunHold hold = books.begin(held.hold());
    Instant now = hold.at();
    AttemptState.Dispatched state = held.state().dispatch();
    List<Write> writes = new ArrayList<>();
    terms.quote().ifPresent(quote -> writes.add(QuotesInUse.use(terms, quote.id(), now)));
    writes.add(
        new DispatchBooking(hold.instance(), hold.period(), terms, held.claim(), state, now));
    Future<Void> written = books.journal().require(writes);
    BillStage.Dispatching dispatching = new BillStage.Dispatching(held.claim(), held.state(), hold);
    stage = dispatching;
    return written.onSuccess(
        v -> {
          if (stage.equals(dispatching)) {
            stage = new BillStage.Dispatched(held.claim(), state, hold, now);
            attempts.add(
                new BilledAttempt(
                    held.claim(), state.terms().charge(), now, Optional.empty(), Optional.empty()));
          }
        });
  }

  @Override
  public void end(Ending ending) {
    switch (stage) {
      case BillStage.Asking asking -> stage = new BillStage.GivenUp();
      case BillStage.Held held -> {
        giveBack(held.state().giveBack(), ending);
        held.hold().giveBack();
      }
      case BillStage.Dispatching dispatching -> end(dispatching, ending);
      case BillStage.Dispatched dispatched -> end(dispatched, ending);
      case BillStage.Idle idle -> throw new IllegalStateException("ends no attempt: " + ending);
      case BillStage.GivenUp given -> throw new IllegalStateException("ends twice: " + ending);
    }
  }

  private void giveBack(AttemptState.Returned state, Ending ending) {
    if (!(ending instanceof Ending.Released)) {
      throw new IllegalStateException("nothing was sent, and yet it ends " + ending);
    }
    stage = new BillStage.Idle();
    books.ended(state.terms().charge());
  }

  /** Nothing is sent, but the attempt may be on disk. */
  private void end(BillStage.Dispatching dispatching, Ending ending) {
    giveBack(dispatching.state().giveBack(), ending);
    Hold hold = dispatching.hold();
    books
        .journal()
        .record(
            List.of(new UnsureRelease(terms, dispatching.claim().attempt(), books.now(), hold)));
    hold.release();
  }

  private void end(BillStage.Dispatched dispatched, Ending ending) {
    Instant now = books.now();
    AttemptState end = ended(dispatched, ending);
    ended = Optional.of(new EndBooking(terms, dispatched.claim(), end, now, dispatched.hold()));
    stage = new BillStage.Idle();
    charged = charged.plus(end.charged());
    owed = owed.plus(end.owed());
    quoteUsed |= !(end instanceof AttemptState.Released || end instanceof AttemptState.Borne);
    BilledAttempt begun = attempts.removeLast();
    attempts.add(
        new BilledAttempt(
            begun.claim(),
            begun.charge(),
            begun.dispatchedAt(),
            Optional.of(ending),
            Optional.of(now)));
    books.ended(begun.charge());
    if (closed) {
      writeEnd();
    } else if (!(ending instanceof Ending.Settled)) {
      books.soon(MOST_WAITING_MILLIS, this::writeEnd);
    }
  }

  private static AttemptState ended(BillStage.Dispatched dispatched, Ending ending) {
    AttemptState.Dispatched state = dispatched.state();
    return switch (ending) {
      case Ending.Settled settled -> owed(state, settled.owed()).settle();
      case Ending.Lost lost -> owed(state, lost.owed()).lose();
      case Ending.Borne borne -> owed(state, borne.owed()).bear();
      case Ending.Released released -> state.release();
    };
  }

  /** What an attempt is owed was fixed when it was dispatched. */
  private static AttemptState.Dispatched owed(AttemptState.Dispatched state, Usd owed) {
    if (!owed.equals(state.terms().owed())) {
      throw new IllegalArgumentException(
          "an attempt that was dispatched for %s ends with %s owed"
              .formatted(state.terms().owed(), owed));
    }
    return state;
  }

  /** Writes the end of an attempt by itself, if it is not written. */
  private void writeEnd() {
    takeEnd().ifPresent(end -> write(List.of(end), end));
  }

  private Optional<EndBooking> takeEnd() {
    Optional<EndBooking> taken = ended;
    ended = Optional.empty();
    return taken;
  }

  /** Its money may be used by what is written after it. */
  private Future<Void> write(List<Write> writes, EndBooking end) {
    Future<Void> written = books.journal().record(writes);
    if (end.state() instanceof AttemptState.Released || end.state() instanceof AttemptState.Borne) {
      end.hold().release();
    }
    return written;
  }

  /**
   * Writes the last ending together with what else the order leaves, in one transaction: all of it
   * or nothing. To be called once, for every bill, after its last attempt has ended. Completes when
   * that is on disk, or as soon as the store is known to be away (it is written when the store is
   * back); never fails.
   */
  public Future<Void> close(List<Write> more) {
    closed = true;
    List<Write> writes = new ArrayList<>();
    Optional<EndBooking> end = takeEnd();
    end.ifPresent(writes::add);
    terms.quote().ifPresent(quote -> giveBack(quote, writes));
    writes.addAll(more);
    if (end.isPresent()) {
      return write(writes, end.get());
    }
    return writes.isEmpty() ? Future.succeededFuture() : books.journal().record(writes);
  }

  private void giveBack(QuoteTerms quote, List<Write> writes) {
    if (!quoteUsed && !attempts.isEmpty()) {
      writes.add(QuotesInUse.unuse(terms, quote.id()));
    }
    books.quotes().giveBack(terms, quote.id());
  }

  /** What the account pays for the attempts that have ended. */
  public Usd charged() {
    return charged;
  }

  /** What orchestrators are owed for the attempts that have ended. */
  public Usd owed() {
    return owed;
  }

  /** The attempts that were about to be sent, in their order. */
  public List<BilledAttempt> attempts() {
    return List.copyOf(attempts);
  }
}
