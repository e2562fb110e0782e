package dev.pixelgate.function.ledger;

import dev.pixelgate.pricing.Usd;
import dev.pixelgate.pricing.budget.Budget;
import dev.pixelgate.pricing.budget.BudgetState;
import dev.pixelgate.pricing.budget.Period;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * What this instance may spend of one account's budget in one period without asking. Any thread.
 *
 * <p>{@code free + inUse} is never more than the slice has in the store: money is added here after
 * it was leased there, and taken from here before it goes back. So a commit whose answer gets lost
 * leaves some money unused until the next exchange, and never lets any be spent twice.
 */
final class Slice {
  /** So long nothing is given back for want of requests. */
  private static final long IDLE_MILLIS = 1_000;

  /** So long an empty budget is taken for empty without another look. */
  private static final Duration EMPTY_FOR = Duration.ofSeconds(1);

  private final String instance;
  private final String account;
  private final Period period;
  private final Lease lease;
  private final InstantSource clock;

  // All below is guarded by this.
  private final Deque<Waiter> waiting = new ArrayDeque<>();
  private Budget budget;
  private long free;
  private long inUse;

  /**
   * Of {@code free} and {@code inUse}: what was dispatched and released, and whose release is not
   * on disk. It may be used again, since what uses it is written later; it cannot go back yet.
   */
  private long unwritten;

  private Optional<Promise<Void>> exchanging = Optional.empty();
  private boolean changed;

  /** Whether the store may hold more for this slice than is known here. */
  private boolean leased;

  private boolean retired;
  private long usedMillis;
  private Instant emptyUntil = Instant.MIN;

  Slice(
      String instance,
      String account,
      Budget budget,
      Period period,
      Lease lease,
      InstantSource clock) {
    this.instance = instance;
    this.account = account;
    this.budget = budget;
    this.period = period;
    this.lease = lease;
    this.clock = clock;
  }

  Period period() {
    return period;
  }

  /** Whether it belongs to this run of the server. */
  boolean isOf(String name) {
    return instance.equals(name);
  }

  /** Holds so much; nothing when this slice is not used any more and another one has to be made. */
  Optional<Future<SliceAnswer>> reserve(Usd amount, Budget now) {
    long needed = amount.picodollars();
    Waiter waiter;
    synchronized (this) {
      if (retired) {
        return Optional.empty();
      }
      usedMillis = clock.millis();
      if (!now.equals(budget)) {
        budget = now;
        changed = true;
      }
      if (exchanging.isEmpty() && !changed && needed <= free) {
        return Optional.of(Future.succeededFuture(granted(needed)));
      }
      waiter = new Waiter(needed);
      waiting.add(waiter);
      if (exchanging.isPresent()) {
        return Optional.of(waiter.future());
      }
      exchanging = Optional.of(Promise.promise());
    }
    exchange();
    return Optional.of(waiter.future());
  }

  private SliceAnswer granted(long amount) {
    free -= amount;
    inUse += amount;
    return new SliceAnswer.Granted(new SliceHold(amount));
  }

  private void exchange() {
    Lease.Ask ask;
    synchronized (this) {
      ask = ask();
    }
    lease.exchange(ask).onComplete(result -> exchanged(ask, result));
  }

  /** Takes out of use what may go back; what remains is used on. */
  private Lease.Ask ask() {
    changed = false;
    leased = true;
    long usable = Math.min(free, unwritten);
    free = usable;
    long demand = 0;
    for (Waiter waiter : waiting) {
      waiter.ask();
      demand = saturated(demand, waiter.amount());
    }
    Waiter head = waiting.peek();
    long first = head == null ? 0 : Math.max(0, head.amount() - usable);
    return new Lease.Ask(
        instance,
        account,
        budget,
        period,
        new Usd(inUse + usable),
        new Usd(first),
        new Usd(Math.max(first, demand - usable)));
  }

  private static long saturated(long a, long b) {
    return a > Long.MAX_VALUE - b ? Long.MAX_VALUE : a + b;
  }

