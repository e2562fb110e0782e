package dev.pixelgate.router.livepeer.payment;

import dev.pixelgate.pricing.Capability;
import dev.pixelgate.pricing.WeiAmount;
import dev.pixelgate.router.livepeer.PaidJob.JobEnd;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * Our copy of the ledger that an orchestrator keeps for one capability, exact to the last fraction:
 * tickets are added when they are taken, a job's cost is taken off when it is served. What nobody
 * can know is counted against us, so that the orchestrator holds at least what is said here.
 *
 * <p>An orchestrator lets a job in when it holds one ticket's worth, whatever the job costs, and
 * looks at jobs and payments in an order that nobody knows. So each job is given what it needs with
 * all others served before it.
 *
 * <p>Any thread.
 */
final class Credit {
  /** It forgets what is not used for 10 minutes; a job may be on its way for some seconds. */
  private static final Duration FORGETS_AFTER = Duration.ofMinutes(10).minusSeconds(15);

  /** Whatever is paid ahead is less. */
  private static final BigInteger LOTS = BigInteger.valueOf(1_000_000);

  private final BiConsumer<WeiAmount, LostCredit.Reason> losses;
  private final Set<Flight> flights = new HashSet<>();
  private final RecentCost recent = new RecentCost();
  private WeiAmount held = WeiAmount.ZERO;
  private WeiAmount paid = WeiAmount.ZERO;
  private WeiAmount owed = WeiAmount.ZERO;
  private WeiAmount lost = WeiAmount.ZERO;
  private Instant used = Instant.EPOCH;
  private int epoch;

  /**
   * Nothing yet.
   *
   * @param losses hears what is lost, and why
   */
  Credit(BiConsumer<WeiAmount, LostCredit.Reason> losses) {
    this.losses = losses;
  }

  /** How a job can be paid for. */
  sealed interface Plan {
    /** With what it holds already. */
    record Covered(Flight flight) implements Plan {}

    /** With so many tickets. */
    record Buy(Flight flight, int tickets) implements Plan {}

    /**
     * Not now: it would hold too much of ours.
     *
     * @param unused what it would hold beyond the cost of its jobs
     * @param others whether jobs are under way whose end may change that
     */
    record Full(WeiAmount unused, boolean others) implements Plan {}
  }

  /**
   * A job that will be sent, if it can be paid for.
   *
   * @param cost what it is debited when it is served
   * @param atOnce how many tickets can be signed at a time; what is paid ahead is not worth more
   */
  synchronized Plan enter(WeiAmount cost, Terms terms, int atOnce, Instant now) {
    forgetWhatIsIdle(now);
    WeiAmount ticket = terms.ticket();
    Flight flight = new Flight(cost, epoch);
    BigInteger tickets = shortage(flight, ticket).ceilDiv(ticket);
    WeiAmount unused = unused().minus(cost).plus(times(ticket, tickets));
    WeiAmount room = terms.most().minus(unused);
    if (room.signum() < 0 && tickets.signum() > 0) {
      return new Plan.Full(unused, isUnderWay());
    }
    flights.add(flight);
    if (tickets.signum() == 0) {
      return new Plan.Covered(flight);
    }
    int whole = tickets.intValueExact();
    int ahead = recent.guess(now).min(room).floorDiv(ticket).min(LOTS).intValueExact();
    int bought = whole >= atOnce ? whole : Math.min(atOnce, whole + Math.max(0, ahead));
    flight.attach(ticket.times(bought));
    return new Plan.Buy(flight, bought);
  }

  /**
   * On what terms tickets are bought.
   *
   * @param ticket what one is worth
   * @param most that the orchestrator may hold beyond the cost of its jobs
   */
  record Terms(WeiAmount ticket, WeiAmount most) {}

  /** It will not be sent after all. */
  synchronized void giveUp(Flight flight) {
    flights.remove(flight);
  }

  /** It is about to be sent, with tickets worth so much. */
  synchronized void sends(Flight flight, WeiAmount attached) {
    flight.attach(attached);
    flight.send();
  }

  /** Without tickets, when a job is served after all others. */
  private WeiAmount shortage(Flight flight, WeiAmount ticket) {
    WeiAmount free = held;
    WeiAmount least = flight.cost();
    for (Flight other : flights) {
      free = free.minus(other.drawn());
      least = least.min(other.shown());
    }
    return flight.cost().plus(ticket.minus(least).max(WeiAmount.ZERO)).minus(free);
  }

  private WeiAmount unused() {
    WeiAmount unused = held;
    for (Flight flight : flights) {
      unused = unused.plus(flight.attached()).minus(flight.cost());
    }
    return unused;
  }

