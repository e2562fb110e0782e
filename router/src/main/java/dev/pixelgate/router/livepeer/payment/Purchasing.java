package dev.pixelgate.router.livepeer.payment;

import dev.pixelgate.pricing.WeiAmount;
import dev.pixelgate.pricing.WeiPerPixel;
import dev.pixelgate.router.livepeer.Opening;
import dev.pixelgate.router.livepeer.PaidJob;
import dev.pixelgate.router.livepeer.Paying;
import dev.pixelgate.router.livepeer.Payments.Sender;
import dev.pixelgate.router.livepeer.Purchase;
import dev.pixelgate.router.livepeer.Session;
import dev.pixelgate.router.livepeer.wire.Payment;
import dev.pixelgate.router.livepeer.wire.PriceInfo;
import io.vertx.core.Future;
import java.math.BigInteger;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Function;

/**
 * Pays for one job: looks at what the orchestrator asks now, at what it holds of ours, has tickets
 * signed for what is missing, sends all but the last of them ahead. Confined to one event loop.
 */
final class Purchasing {
  /** An honest orchestrator changes its tickets, or is restarted, once in a while. */
  private static final int MOST_PLANS = 3;

  private final SignerPayments signer;
  private final Till till;
  private final Purchase purchase;
  private final Sender sender;
  private final TimeLeft time;
  private WeiAmount ticket = WeiAmount.ZERO;
  private int plans;

  Purchasing(SignerPayments signer, Till till, Purchase purchase, Sender sender) {
    this.signer = signer;
    this.till = till;
    this.purchase = purchase;
    this.sender = sender;
    this.time = new TimeLeft(purchase.remaining(), purchase.cancellation());
  }

  Future<Paying> pay() {
    purchase.cancellation().onCancel(till::wake);
    return again();
  }

  private Future<Paying> again() {
    return opened(purchase.sessions().session(purchase.capability()), this::priced);
  }

  private static Future<Paying> opened(
      Future<Opening> asked, Function<Session, Future<Paying>> next) {
    return asked.compose(
        opening ->
            switch (opening) {
              case Opening.Refused(String text) -> refused("would not answer: " + text);
              case Opening.Failed(String problem, boolean distrusted) -> refused(problem);
              case Opening.Open(Session session) -> next.apply(session);
            });
  }

  /** The price is looked at after every answer of the orchestrator, a fraction of it decides. */
  private Optional<Paying> objection(Session session) {
    Optional<WeiPerPixel> now = session.quote();
    if (now.isEmpty()) {
      return Optional.of(new Paying.Refused("quotes no price any more"));
    }
    if (!now.get().equals(purchase.agreed())) {
      return Optional.of(new Paying.Repriced(now.get()));
    }
    return signer.unpayable(session).map(Paying.Refused::new);
  }

  private Future<Paying> priced(Session session) {
    return objection(session).map(Future::succeededFuture).orElseGet(() -> enter(session));
  }

  private Future<Paying> enter(Session session) {
    if (time.isOver()) {
      return unpaid("was not paid in time");
    }
    if (plans == MOST_PLANS) {
      return refused("asks for other tickets, or forgets them, each time");
    }
    ticket = Signed.ticket(session.info().getTicketParams());
    int seen = till.ends().get();
    Credit.Plan plan =
        till.credit()
            .enter(
                WeiAmount.cost(purchase.agreed(), purchase.pixels()),
                signer.terms(ticket),
                signer.clock().instant());
    return switch (plan) {
      case Credit.Plan.Covered(Flight flight) -> orGiveUp(flight, covered(session, flight));
      case Credit.Plan.Buy(Flight flight, int tickets) -> {
        plans++;
        yield buy(flight, tickets);
      }
      case Credit.Plan.TooMany(BigInteger tickets) ->
          refused("wants %s tickets for this job".formatted(tickets));
      case Credit.Plan.Full f when till.dropSpares() -> again();
      case Credit.Plan.Full full when full.others() ->
          till.nextEnd(signer.vertx(), seen).compose(ended -> again());
      case Credit.Plan.Full(WeiAmount unused, boolean _) ->
          refused(
              "would hold %s wei of ours, over payments.max-float of %s"
                  .formatted(unused.ceil(), signer.settings().maxFloat()));
    };
  }

  /** Plans anew, with what the orchestrator and the signer say now. */
  private Future<Paying> planAnew(Flight flight) {
    till.giveUp(flight);
    return again();
  }

