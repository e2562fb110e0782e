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

  private final Holdings holdings;
  private final Balance balance;
  private final Set<Flight> flights = new HashSet<>();

  /** What left in tickets that were not taken, and may leave once more. */
  private WeiAmount aside = WeiAmount.ZERO;

  Credit(Holdings holdings, BiConsumer<WeiAmount, LostCredit.Reason> losses) {
    this.holdings = holdings;
    this.balance = new Balance(losses);
  }

  /** How a job can be paid for. */
  sealed interface Plan {
    /** With what it holds already. */
    record Covered(Flight flight) implements Plan {}

    /** With so many tickets. */
    record Buy(Flight flight, int tickets) implements Plan {}

    /** With more tickets than anybody should send for one job. */
    record TooMany(BigInteger tickets) implements Plan {}

    /**
     * Not now: it would hold too much of ours.
     *
     * @param unused what it would hold beyond the cost of its jobs
     * @param others whether jobs are under way whose end may change that
     */
    record Full(WeiAmount unused, boolean others) implements Plan {}
  }

  /**
   * On what terms tickets are bought.
   *
   * @param ticket what one is worth
   * @param most that the orchestrator may hold beyond the cost of its jobs
   * @param atOnce how many are signed at a time; no more are bought ahead
   * @param atMost how many are bought for one job
   */
  record Terms(WeiAmount ticket, WeiAmount most, int atOnce, int atMost) {}

  /**
   * A job that will be sent, if it can be paid for.
   *
   * @param cost what it is debited when it is served
   */
  Plan enter(WeiAmount cost, Terms terms, Instant now) {
    synchronized (holdings) {
      forgetWhatIsIdle(now);
      WeiAmount ticket = terms.ticket();
      Flight flight = new Flight(cost, holdings.epoch());
      BigInteger tickets = shortage(cost, ticket).ceilDiv(ticket);
      if (tickets.compareTo(BigInteger.valueOf(terms.atMost())) > 0) {
        return new Plan.TooMany(tickets);
      }
      int needed = tickets.intValueExact();
      WeiAmount unused = holdings.unused().minus(cost).plus(ticket.times(needed));
      WeiAmount room = terms.most().minus(unused);
      if (room.signum() < 0 && needed > 0) {
        return new Plan.Full(unused, isUnderWay());
      }
      if (needed == 0) {
        flights.add(flight);
        return new Plan.Covered(flight);
      }
      int bought = needed + ahead(needed, room, terms, now);
      flight.attach(ticket.times(bought));
      flights.add(flight);
      return new Plan.Buy(flight, bought);
    }
  }

  /** For the jobs of the next minutes, as far as that costs no further question to the signer. */
  private int ahead(int needed, WeiAmount room, Terms terms, Instant now) {
    int fits = Math.max(0, terms.atOnce() - needed);
    BigInteger wanted = balance.guess(now).min(room).floorDiv(terms.ticket());
    return wanted.max(BigInteger.ZERO).min(BigInteger.valueOf(fits)).intValueExact();
  }

  /** What a job needs in tickets, when it is served after all others. */
  private WeiAmount shortage(WeiAmount cost, WeiAmount ticket) {
    WeiAmount free = balance.held();
    WeiAmount least = cost;
    for (Flight other : flights) {
      free = free.minus(other.drawn());
      least = least.min(other.shown());
    }
    return cost.plus(ticket.minus(least).max(WeiAmount.ZERO)).minus(free);
  }

  /** It will not be sent after all. */
  void giveUp(Flight flight) {
    synchronized (holdings) {
      if (flights.remove(flight)) {
        forgetDrawn(flight);
      }
    }
  }

  /** What an earlier run held for a job that did not use it. */
  private void forgetDrawn(Flight flight) {
    if (flight.epoch() != holdings.epoch()) {
      balance.lose(flight.stake(), LostCredit.Reason.RESTARTED);
    }
  }

  /** It is about to be sent, with tickets worth so much. */
  void sends(Flight flight, WeiAmount attached) {
    synchronized (holdings) {
      flight.attach(attached);
      flight.send();
    }
  }

  /**
   * Whether these tickets may go with this job instead of those that were planned.
   *
   * @param most that the orchestrator may hold beyond the cost of its jobs
   */
  boolean swap(Flight flight, WeiAmount worth, WeiAmount most) {
    synchronized (holdings) {
      WeiAmount more = worth.minus(flight.attached());
      boolean fits = holdings.unused().plus(more).compareTo(most) <= 0;
      if (fits) {
        flight.attach(worth);
      }
      return fits;
    }
  }

  /** It took these ahead of their job. */
  void tookAhead(Flight flight, WeiAmount worth, Instant now) {
    synchronized (holdings) {
      if (flight.epoch() == holdings.epoch()) {
        balance.took(worth, now);
      } else {
        balance.waste(worth, LostCredit.Reason.RESTARTED);
      }
      flight.attach(flight.attached().minus(worth).max(WeiAmount.ZERO));
    }
  }

  /** Nobody knows whether it took these, or it says that it did not. */
  void wasted(WeiAmount worth) {
    synchronized (holdings) {
      balance.waste(worth, LostCredit.Reason.UNKNOWN);
    }
  }

  /** These were not taken, and are kept for another job. */
  void setAside(WeiAmount worth) {
    synchronized (holdings) {
      aside = aside.plus(worth);
    }
  }

  /** They are used, or given up. */
  void takeUp(WeiAmount worth) {
    synchronized (holdings) {
      aside = aside.minus(worth);
    }
  }

  /**
   * A job is over.
   *
   * @return whether it says that the orchestrator was restarted, which nobody knew before
   */
  boolean end(Flight flight, JobEnd end, Instant now) {
    synchronized (holdings) {
      if (!flights.remove(flight)) {
        throw new IllegalStateException("a job ended twice: " + end);
      }
      if (flight.epoch() == holdings.epoch()) {
        return ended(flight, end, now);
      }
      endedAfterRestart(flight, end, now);
      return false;
    }
  }

  private boolean ended(Flight flight, JobEnd end, Instant now) {
    WeiAmount worth = flight.attached();
    switch (end) {
      case NOT_TAKEN, NOT_LET_IN -> {}
      case SERVED -> {
        balance.took(worth, now);
        balance.served(flight.cost(), now);
      }
      case FAILED -> balance.took(worth, now);
      case TOO_LITTLE -> {
        balance.forfeit(free().max(WeiAmount.ZERO), LostCredit.Reason.SHORT);
        balance.took(worth, now);
      }
      case EXPIRED, PAYMENT_REFUSED -> balance.waste(worth, LostCredit.Reason.UNKNOWN);
      case UNKNOWN -> {
        // It took the cost from what it was paid; whether it took more than that nobody knows.
        balance.took(worth, now);
        balance.served(flight.cost(), now);
        forfeit(worth.minus(flight.cost()));
      }
      case UNCLEAR -> {
        // Nothing is owed; whether it took the payment, or the cost, nobody knows.
        balance.waste(worth, LostCredit.Reason.UNKNOWN);
        forfeit(flight.drawn());
      }
      case RESTARTED -> {
        balance.waste(worth, LostCredit.Reason.RESTARTED);
        return holdings.restarted(flight.epoch());
      }
    }
    return false;
  }

  private void forfeit(WeiAmount amount) {
    balance.forfeit(amount.max(WeiAmount.ZERO), LostCredit.Reason.UNKNOWN);
  }

  /** What it holds and no job under way was given. */
  private WeiAmount free() {
    return balance.held().minus(drawn());
  }

  private WeiAmount drawn() {
    WeiAmount drawn = WeiAmount.ZERO;
    for (Flight flight : flights) {
      drawn = drawn.plus(flight.drawn());
    }
    return drawn;
  }

  /** Its tickets are gone with that run, but for what a picture cost that came all the same. */
  private void endedAfterRestart(Flight flight, JobEnd end, Instant now) {
    WeiAmount worth = flight.attached();
    switch (end) {
      case SERVED, UNKNOWN -> balance.servedBefore(worth, flight.stake(), flight.cost(), now);
      case NOT_TAKEN, NOT_LET_IN -> forgetDrawn(flight);
      case FAILED, TOO_LITTLE, EXPIRED, PAYMENT_REFUSED, UNCLEAR, RESTARTED -> {
        balance.waste(worth, LostCredit.Reason.RESTARTED);
        forgetDrawn(flight);
      }
    }
  }

  /** What the jobs under way draw on was theirs: they say themselves what became of it. */
  void restarted() {
    balance.restarted(drawn());
    flights.forEach(Flight::outlive);
  }

  /** Nobody will use what it holds. */
  void stop() {
    synchronized (holdings) {
      balance.forfeit(balance.held(), LostCredit.Reason.STOPPED);
    }
  }

  /** Whether there is a job whose end may change what it holds. */
  boolean isUnderWay() {
    synchronized (holdings) {
      return flights.stream().anyMatch(Flight::isUnderWay);
    }
  }

  /** What it holds that no job of ours will use, as far as they are known. */
  WeiAmount unused() {
    synchronized (holdings) {
      WeiAmount unused = balance.held().plus(aside);
      for (Flight flight : flights) {
        unused = unused.plus(flight.attached()).minus(flight.cost());
      }
      return unused;
    }
  }

  /** How it stands. */
  OrchestratorCredit standing(String orchestrator, Capability capability, Instant now) {
    synchronized (holdings) {
      forgetWhatIsIdle(now);
      WeiAmount inFlight = WeiAmount.ZERO;
      for (Flight flight : flights) {
        inFlight = inFlight.plus(flight.cost());
      }
      return new OrchestratorCredit(
          orchestrator, capability, balance.paid(), balance.owed(), balance.lost(), inFlight);
    }
  }

  private void forgetWhatIsIdle(Instant now) {
    if (flights.isEmpty() && !now.isBefore(balance.used().plus(FORGETS_AFTER))) {
      balance.forfeit(balance.held(), LostCredit.Reason.IDLE);
    }
  }
}