  private static WeiAmount times(WeiAmount each, BigInteger count) {
    return new WeiAmount(each.numerator().multiply(count), each.denominator());
  }

  /** Whether there is a job whose end may change what it holds. */
  synchronized boolean isUnderWay() {
    return flights.stream().anyMatch(Flight::isUnderWay);
  }

  /** Which run of the orchestrator this is, as far as we know. */
  synchronized int epoch() {
    return epoch;
  }

  /** It took these ahead of their job. */
  synchronized void tookAhead(Flight flight, WeiAmount worth, Instant now) {
    took(worth, now);
    flight.attach(flight.attached().minus(worth).max(WeiAmount.ZERO));
  }

  private void took(WeiAmount worth, Instant now) {
    paid = paid.plus(worth);
    held = held.plus(worth);
    used = now;
  }

  /** Nobody knows whether it took these, or it says that it did not. */
  synchronized void wasted(WeiAmount worth) {
    if (worth.signum() > 0) {
      paid = paid.plus(worth);
      lose(worth, LostCredit.Reason.UNKNOWN);
    }
  }

  /**
   * A job is over.
   *
   * @return whether it says that the orchestrator was restarted, which nobody knew before
   */
  synchronized boolean end(Flight flight, JobEnd end, Instant now) {
    if (!flights.remove(flight)) {
      throw new IllegalStateException("a job ended twice: " + end);
    }
    WeiAmount worth = flight.attached();
    if (flight.epoch() != epoch && end != JobEnd.NOT_TAKEN && end != JobEnd.NOT_LET_IN) {
      paid = paid.plus(worth);
      lose(worth, LostCredit.Reason.RESTARTED);
      return false;
    }
    switch (end) {
      case NOT_TAKEN, NOT_LET_IN -> {}
      case SERVED -> {
        took(worth, now);
        served(flight.cost(), now);
      }
      case FAILED -> took(worth, now);
      case TOO_LITTLE -> {
        WeiAmount before = held;
        took(worth, now);
        held = held.minus(before);
        lose(before, LostCredit.Reason.SHORT);
      }
      case EXPIRED, PAYMENT_REFUSED -> wasted(worth);
      case UNKNOWN -> unknown(flight, now);
      case RESTARTED -> {
        paid = paid.plus(worth);
        lose(worth, LostCredit.Reason.RESTARTED);
        restarted();
        return true;
      }
    }
    return false;
  }

  /** It took its cost from what it was paid; whether it took more than that nobody knows. */
  private void unknown(Flight flight, Instant now) {
    WeiAmount worth = flight.attached();
    paid = paid.plus(worth);
    served(flight.cost(), now);
    WeiAmount surplus = worth.minus(flight.cost()).max(WeiAmount.ZERO);
    held = held.plus(worth).minus(surplus);
    lose(surplus, LostCredit.Reason.UNKNOWN);
  }

  private void served(WeiAmount cost, Instant now) {
    owed = owed.plus(cost);
    held = held.minus(cost);
    recent.add(cost, now);
    used = now;
  }

  /** It knows of no payment any more. */
  synchronized void restarted() {
    epoch++;
    forfeit(LostCredit.Reason.RESTARTED);
  }

  /** The same, unless that is known; says whether it was news. */
  synchronized boolean restarted(int of) {
    if (of != epoch) {
      return false;
    }
    restarted();
    return true;
  }

  /** Nobody will use what it holds. */
  synchronized void stop() {
    forfeit(LostCredit.Reason.STOPPED);
  }

  /** How it stands. */
  synchronized OrchestratorCredit standing(
      String orchestrator, Capability capability, Instant now) {
    forgetWhatIsIdle(now);
    WeiAmount inFlight = WeiAmount.ZERO;
    for (Flight flight : flights) {
      inFlight = inFlight.plus(flight.cost());
    }
    return new OrchestratorCredit(orchestrator, capability, paid, owed, lost, inFlight);
  }

  private void forgetWhatIsIdle(Instant now) {
    if (flights.isEmpty() && !now.isBefore(used.plus(FORGETS_AFTER))) {
      forfeit(LostCredit.Reason.IDLE);
    }
  }

  private void forfeit(LostCredit.Reason reason) {
    WeiAmount all = held;
    held = WeiAmount.ZERO;
    lose(all, reason);
  }

  private void lose(WeiAmount amount, LostCredit.Reason reason) {
    if (amount.signum() > 0) {
      lost = lost.plus(amount);
      losses.accept(amount, reason);
    }
  }
}
