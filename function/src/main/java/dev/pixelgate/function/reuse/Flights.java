package dev.pixelgate.function.reuse;

import dev.pixelgate.function.failure.Failure;
import dev.pixelgate.function.media.PictureGoneException;
import dev.pixelgate.function.sale.Reuse;
import dev.pixelgate.function.sale.Sale;
import dev.pixelgate.function.sale.Sales;
import dev.pixelgate.function.sale.Terms;
import dev.pixelgate.pricing.Capability;
import dev.pixelgate.router.LooseMedia;
import dev.pixelgate.router.Outcome;
import dev.pixelgate.router.StoredMedia;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Equal requests at the same time: one order for all of them. Each waits within its own deadline
 * and leaves when its client does; the order is stopped when nobody waits any more. Caps bound what
 * a request pays, and who waits pays nothing.
 *
 * <p>A failure that the leader's own terms made (its cap, its budget, its deadline) says nothing
 * about the others: the next one leads, on its own terms. Any other failure is everybody's, as it
 * would have been without the others: each of a hundred equal jobs that fail would have to be paid
 * for where failures are owed, and who wants another try asks again.
 */
final class Flights {
  private static final Logger LOG = LoggerFactory.getLogger(Flights.class);

  private static final Failure UNSTORED =
      new Failure.StoreUnavailable("the result could not be stored");

  private final Vertx vertx;
  private final Sales sales;
  private final ResultCache cache;
  private final ResultFiles files;
  private final ReuseWatch watch;
  private final Map<ResultKey, Flight> flights = new ConcurrentHashMap<>();

  Flights(Vertx vertx, Sales sales, ResultCache cache, ResultFiles files, ReuseWatch watch) {
    this.vertx = vertx;
    this.sales = sales;
    this.cache = cache;
    this.files = files;
    this.watch = watch;
  }

  /** Waits for the order that is being made, or makes it. */
  Future<Sale> join(Asked asked) {
    Member member = new Member(asked, vertx.getOrCreateContext());
    join(member);
    return member.sale();
  }

  private void join(Member member) {
    switch (place(member)) {
      case Place.Landed(CachedResult result) -> give(member, Reuse.HIT, result);
      case Place.Leads(Flight flight) -> {
        leavesWithItsClient(flight, member);
        lead(flight, member);
      }
      case Place.Waits(Flight flight) -> {
        leavesWithItsClient(flight, member);
        leavesAtItsDeadline(flight, member);
      }
    }
  }

  /** Where a request came to stand. */
  private sealed interface Place {
    record Leads(Flight flight) implements Place {}

    record Waits(Flight flight) implements Place {}

    /** The order has landed since its result was looked for; its file is held. */
    record Landed(CachedResult result) implements Place {}
  }

  /** A result is kept before its flight leaves the map, so whoever finds no flight finds it. */
  private Place place(Member member) {
    AtomicReference<Place> place = new AtomicReference<>();
    flights.compute(
        member.asked().key(),
        (key, current) -> {
          if (current != null && current.join(member)) {
            place.set(new Place.Waits(current));
            return current;
          }
          if (current != null) {
            cache.shapes().remove(key.shape());
          }
          Optional<CachedResult> found = cache.find(key);
          if (found.isPresent()) {
            found.get().file().hold();
            place.set(new Place.Landed(found.get()));
            return null;
          }
          Flight begun = new Flight(member);
          cache.shapes().add(key.shape());
          place.set(new Place.Leads(begun));
          return begun;
        });
    return Objects.requireNonNull(place.get());
  }

  private void leavesWithItsClient(Flight flight, Member member) {
    member.asked().cancellation().onCancel(() -> leave(flight, member, new Failure.ClientGone()));
  }

  /** An order that it makes itself has the same deadline. */
  private void leavesAtItsDeadline(Flight flight, Member member) {
    Terms terms = member.asked().terms();
    long left = Math.max(1, terms.deadline().minus(terms.spent()).toMillis());
    Failure late = new Failure.DeadlinePassed(terms.deadline(), List.of());
    long timer =
        vertx.setTimer(
            left,
            passed -> {
              if (!flight.isLedBy(member)) {
                leave(flight, member, late);
              }
            });
    member.sale().onComplete(ended -> vertx.cancelTimer(timer));
  }

