package dev.pixelgate.router.livepeer.payment;

import dev.pixelgate.router.livepeer.PaidHeaders;
import dev.pixelgate.router.livepeer.PaidJob;
import dev.pixelgate.router.livepeer.Session;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** A job that is paid for, until it is over. */
final class Settlement implements PaidJob {
  private final Till till;
  private final Flight flight;
  private final Session session;
  private final Map<String, String> headers;
  private final Optional<Ticketed> ticketed;
  private final InstantSource clock;
  private final Consumer<Till> restarted;

  /** Tickets that go with it, and whose numbers they have. */
  private record Ticketed(Pair pair, Signed signed) {}

  private Settlement(
      Till till,
      Flight flight,
      Session session,
      Map<String, String> headers,
      Optional<Ticketed> ticketed,
      InstantSource clock,
      Consumer<Till> restarted) {
    this.till = till;
    this.flight = flight;
    this.session = session;
    this.headers = headers;
    this.ticketed = ticketed;
    this.clock = clock;
    this.restarted = restarted;
  }

  /**
   * With tickets.
   *
   * @param restarted hears of an orchestrator that was
   */
  static PaidJob with(
      Till till,
      Flight flight,
      Pair pair,
      Signed signed,
      InstantSource clock,
      Consumer<Till> restarted) {
    till.credit().sends(flight, signed.worth());
    till.credentials().set(new Credentials(signed.segment(), pair.session(), pair.epoch()));
    return new Settlement(
        till,
        flight,
        pair.session(),
        PaidHeaders.of(signed.payment(), signed.segment()),
        Optional.of(new Ticketed(pair, signed)),
        clock,
        restarted);
  }

  /**
   * With what the orchestrator holds already.
   *
   * @param payment without tickets: who pays, and the price
   */
  static PaidJob without(
      Till till,
      Flight flight,
      Credentials credentials,
      String payment,
      InstantSource clock,
      Consumer<Till> restarted) {
    till.credit().sends(flight, flight.attached());
    return new Settlement(
        till,
        flight,
        credentials.session(),
        PaidHeaders.of(payment, credentials.segment()),
        Optional.empty(),
        clock,
        restarted);
  }

  @Override
  public Session session() {
    return session;
  }

  @Override
  public Map<String, String> headers() {
    return headers;
  }

  @Override
  public void ended(JobEnd end) {
    ticketed.ifPresent(one -> leave(one, end));
    if (end == JobEnd.NOT_LET_IN) {
      till.forget(session);
    }
    if (till.end(flight, end, clock.instant())) {
      restarted.accept(till);
    }
  }

  /** The pair is for others, or nobody's. */
  private void leave(Ticketed one, JobEnd end) {
    switch (end) {
      case NOT_TAKEN -> {
        till.keep(one.pair(), one.signed(), true);
        till.giveBack(one.pair());
      }
      case NOT_LET_IN -> {
        till.keep(one.pair(), one.signed(), true);
        till.dropSpare(one.pair());
      }
      case SERVED, FAILED, TOO_LITTLE, UNKNOWN, UNCLEAR -> till.giveBack(one.pair());
      case EXPIRED, PAYMENT_REFUSED, RESTARTED -> till.dropSpare(one.pair());
    }
  }
}