  private void exchanged(Lease.Ask ask, AsyncResult<Lease.Leased> result) {
    List<Runnable> answers = new ArrayList<>();
    boolean again;
    synchronized (this) {
      if (result.succeeded()) {
        take(ask, result.result(), answers);
      } else {
        String reason = String.valueOf(result.cause().getMessage());
        waiting.forEach(w -> answers.add(() -> w.answer(new SliceAnswer.Unavailable(reason))));
        waiting.clear();
      }
      again = !waiting.isEmpty();
      if (!again) {
        exchanging.ifPresent(done -> answers.add(done::complete));
        exchanging = Optional.empty();
      }
    }
    answers.forEach(Runnable::run);
    if (again) {
      exchange();
    }
  }

  private void take(Lease.Ask ask, Lease.Leased granted, List<Runnable> answers) {
    free += granted.granted().picodollars();
    leased = !ask.keep().plus(granted.granted()).equals(Usd.ZERO);
    serve(answers);
    BudgetState state = granted.state();
    if (granted.granted().equals(Usd.ZERO)) {
      refuse(state, answers);
    }
    if (free == 0 && state.left().equals(Usd.ZERO)) {
      emptyUntil = clock.instant().plus(EMPTY_FOR);
    }
  }

  /** In their order: who needs much is not overtaken for ever by who needs little. */
  private void serve(List<Runnable> answers) {
    for (Waiter head = waiting.peek();
        head != null && head.amount() <= free;
        head = waiting.peek()) {
      Waiter served = waiting.remove();
      SliceAnswer answer = granted(served.amount());
      answers.add(() -> served.answer(answer));
    }
  }

  /** Only those for whom the shared row was asked; who came since then asks it again. */
  private void refuse(BudgetState state, List<Runnable> answers) {
    long most = saturated(free, state.left().picodollars());
    for (Iterator<Waiter> all = waiting.iterator(); all.hasNext(); ) {
      Waiter waiter = all.next();
      if (waiter.isAsked() && waiter.amount() > most) {
        all.remove();
        answers.add(() -> waiter.answer(new SliceAnswer.Refused(state)));
      }
    }
  }

  /** Gives back what nobody has asked for in the last second, or what is of another time. */
  Future<Void> giveBackIdle() {
    boolean idle;
    synchronized (this) {
      idle = clock.millis() - usedMillis >= IDLE_MILLIS || !period.contains(clock.instant());
    }
    return idle ? giveBack() : Future.succeededFuture();
  }

  /** Gives back what is free. */
  Future<Void> giveBack() {
    Promise<Void> done = Promise.promise();
    synchronized (this) {
      boolean something = free > Math.min(free, unwritten) || (leased && free + inUse == 0);
      if (!something || exchanging.isPresent()) {
        return Future.succeededFuture();
      }
      exchanging = Optional.of(done);
    }
    exchange();
    return done.future();
  }

  /** Takes it out of use if it holds nothing, here and in the store. */
  synchronized boolean retireIfUnused() {
    boolean unused = exchanging.isEmpty() && !leased && free + inUse + unwritten == 0;
    retired |= unused && !isSeenEmpty();
    return retired;
  }

  /** Takes it out of use: what it held is not this instance's any more. */
  synchronized void forget() {
    retired = true;
    free = 0;
  }

  /** Whether the shared row had nothing left a moment ago. */
  synchronized boolean isSeenEmpty() {
    return free == 0 && clock.instant().isBefore(emptyUntil);
  }

  synchronized long free() {
    return free;
  }

  synchronized long inUse() {
    return inUse;
  }

  private final class SliceHold implements Hold {
    private final long amount;
    private boolean released;

    SliceHold(long amount) {
      this.amount = amount;
    }

    @Override
    public String instance() {
      return instance;
    }

    @Override
    public String period() {
      return period.id();
    }

    @Override
    public void giveBack() {
      freeAgain(0);
    }

    @Override
    public void release() {
      freeAgain(amount);
    }

    private void freeAgain(long toBeWritten) {
      List<Runnable> answers = new ArrayList<>();
      synchronized (Slice.this) {
        released = true;
        inUse -= amount;
        unwritten += toBeWritten;
        if (!retired) {
          free += amount;
          serve(answers);
        }
      }
      answers.forEach(Runnable::run);
    }

    @Override
    public void spend() {}

    @Override
    public void written() {
      synchronized (Slice.this) {
        if (released) {
          unwritten -= amount;
        } else {
          inUse -= amount;
        }
      }
    }
  }
}
