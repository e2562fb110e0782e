package dev.pixelgate.router;

import dev.pixelgate.pricing.Usd;
import dev.pixelgate.pricing.budget.Budget;
import dev.pixelgate.pricing.budget.BudgetState;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Keeps the money of one order in memory, remembers what was asked of it, and breaks the test when
 * that is not the protocol of a bill. Confined to the event loop of its market.
 */
final class TestingBill implements Bill {
  private enum Step {
    FREE,
    RESERVING,
    RESERVED,
    DISPATCHING,
    DISPATCHED
  }

  final List<String> calls = new ArrayList<>();
  final List<String> breaches = new ArrayList<>();
  final List<Claim> claims = new ArrayList<>();
  private final Usd budget;
  private Supplier<Future<Void>> reserving = Future::succeededFuture;
  private Supplier<Future<Void>> dispatching = Future::succeededFuture;
  private Optional<Usd> most = Optional.empty();
  private Optional<Reservation> answer = Optional.empty();
  private Step step = Step.FREE;
  private Usd held = Usd.ZERO;
  private Usd spent = Usd.ZERO;
  private boolean closed;

  /** One with so much left on its account. */
  TestingBill(String budget) {
    this.budget = Usd.parse(budget);
  }

  static TestingBill rich() {
    return new TestingBill("1000 USD");
  }

  /** From now on it waits for this before it reserves; a failure is that of the reservation. */
  TestingBill reserving(Supplier<Future<Void>> wait) {
    reserving = wait;
    return this;
  }

  /** From now on it waits for this before a dispatch is on disk. */
  TestingBill dispatching(Supplier<Future<Void>> wait) {
    dispatching = wait;
    return this;
  }

  /** From now on an attempt costs the account no more than this, as under a quote. */
  TestingBill most(String usd) {
    most = Optional.of(Usd.parse(usd));
    return this;
  }

  /** From now on it answers this. */
  TestingBill answering(Reservation reservation) {
    answer = Optional.of(reservation);
    return this;
  }

  /** What the account has paid. */
  Usd spent() {
    return spent;
  }

  @Override
  public Future<Reservation> reserve(Claim claim) {
    expect(Step.FREE, "reserve");
    calls.add("reserve " + claim.charge().toShortDecimal());
    claims.add(claim);
    step = Step.RESERVING;
    return Future.succeededFuture()
        .compose(begin -> reserving.get())
        .map(ready -> grant(claim))
        .onFailure(broken -> step = Step.FREE);
  }

  private Reservation grant(Claim claim) {
    Usd charge = most.filter(m -> m.compareTo(claim.charge()) < 0).orElse(claim.charge());
    if (answer.isPresent() || spent.plus(charge).compareTo(budget) > 0) {
      step = Step.FREE;
      return answer.orElseGet(() -> new Reservation.OverBudget(state(), claim.charge()));
    }
    step = Step.RESERVED;
    held = charge;
    return new Reservation.Granted(charge);
  }

  private BudgetState state() {
    return new BudgetState(
        Budget.parse(budget + "/day"), budget, spent, Usd.ZERO, Optional.of(Instant.EPOCH));
  }

  @Override
  public Future<Void> dispatch() {
    expect(Step.RESERVED, "dispatch");
    calls.add("dispatch");
    step = Step.DISPATCHING;
    return Future.succeededFuture()
        .compose(begin -> dispatching.get())
        .onSuccess(written -> step = Step.DISPATCHED)
        .onFailure(away -> step = Step.RESERVED);
  }

  @Override
  public void end(Ending ending) {
    if (step != Step.RESERVED && step != Step.DISPATCHED) {
      breaches.add("end while " + step);
    }
    if (step == Step.RESERVED && !(ending instanceof Ending.Released)) {
      breaches.add("ended " + ending + " without a dispatch");
    }
    if (closed) {
      breaches.add("end after the outcome");
    }
    calls.add("end " + ending.getClass().getSimpleName());
    step = Step.FREE;
    switch (ending) {
      case Ending.Settled s -> spent = spent.plus(held);
      case Ending.Lost l -> spent = spent.plus(held);
      case Ending.Released r -> {}
      case Ending.Borne b -> {}
    }
    held = Usd.ZERO;
  }

  /** The order has its outcome: nothing may be open, and nothing may come. */
  void close() {
    expect(Step.FREE, "outcome");
    closed = true;
  }

  private void expect(Step expected, String call) {
    if (step != expected) {
      breaches.add(call + " while " + step);
    }
    if (closed) {
      breaches.add(call + " after the outcome");
    }
  }
}
