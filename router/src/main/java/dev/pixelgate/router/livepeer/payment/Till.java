package dev.pixelgate.router.livepeer.payment;

import dev.pixelgate.pricing.Capability;
import dev.pixelgate.pricing.WeiPerPixel;
import dev.pixelgate.router.livepeer.PaidJob.JobEnd;
import dev.pixelgate.router.livepeer.Session;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * All that is kept to pay one orchestrator for one capability. Any thread.
 *
 * @param name of the orchestrator
 */
record Till(
    String name,
    Capability capability,
    Credit credit,
    Queue<Pair> pairs,
    AtomicReference<@Nullable Credentials> credentials,
    Queue<Promise<Void>> waiting) {
  /** An answer's tickets are good for 40 blocks of 12 s. */
  private static final Duration SPARE_LIVES = Duration.ofMinutes(4);

  static Till of(String name, Capability capability, PaymentLog log) {
    Credit credit =
        new Credit((amount, reason) -> log.lost(new LostCredit(name, capability, amount, reason)));
    return new Till(
        name,
        capability,
        credit,
        new ConcurrentLinkedQueue<>(),
        new AtomicReference<>(),
        new ConcurrentLinkedQueue<>());
  }

  /** One that nobody uses, at this price; those that cannot be used any more go. */
  Optional<Pair> take(WeiPerPixel price, Instant now) {
    for (Pair pair = pairs.poll(); pair != null; pair = pairs.poll()) {
      dropOldSpare(pair, now);
      boolean usable =
          pair.epoch() == credit.epoch()
              && pair.price().equals(price)
              && pair.session().isFresh(now);
      if (usable) {
        return Optional.of(pair);
      }
      drop(pair);
    }
    return Optional.empty();
  }

  private void dropOldSpare(Pair pair, Instant now) {
    if (pair.spare().filter(spare -> spare.at().plus(SPARE_LIVES).isBefore(now)).isPresent()) {
      drop(pair);
    }
  }

  /** Nobody will use it again; its tickets, if there are any, were for nothing. */
  void drop(Pair pair) {
    pair.spare()
        .filter(Pair.Spare::written)
        .ifPresent(spare -> credit.wasted(spare.signed().worth()));
    pair.useSpare();
  }

  /** It may be used by others. */
  void giveBack(Pair pair) {
    pairs.add(pair);
  }

  /** What lets a job in without tickets, at the moment. */
  Optional<Credentials> credentials(Instant now) {
    return Optional.ofNullable(credentials.get())
        .filter(known -> known.epoch() == credit.epoch() && known.session().isFresh(now));
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

  /** Completes on the caller's event loop when the next job ends, at once when there is none. */
  Future<Void> nextEnd(Vertx vertx) {
    Promise<Void> ended = Promise.promise();
    waiting.add(ended);
    if (!credit.isUnderWay()) {
      wake();
    }
    return EventLoops.here(vertx, ended.future());
  }

  /** Whoever waits looks again. */
  void wake() {
    List<Promise<Void>> all = new ArrayList<>();
    for (Promise<Void> one = waiting.poll(); one != null; one = waiting.poll()) {
      all.add(one);
    }
    all.forEach(Promise::complete);
  }
}