  /** A payment without tickets: what the job costs is taken from what was paid before. */
  private String nothing(Session session) {
    PriceInfo price = session.info().getPriceInfo();
    return Base64.getEncoder()
        .encodeToString(
            Payment.newBuilder()
                .setSender(sender.address())
                .setExpectedPrice(
                    PriceInfo.newBuilder()
                        .setPricePerUnit(price.getPricePerUnit())
                        .setPixelsPerUnit(price.getPixelsPerUnit()))
                .build()
                .toByteArray());
  }

  /** Whatever comes of it but a paid job is no job. */
  private Future<Paying> orGiveUp(Flight flight, Future<Paying> paying) {
    return paying.onComplete(
        paid -> {
          if (paid.failed() || !(paid.result() instanceof Paying.Ready)) {
            till.giveUp(flight);
          }
        });
  }

  private Future<Paying> buy(Flight flight, int tickets) {
    return orGiveUp(flight, leased(pair -> cover(pair, flight, tickets)));
  }

  /** Goes without tickets; where nothing is known that lets it in, one is signed for that. */
  private Future<Paying> covered(Session session, Flight flight) {
    Optional<Credentials> known = till.credentials(signer.clock().instant());
    return known.isPresent()
        ? without(session, flight, known.get())
        : leased(pair -> introduced(pair, flight));
  }

  private Future<Paying> without(Session session, Flight flight, Credentials credentials) {
    return ready(
        Settlement.without(
            till, flight, credentials, nothing(session), signer.clock(), signer::restarted));
  }

  private Future<Paying> introduced(Pair pair, Flight flight) {
    if (pair.spare().isPresent()) {
      return introduced(pair, flight, pair.spare().get().signed());
    }
    return signed(
        pair,
        flight,
        1,
        signed -> {
          till.keep(pair, signed, false);
          return introduced(pair, flight, signed);
        });
  }

  private Future<Paying> introduced(Pair pair, Flight flight, Signed signed) {
    Credentials credentials = new Credentials(signed.segment(), pair.session(), pair.epoch());
    till.credentials().set(credentials);
    till.giveBack(pair);
    return without(pair.session(), flight, credentials);
  }

  /** A pair for the time of this job, or why there is none. */
  private sealed interface Lease {
    record Of(Pair pair) implements Lease {}

    record Not(Paying why) implements Lease {}
  }

  private Future<Paying> leased(Function<Pair, Future<Paying>> use) {
    return lease()
        .compose(
            lease ->
                switch (lease) {
                  case Lease.Not(Paying why) -> Future.succeededFuture(why);
                  case Lease.Of(Pair pair) -> use.apply(pair);
                });
  }

  private Future<Lease> lease() {
    Optional<Pair> known = till.take(purchase.agreed(), ticket, signer.clock().instant());
    if (known.isPresent()) {
      return Future.succeededFuture(new Lease.Of(known.get()));
    }
    int epoch = till.holdings().epoch();
    return purchase
        .sessions()
        .own(purchase.capability())
        .map(
            opening ->
                switch (opening) {
                  case Opening.Refused(String text) ->
                      new Lease.Not(new Paying.Refused("would not answer: " + text));
                  case Opening.Failed(String problem, boolean distrusted) ->
                      new Lease.Not(new Paying.Refused(problem));
                  case Opening.Open(Session own) ->
                      objection(own)
                          .<Lease>map(Lease.Not::new)
                          .orElseGet(() -> new Lease.Of(pair(own, epoch)));
                });
  }

  private Pair pair(Session own, int epoch) {
    return new Pair(own, purchase.agreed(), epoch, signer.clock().instant());
  }

  private Future<Paying> cover(Pair pair, Flight flight, int tickets) {
    if (!pair.ticket().equals(ticket)) {
      till.giveBack(pair);
      return planAnew(flight);
    }
    Optional<Pair.Spare> spare = till.takeSpare(pair);
    return spare.isPresent()
        ? spare(pair, flight, spare.get(), tickets)
        : sign(pair, flight, tickets);
  }

  /** Tickets that another job left over; they may be more than this one needs. */
  private Future<Paying> spare(Pair pair, Flight flight, Pair.Spare spare, int tickets) {
    Signed signed = spare.signed();
    WeiAmount most = signer.settings().maxFloat();
    boolean fits = signed.tickets() <= tickets || till.credit().swap(flight, signed.worth(), most);
    if (!fits) {
      till.keep(pair, signed, spare.written());
      till.dropSpare(pair);
      return sign(pair, flight, tickets);
    }
    return spare.written()
        ? next(pair, flight, signed, tickets)
        : written(pair, flight, signed, tickets);
  }

  private Future<Paying> sign(Pair pair, Flight flight, int tickets) {
    int part = Math.min(tickets, signer.terms(ticket).atOnce());
    return signed(pair, flight, part, signed -> written(pair, flight, signed, tickets));
  }

