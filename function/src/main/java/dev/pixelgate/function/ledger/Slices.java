package dev.pixelgate.function.ledger;

import dev.pixelgate.pricing.Usd;
import dev.pixelgate.pricing.budget.Budget;
import dev.pixelgate.pricing.budget.Period;
import io.vertx.core.Future;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** The slices of all budgets that this instance has something of. Any thread. */
final class Slices {
  private final Supplier<String> instance;
  private final Lease lease;
  private final InstantSource clock;
  private final Map<Key, Slice> all = new ConcurrentHashMap<>();

  /** The one of the running period; finding that period takes a microsecond. */
  private final Map<String, Running> running = new ConcurrentHashMap<>();

  Slices(Supplier<String> instance, Lease lease, InstantSource clock) {
    this.instance = instance;
    this.lease = lease;
    this.clock = clock;
  }

  /** Holds the charge of an attempt. */
  Future<SliceAnswer> reserve(String account, Budget budget, Usd charge) {
    while (true) {
      Optional<Future<SliceAnswer>> answer = slice(account, budget).reserve(charge, budget);
      if (answer.isPresent()) {
        return answer.get();
      }
    }
  }

  private Slice slice(String account, Budget budget) {
    Instant now = clock.instant();
    Running known = running.get(account);
    if (known != null && known.budget.equals(budget) && known.slice.period().contains(now)) {
      Slice slice = known.slice;
      if (all.get(known.key) == slice && slice.isOf(instance.get())) {
        return slice;
      }
    }
    Period period = budget.at(now);
    Key key = new Key(account, period.id());
    String name = instance.get();
    Slice slice =
        all.compute(
            key,
            (k, old) ->
                old != null && old.isOf(name)
                    ? old
                    : new Slice(name, account, budget, period, lease, clock));
    running.put(account, new Running(budget, key, slice));
    return slice;
  }

  /** Whether this budget was not seen empty a moment ago. */
  boolean hasMoney(String account, Budget budget) {
    Running known = running.get(account);
    return known == null
        || !known.budget.equals(budget)
        || !known.slice.period().contains(clock.instant())
        || !known.slice.isSeenEmpty();
  }

  /** Whether so much of this budget is leased and free. */
  boolean hasAtHand(String account, Budget budget, Usd charge) {
    Running known = running.get(account);
    return known != null
        && known.budget.equals(budget)
        && known.slice.period().contains(clock.instant())
        && known.slice.free() >= charge.picodollars();
  }

  /** Gives back what nobody uses, and forgets slices that hold nothing. */
  Future<Void> giveBackIdle() {
    all.forEach(
        (key, slice) -> {
          if (slice.retireIfUnused()) {
            all.remove(key, slice);
            running.computeIfPresent(
                key.account, (a, known) -> known.slice == slice ? null : known);
          }
        });
    List<Future<Void>> returns = all.values().stream().map(Slice::giveBackIdle).toList();
    return Future.join(returns).mapEmpty();
  }

  /** Gives back what is free, however lately it was used. */
  Future<Void> giveBackAll() {
    return Future.join(all.values().stream().map(Slice::giveBack).toList()).mapEmpty();
  }

  /** Forgets those of an instance that was taken for dead. */
  void forget(String dead) {
    all.forEach(
        (key, slice) -> {
          if (slice.isOf(dead)) {
            slice.forget();
            all.remove(key, slice);
          }
        });
  }

  /** How many there are. */
  int size() {
    return all.size();
  }

  private record Key(String account, String period) {}

  private record Running(Budget budget, Key key, Slice slice) {}
}
