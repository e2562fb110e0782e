package dev.pixelgate.router.livepeer.payment;

import dev.pixelgate.pricing.Pixels;
import dev.pixelgate.pricing.WeiAmount;
import dev.pixelgate.pricing.WeiPerPixel;
import dev.pixelgate.router.livepeer.Opening;
import dev.pixelgate.router.livepeer.Purchase;
import dev.pixelgate.router.livepeer.Session;
import io.vertx.core.Future;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * Gets tickets signed for one purchase, and does what each of the signer's refusals asks for: newer
 * parameters, a new beginning, another try. Confined to one event loop.
 */
final class Signing {
  /** As go-livepeer allows itself. */
  private static final int MOST_RENEWALS = 4;

  private static final int MOST_FAILURES = 3;
  private static final long PAUSE_MILLIS = 100;

  private final SignerPayments payments;
  private final Purchase purchase;
  private final TimeLeft time;
  private final Pair pair;
  private int renewals;
  private int failures;

  Signing(SignerPayments payments, Purchase purchase, TimeLeft time, Pair pair) {
    this.payments = payments;
    this.purchase = purchase;
    this.time = time;
    this.pair = pair;
  }

  /** What came of it. */
  sealed interface Result {
    /** Signed; the pair knows. */
    record Done(Signed signed) implements Result {}

    /** The orchestrator asks another price now. */
    record Repriced(WeiPerPixel now) implements Result {}

    /** The orchestrator wants other tickets now; the pair has its newest answer. */
    record Changed() implements Result {}

    /** The signer is not there; a phrase after the orchestrator's name. */
    record Unsigned(String problem) implements Result {}

    /** Nothing is signed for this orchestrator as it is; a phrase after its name. */
    record Refused(String problem) implements Result {}
  }

  /** Gets so many tickets signed, or less where the signer takes that for too many. */
  Future<Result> sign(int tickets) {
    if (time.isOver()) {
      return unsigned("was not paid in time");
    }
    if (payments.isSignerAway()) {
      return unsigned("cannot be paid, the signer did not answer a moment ago");
    }
    if (!pair.hasNumbersFor(tickets)) {
      return renewed(pair::renew, tickets);
    }
    Pixels pixels = pair.pixelsFor(tickets);
    return payments
        .client()
        .tickets(
            new SignerClient.TicketsWanted(
                pair.session().bytes(),
                pixels.count(),
                purchase.manifest(),
                purchase.requested(),
                pair.state()))
        .compose(answer -> read(answer, tickets, pixels));
  }

  private Future<Result> read(SignerAnswer answer, int tickets, Pixels pixels) {
    return switch (answer) {
      case SignerAnswer.Tickets(Signed signed) -> take(signed, pixels);
      case SignerAnswer.TooOld() -> renewed(pair::renew, tickets);
      case SignerAnswer.TooDear(String text) ->
          pair.state().isPresent()
              ? renewed(pair::restart, tickets)
              : refused("cannot be paid, its price is too high for the signer: " + text);
      case SignerAnswer.Enough() -> renewed(pair::restart, tickets);
      case SignerAnswer.Refused(int status, String text)
          when text.contains("exceeds maximum") && tickets > 1 ->
          sign(tickets / 2);
      case SignerAnswer.Refused(int status, String text) when status != 400 -> {
        payments.signerIsAway();
        yield unsigned("cannot be paid, the signer answered %d: %s".formatted(status, text));
      }
      case SignerAnswer.Refused(int status, String text) ->
          pair.state().isPresent()
              ? renewed(pair::restart, tickets)
              : refused("cannot be paid, the signer answered %d: %s".formatted(status, text));
      case SignerAnswer.Away(String problem) -> later(problem, tickets);
    };
  }

  /** Nothing that is worth more than was asked for, at no other price. */
  private Future<Result> take(Signed signed, Pixels pixels) {
    BigInteger expected = pair.ticketsFor(pixels);
    boolean right =
        signed.tickets() > 0
            && BigInteger.valueOf(signed.tickets()).compareTo(expected) <= 0
            && signed.worth().equals(pair.ticket().times(signed.tickets()))
            && signed.price().equals(Optional.of(pair.price()));
    if (!right) {
      return unsigned(
          "cannot be paid, the signer signed %d tickets where %s were asked for"
              .formatted(signed.tickets(), expected));
    }
    pair.signed(signed, pixels);
    return Future.succeededFuture(new Result.Done(signed));
  }

  private Future<Result> renewed(BiConsumer<Session, Instant> with, int tickets) {
    renewals++;
    if (renewals > MOST_RENEWALS) {
      return refused("cannot be paid, the signer refuses its newest tickets");
    }
    return purchase
        .sessions()
        .own(purchase.capability())
        .compose(
            opening ->
                switch (opening) {
                  case Opening.Refused(String text) -> refused("would not answer: " + text);
                  case Opening.Failed(String problem, boolean distrusted) -> refused(problem);
                  case Opening.Open(Session session) -> renewed(session, with, tickets);
                });
  }

  private Future<Result> renewed(Session session, BiConsumer<Session, Instant> with, int tickets) {
    Optional<WeiPerPixel> now = session.quote();
    Optional<String> unpayable = payments.unpayable(session);
    if (now.isEmpty() || unpayable.isPresent()) {
      return refused(unpayable.orElse("quotes no price any more"));
    }
    if (!now.get().equals(pair.price())) {
      return Future.succeededFuture(new Result.Repriced(now.get()));
    }
    WeiAmount before = pair.ticket();
    with.accept(session, payments.clock().instant());
    return pair.ticket().equals(before)
        ? sign(tickets)
        : Future.succeededFuture(new Result.Changed());
  }

  private Future<Result> later(String problem, int tickets) {
    failures++;
    if (failures >= MOST_FAILURES || time.isOver()) {
      payments.signerIsAway();
      return unsigned("cannot be paid, the signer " + problem);
    }
    return payments.vertx().timer(PAUSE_MILLIS * failures).compose(passed -> sign(tickets));
  }

  private static Future<Result> unsigned(String problem) {
    return Future.succeededFuture(new Result.Unsigned(problem));
  }

  private static Future<Result> refused(String problem) {
    return Future.succeededFuture(new Result.Refused(problem));
  }
}
