package dev.pixelgate.router.livepeer.payment;

import dev.pixelgate.pricing.Capability;
import dev.pixelgate.pricing.WeiAmount;
import dev.pixelgate.pricing.WeiPerPixel;
import dev.pixelgate.router.livepeer.PaidJob.JobEnd;
import dev.pixelgate.router.livepeer.Session;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * All that is kept to pay one orchestrator for one capability. Any thread.
 *
 * @param name of the orchestrator
 * @param ends how often something has changed that others may wait for
 */
record Till(
    String name,
    Capability capability,
    Holdings holdings,
    Credit credit,
    Deque<Pair> pairs,
    AtomicReference<@Nullable Credentials> credentials,
    Queue<Promise<Void>> waiting,
    AtomicInteger ends) {
  /** An answer's tickets are good for 40 blocks of 12 s, which are 8 minutes. */
  private static final Duration SPARE_LIVES = Duration.ofMinutes(6);

  static Till of(String name, Capability capability, Holdings holdings, PaymentLog log) {
    Credit credit =
        holdings.open(
            (amount, reason) -> log.lost(new LostCredit(name, capability, amount, reason)));
    return new Till(
        name,
        capability,
        holdings,
        credit,
        new ConcurrentLinkedDeque<>(),
        new AtomicReference<>(),
        new ConcurrentLinkedQueue<>(),
        new AtomicInteger());
  }

  /**
   * One that nobody uses, at this price and with tickets of this worth; those that cannot be used
   * any more go.
   */
  Optional<Pair> take(WeiPerPixel price, WeiAmount ticket, Instant now) {
    for (Pair pair = pairs.poll(); pair != null; pair = pairs.poll()) {
      dropOldSpare(pair, now);
      boolean usable =
          pair.epoch() == holdings.epoch()
              && pair.price().equals(price)
              && pair.ticket().equals(ticket)
              && pair.session().isFresh(now);
      if (usable) {
        return Optional.of(pair);
      }
      dropSpare(pair);
    }
    return Optional.empty();
  }

  private void dropOldSpare(Pair pair, Instant now) {
    if (pair.spare().filter(spare -> spare.since().plus(SPARE_LIVES).isBefore(now)).isPresent()) {
      dropSpare(pair);
    }
  }

  /** Nobody will use its tickets, if there are any; those that may have left were for nothing. */
  void dropSpare(Pair pair) {
    takeSpare(pair)
        .filter(Pair.Spare::written)
        .ifPresent(spare -> credit.wasted(spare.signed().worth()));
  }

  /** Gives up what nobody is about to use; says whether there was anything. */
  boolean dropSpares() {
    List<Pair> idle = new ArrayList<>();
    for (Pair pair = pairs.poll(); pair != null; pair = pairs.poll()) {
      idle.add(pair);
    }
    boolean any = idle.stream().anyMatch(pair -> pair.spare().isPresent());
    idle.forEach(this::dropSpare);
    pairs.addAll(idle);
    return any;
  }

  /** A payment that was not taken, for another job. */
  void keep(Pair pair, Signed signed, boolean written) {
    pair.keep(signed, written);
    if (written) {
      credit.setAside(signed.worth());
    }
  }

  /** What this pair has left over, which is nobody's then. */
  Optional<Pair.Spare> takeSpare(Pair pair) {
    Optional<Pair.Spare> spare = pair.spare();
    pair.useSpare();
    spare.filter(Pair.Spare::written).ifPresent(one -> credit.takeUp(one.signed().worth()));
    return spare;
  }

  /** It may be used by others; first of all what would get too old. */
  void giveBack(Pair pair) {
    if (pair.spare().isPresent()) {
      pairs.addFirst(pair);
    } else {
      pairs.addLast(pair);
    }
  }

  /** What lets a job in without tickets, at the moment. */
  Optional<Credentials> credentials(Instant now) {
    return Optional.ofNullable(credentials.get())
        .filter(known -> known.epoch() == holdings.epoch() && known.session().isFresh(now));
  }

  /** This session's token does not let anybody in any more. */
  void forget(Session refused) {
    credentials.updateAndGet(
        known -> known != null && known.session().equals(refused) ? null : known);
  }

  /** A job is over; says whether the orchestrator turns out to have been restarted. */
  boolean end(Flight flight, JobEnd end, Instant now) {
    boolean restarted = credit.end(flight, end, now);
    wake();
    return restarted;
  }

  void giveUp(Flight flight) {
    credit.giveUp(flight);
    wake();
  }

  /**
   * Completes on the caller's event loop when a job ends.
   *
   * @param seen how many had ended before the caller looked
   */
  Future<Void> nextEnd(Vertx vertx, int seen) {
    Promise<Void> ended = Promise.promise();
    waiting.add(ended);
    if (ends.get() != seen) {
      wake();
    }
    return EventLoops.here(vertx, ended.future());
  }

  /** Nobody will buy here any more. */
  void stop() {
    for (Pair pair = pairs.poll(); pair != null; pair = pairs.poll()) {
      dropSpare(pair);
    }
    credit.stop();
  }

  /** Whoever waits looks again. */
  void wake() {
    ends.incrementAndGet();
    List<Promise<Void>> all = new ArrayList<>();
    for (Promise<Void> one = waiting.poll(); one != null; one = waiting.poll()) {
      all.add(one);
    }
    all.forEach(Promise::complete);
  }
}