  private void leave(Flight flight, Member member, Failure why) {
    Flight.Departure departure = flight.leave(member);
    if (departure.toStop().isPresent()) {
      takeOff(member.asked().key(), flight);
      Member leader = departure.toStop().get();
      leader.run(() -> leader.order().cancel());
    }
    if (!departure.wasLeading()) {
      member.end(member.asked().without(why));
    }
  }

  private void lead(Flight flight, Member leader) {
    watch.missed();
    leader
        .asked()
        .order(sales, leader.waited(), leader.order())
        .onSuccess(sale -> ended(flight, leader, sale))
        .onFailure(bug -> broken(flight, leader, bug));
  }

  private void ended(Flight flight, Member leader, Sale sale) {
    switch (sale) {
      case Sale.Done done -> {
        switch (done.sold().media()) {
          case StoredMedia media ->
              files
                  .keep(media)
                  .onSuccess(kept -> landed(flight, leader, done, media, kept))
                  .onFailure(bug -> broken(flight, leader, bug));
          // There is one of it, for the one that paid. Others would pay for what no store takes.
          case LooseMedia loose -> {
            endOthers(flight, leader, UNSTORED);
            leader.end(done.asMissed());
          }
        }
      }
      case Sale.Reused reused -> throw new IllegalStateException("an order reuses nothing");
      case Sale.NotDone none when isLeadersOwn(none.failure()) -> passOn(flight, leader, none);
      case Sale.NotDone none -> {
        endOthers(flight, leader, none.failure());
        leader.end(none);
      }
    }
  }

  private void endOthers(Flight flight, Member leader, Failure failure) {
    for (Member other : land(flight, leader)) {
      other.run(() -> other.end(other.asked().without(failure)));
    }
  }

  private static boolean isLeadersOwn(Failure failure) {
    return failure instanceof Failure.OverCap
        || failure instanceof Failure.OverBudget
        || failure instanceof Failure.OfQuote
        || failure instanceof Failure.DeadlinePassed
        || failure instanceof Failure.ClientGone;
  }

  private void passOn(Flight flight, Member leader, Sale.NotDone sale) {
    Optional<Member> next = flight.next();
    if (next.isPresent()) {
      next.get().run(() -> lead(flight, next.get()));
    } else {
      takeOff(leader.asked().key(), flight);
    }
    leader.end(sale);
  }

  private void landed(
      Flight flight, Member leader, Sale.Done done, StoredMedia media, Optional<KeptFile> kept) {
    Outcome.Sold sold = done.sold();
    String orchestrator = sold.offer().orchestrator();
    Capability capability = sold.offer().capability();
    CachedResult result =
        new CachedResult(
            capability,
            orchestrator,
            sold.offer().price(),
            cache.version(orchestrator, capability),
            sold.served(),
            kept.orElseGet(() -> files.borrow(media)));
    if (kept.isPresent()) {
      cache.keep(leader.asked().key(), result);
    }
    for (Member other : land(flight, leader)) {
      result.file().hold();
      other.run(() -> give(other, Reuse.SHARED, result));
    }
    result.file().letGo();
    leader.end(done.asMissed());
  }

  private List<Member> land(Flight flight, Member leader) {
    takeOff(leader.asked().key(), flight);
    return flight.land();
  }

  private void takeOff(ResultKey key, Flight flight) {
    if (flights.remove(key, flight)) {
      cache.shapes().remove(key.shape());
    }
  }

  /** Publishes a result whose file is held for this request. */
  private void give(Member member, Reuse how, CachedResult result) {
    Asked asked = member.asked();
    result
        .file()
        .give(asked.terms().account())
        .compose(media -> watch.reused(asked.bought(), asked.reused(how, result, media)))
        .onComplete(
            given -> {
              result.file().letGo();
              if (how == Reuse.HIT && given.cause() instanceof PictureGoneException) {
                cache.forget(result.file().identity());
                join(member);
              } else {
                member.end(given.otherwise(e -> unstored(asked, e)).result());
              }
            });
  }

  private static Sale unstored(Asked asked, Throwable failure) {
    LOG.warn("request id={} publish=failed", asked.terms().request(), failure);
    return asked.without(UNSTORED);
  }

  private void broken(Flight flight, Member leader, Throwable bug) {
    for (Member other : land(flight, leader)) {
      other.run(() -> other.fail(bug));
    }
    leader.fail(bug);
  }
}