  private Future<Paying> signed(
      Pair pair, Flight flight, int tickets, Function<Signed, Future<Paying>> use) {
    return new Signing(signer, purchase, time, pair)
        .sign(tickets)
        .compose(
            result ->
                switch (result) {
                  case Signing.Result.Repriced(WeiPerPixel now) -> {
                    till.dropSpare(pair);
                    yield Future.succeededFuture(new Paying.Repriced(now));
                  }
                  case Signing.Result.Changed() -> {
                    till.giveBack(pair);
                    yield planAnew(flight);
                  }
                  case Signing.Result.Unsigned(String problem) -> {
                    till.giveBack(pair);
                    yield unpaid(problem);
                  }
                  case Signing.Result.Refused(String problem) -> {
                    till.giveBack(pair);
                    yield refused(problem);
                  }
                  case Signing.Result.Done(Signed signed) -> use.apply(signed);
                });
  }

  /** Nothing leaves that is not on disk. */
  private Future<Paying> written(Pair pair, Flight flight, Signed signed, int tickets) {
    PaidTickets paid =
        new PaidTickets(
            purchase.orchestrator(),
            purchase.capability(),
            purchase.attempt(),
            signed.tickets(),
            signed.worth());
    return EventLoops.here(signer.vertx(), signer.log().paid(paid))
        .transform(
            written -> {
              if (written.failed()) {
                till.keep(pair, signed, false);
                till.giveBack(pair);
                return unpaid("was not paid: the payment could not be written down");
              }
              return next(pair, flight, signed, tickets);
            });
  }

  /** The last tickets go with the job. */
  private Future<Paying> next(Pair pair, Flight flight, Signed signed, int tickets) {
    return signed.tickets() >= tickets
        ? ready(pair, flight, signed)
        : ahead(pair, flight, signed, tickets);
  }

  private Future<Paying> ready(Pair pair, Flight flight, Signed signed) {
    if (time.isOver()) {
      till.keep(pair, signed, true);
      till.giveBack(pair);
      return unpaid("was not paid in time");
    }
    return ready(Settlement.with(till, flight, pair, signed, signer.clock(), signer::restarted));
  }

  private static Future<Paying> ready(PaidJob job) {
    return Future.succeededFuture(new Paying.Ready(job));
  }

  /** Sends these before the others. */
  private Future<Paying> ahead(Pair pair, Flight flight, Signed signed, int tickets) {
    Session session = pair.session();
    return new Prepayment(purchase.http(), signer.clock())
        .send(session, signed)
        .compose(
            result ->
                switch (result) {
                  case Prepayment.Result.Taken(Optional<Session> newer) -> {
                    till.credit().tookAhead(flight, signed.worth(), signer.clock().instant());
                    till.credentials()
                        .set(new Credentials(signed.segment(), session, pair.epoch()));
                    yield rest(pair, flight, newer, Math.max(1, tickets - signed.tickets()));
                  }
                  case Prepayment.Result.Restarted() -> {
                    till.credit().wasted(signed.worth());
                    purchase.sessions().forget(session);
                    if (till.holdings().restarted(pair.epoch())) {
                      signer.restarted(till);
                    }
                    yield planAnew(flight);
                  }
                  case Prepayment.Result.Outdated() -> {
                    till.credit().wasted(signed.worth());
                    till.forget(session);
                    purchase.sessions().forget(session);
                    yield planAnew(flight);
                  }
                  case Prepayment.Result.Failed(String problem) -> {
                    till.credit().wasted(signed.worth());
                    till.dropSpare(pair);
                    yield refused(problem);
                  }
                });
  }

  /** A newer answer numbers its tickets anew, and may ask another price. */
  private Future<Paying> rest(Pair pair, Flight flight, Optional<Session> newer, int tickets) {
    Optional<Paying> objection = newer.flatMap(this::objection);
    if (objection.isPresent()) {
      till.dropSpare(pair);
      return Future.succeededFuture(objection.get());
    }
    if (time.isOver()) {
      till.giveBack(pair);
      return unpaid("was not paid in time");
    }
    int next = Math.min(tickets, signer.terms(ticket).atOnce());
    if (newer.isPresent() && !pair.hasNumbersFor(next)) {
      pair.renew(newer.get(), signer.clock().instant());
    }
    if (pair.ticket().equals(ticket)) {
      return sign(pair, flight, tickets);
    }
    till.giveBack(pair);
    return planAnew(flight);
  }

  private static Future<Paying> unpaid(String problem) {
    return Future.succeededFuture(new Paying.Unpaid(problem));
  }

  private static Future<Paying> refused(String problem) {
    return Future.succeededFuture(new Paying.Refused(problem));
  }
}
