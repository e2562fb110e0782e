package dev.pixelgate.router;

import dev.pixelgate.pricing.Cap;
import dev.pixelgate.pricing.Envelope;
import dev.pixelgate.pricing.Offer;
import dev.pixelgate.pricing.Price;
import dev.pixelgate.pricing.Usd;
import dev.pixelgate.pricing.budget.BudgetState;
import dev.pixelgate.pricing.picture.PictureFormat;
import dev.pixelgate.router.health.Turn;
import dev.pixelgate.router.selection.Candidate;
import dev.pixelgate.router.selection.Exclusion;
import dev.pixelgate.router.selection.Selection;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The attempts of one order. Confined to the event loop that runs it. */
final class Dispatch {
  private static final Logger LOG = LoggerFactory.getLogger(Dispatch.class);

  /** When to come again to orchestrators that are full, while nobody knows how long they take. */
  private static final Duration SHORT_WAIT = Duration.ofSeconds(1);

  /**
   * While everybody is full by what they say themselves, an order looks so often whether somebody
   * is done. A look takes some 10 us, so that 256 waiting orders cost 3 % of a core.
   */
  private static final Duration LOOK_FOR_ROOM = Duration.ofMillis(100);

  /** Prices move once a minute; whoever asks yet another one each time is not worth an order. */
  private static final int MOST_REPRICINGS = 3;

  /** An order near the end of its budget looks so often; then it goes for the cheapest. */
  private static final int LOOKS_AT_BUDGET = 3;

  private final Dispatcher dispatcher;
  private final Order order;
  private final Cancellation request;
  private final Inquiry inquiry;
  private final long startNanos = System.nanoTime();
  private final Promise<Outcome> outcome = Promise.promise();
  private final Tally tally = new Tally();
  private final Waits waits;
  private Line line;
  private Means means = new Means(Envelope.unbounded(), Optional.empty());
  private Optional<Admission> admitting = Optional.empty();
  private Optional<RunningAttempt> running = Optional.empty();

  /** How long the bill took for all attempts. */
  private Duration billed = Duration.ZERO;

  Dispatch(Dispatcher dispatcher, Order order, Cancellation request) {
    this.dispatcher = dispatcher;
    this.order = order;
    this.request = request;
    this.inquiry = new Inquiry(dispatcher, order);
    this.waits = new Waits(order);
    this.line = line(List.of(), List::of);
  }

  Future<Outcome> run() {
    outcome
        .future()
        .onSuccess(
            ended ->
                dispatcher.decisions().keep(order.id(), order.account(), inquiry.asked(), ended));
    guarded(this::first);
    return outcome.future();
  }

  private void first() {
    if (begin()) {
      Selection selection = inquiry.answer();
      if (inquiry.isWorthRediscovery(selection)) {
        rediscover();
      } else {
        follow(selection);
      }
    }
  }

  /** A bug on the way fails the order, and what is held for it ends. */
  void guarded(Runnable step) {
    try {
      step.run();
    } catch (RuntimeException bug) {
      broken(bug);
    }
  }

  private void broken(RuntimeException bug) {
    if (admitting.isPresent()) {
      admitting.get().giveUp(() -> outcome.tryFail(bug));
    } else if (running.filter(RunningAttempt::isPublishing).isPresent()) {
      LOG.error("order id={} internal error while its picture is published", order.id(), bug);
    } else {
      try {
        running.ifPresent(attempt -> attempt.giveUp("failed", "internal error"));
      } finally {
        outcome.tryFail(bug);
      }
    }
  }

  Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - startNanos);
  }

  private void rediscover() {
    inquiry
        .answerAfterRediscovery()
        .onFailure(outcome::tryFail)
        .onSuccess(
            selection ->
                guarded(
                    () -> {
                      if (!outcome.future().isComplete()) {
                        follow(selection);
                      }
                    }));
  }

  private void lookAgain() {
    if (!outcome.future().isComplete()) {
      follow(inquiry.answerNow());
    }
  }

  private void follow(Selection selection) {
    switch (selection) {
      case Selection.UnknownModel(List<String> models) ->
          outcome.complete(new Outcome.UnknownModel(order.job().capability().model(), models));
      case Selection.NobodyReads(Set<PictureFormat> read, var excluded) ->
          outcome.complete(
              new Outcome.NobodyReads(
                  order.job().reads().orElseThrow(), order.job().capability().model(), read));
      case Selection.OverCap(var cap, Candidate nearest, List<Exclusion> excluded) ->
          outcome.complete(new Outcome.OverCap(cap, nearest, excluded));
      case Selection.NobodyNow(boolean full, var wait, var excluded)
          when full && waits.isWorth(LOOK_FOR_ROOM, elapsed()) -> {
        waits.waits(LOOK_FOR_ROOM);
        timer(LOOK_FOR_ROOM, this::lookAgain);
      }
      case Selection.NobodyNow(boolean full, var wait, var excluded) when full ->
          outcome.complete(new Outcome.NoCapacity(wait.orElse(SHORT_WAIT), List.of()));
      case Selection.NobodyNow(boolean full, var wait, var excluded) ->
          outcome.complete(new Outcome.NoOrchestrator(order.job().capability().model(), excluded));
      case Selection.Gone g ->
          outcome.complete(new Outcome.NoOrchestrator(order.job().capability().model(), List.of()));
      case Selection.Eligible(List<Candidate> ranked, boolean more) -> {
        line = line(ranked, () -> more ? inquiry.further(ranked.size()) : List.of());
        means =
            new Means(
                inquiry
                    .caps()
                    .envelope(order.job().capability())
                    .map(Envelope::of)
                    .orElse(Envelope.unbounded()),
                Optional.empty());
        next();
      }
    }
  }

  private Line line(List<Candidate> ranked, Supplier<List<Candidate>> further) {
    return new Line(dispatcher.health(), ranked, further);
  }

  /** Watches the clock and the client; false when the order is over before it began. */
  private boolean begin() {
    if (request.isCancelled()) {
      outcome.complete(new Outcome.Cancelled(List.of()));
      return false;
    }
    if (!order.deadline().isPositive()) {
      outcome.complete(new Outcome.DeadlinePassed(List.of()));
      return false;
    }
    timer(order.deadline(), this::deadline);
    request.onCancel(() -> guarded(this::cancelled));
    return true;
  }

  private void deadline() {
    stop("deadline", "the request's deadline passed", Outcome.DeadlinePassed::new);
  }

  /** The client has gone, or this server goes. */
  private void cancelled() {
    running.ifPresent(RunningAttempt::hurry);
    stop("cancelled", "the client has gone", Outcome.Cancelled::new);
  }

  /**
   * Ends the order, and the attempt that runs, for a reason of ours. While the bill is asked that
   * waits for its answer, which the store's own time-outs bound: nothing may be held afterwards.
   */
  private void stop(String word, String detail, Function<List<AttemptRecord>, Outcome> ending) {
    if (admitting.isPresent()) {
      admitting.get().giveUp(() -> outcome.tryComplete(ending.apply(tally.records())));
      return;
    }
    if (running.isPresent()) {
      RunningAttempt attempt = running.get();
      Optional<AttemptRecord> stopped = attempt.giveUp(word, detail);
      if (stopped.isEmpty()) {
        return;
      }
      book(attempt.candidate(), stopped.get());
    }
    outcome.tryComplete(ending.apply(tally.records()));
  }

  private void next() {
    if (outcome.future().isComplete()) {
      return;
    }
    if (tally.attempts() == dispatcher.maxAttempts()) {
      outcome.complete(tally.nobodyLeft());
      return;
    }
    switch (line.next(means, elapsed())) {
      case Line.Next.Ask(Candidate candidate, Turn turn) -> ask(candidate, turn);
      case Line.Next.Wait(Duration time) when waits.isWorth(time, elapsed()) -> {
        waits.waits(time);
        timer(time, this::next);
      }
      case Line.Next.Wait w -> outcome.complete(tally.nobodyLeft());
      case Line.Next.Nobody n -> outcome.complete(tally.nobodyLeft());
    }
  }

  /** Nothing is held at a price that is known to be another one by now. */
  private void ask(Candidate candidate, Turn turn) {
    Offer offer = candidate.offer();
    Optional<Price> moved =
        inquiry
            .seller(offer.orchestrator())
            .orchestrator()
            .asks(offer.capability())
            .filter(now -> !now.equals(offer.price()));
    if (moved.isPresent()) {
      turn.dropped();
      repriced(candidate, moved.get());
    } else {
      admit(candidate, turn);
    }
  }

  private void admit(Candidate candidate, Turn turn) {
    Admission admission =
        new Admission(order.bill(), inquiry.claim(tally.records().size() + 1, candidate));
    admitting = Optional.of(admission);
    Duration asked = elapsed();
    admission
        .admit()
        .onSuccess(
            result -> {
              admitting = Optional.empty();
              billed = billed.plus(elapsed().minus(asked));
              guarded(() -> admitted(candidate, turn, result));
            });
  }

  private void admitted(Candidate candidate, Turn turn, Admission.Result result) {
    if (result instanceof Admission.Result.Admitted(Hold hold)) {
      start(candidate, turn, hold);
      return;
    }
    turn.dropped();
    switch (result) {
      case Admission.Result.Admitted a -> throw new IllegalStateException("admitted twice");
      case Admission.Result.OverBudget(BudgetState budget, Usd needed) ->
          overBudget(budget, needed);
      case Admission.Result.QuoteUsed(String quote) ->
          outcome.tryComplete(new Outcome.QuoteUsed(quote, tally.records()));
      case Admission.Result.Away(String reason) ->
          outcome.tryComplete(new Outcome.StoreAway(reason, tally.records()));
      case Admission.Result.GivenUp(Runnable then) -> then.run();
    }
  }

  private void overBudget(BudgetState budget, Usd needed) {
    tally.overBudget(budget, needed);
    means = means.without(needed);
    if (tally.refusals() == LOOKS_AT_BUDGET) {
      line.cheapestFirst();
    }
    next();
  }

  private void start(Candidate candidate, Turn turn, Hold hold) {
    Seller seller = inquiry.seller(candidate.offer().orchestrator());
    Duration deadline =
        seller
            .attemptDeadline()
            .orElseGet(() -> dispatcher.health().patience(candidate.seat(), order.pixels()));
    RunningAttempt attempt =
        new RunningAttempt(
            this,
            dispatcher,
            order,
            candidate,
            seller,
            turn,
            deadline,
            hold,
            tally.records().size() + 1);
    running = Optional.of(attempt);
    attempt.start();
  }

  /** Called once per attempt that did not serve. */
  void failed(Candidate candidate, AttemptEnd end, Turn turn, AttemptRecord record) {
    book(candidate, record);
    tally.failed(end, turn);
    switch (end) {
      case AttemptEnd.BadImage(String message) ->
          outcome.tryComplete(new Outcome.BadImage(message, tally.records()));
      case AttemptEnd.StoreFailed(String reason) ->
          outcome.tryComplete(new Outcome.StoreFailed(reason, tally.records()));
      case AttemptEnd.JobRejected(String message) when tally.rejections() >= 2 ->
          outcome.tryComplete(new Outcome.JobWrong(message, tally.records()));
      case AttemptEnd.Served s -> throw new IllegalStateException("served is not a failure: " + s);
      case AttemptEnd.Busy(Duration retryAfter) -> {
        line.again(candidate, elapsed().plus(waits.pause(retryAfter, tally.busy())));
        next();
      }
      case AttemptEnd.Repriced(Price now) -> repriced(candidate, now);
      case AttemptEnd.Unpaid u -> next();
      case AttemptEnd.JobRejected j -> next();
      case AttemptEnd.Failed f -> next();
      case AttemptEnd.Cancelled c -> next();
    }
  }

  private void repriced(Candidate candidate, Price now) {
    boolean restless = tally.repricing() > MOST_REPRICINGS;
    switch (inquiry.repriced(candidate, now)) {
      case Repricing.Within(Candidate again) when !restless -> line.insert(again);
      case Repricing.Within w -> {}
      case Repricing.OverCap(Cap cap, Candidate dearer) -> tally.overCap(cap, dearer);
      case Repricing.Unknown u -> {}
    }
    next();
  }

  /** Called at most once, when the picture is published or rescued. */
  void sold(
      Candidate candidate,
      AttemptEnd.Served served,
      Delivery media,
      Duration stored,
      AttemptRecord record) {
    book(candidate, record);
    tally.contradictRejections();
    outcome.tryComplete(
        new Outcome.Sold(candidate.offer(), served, media, stored.plus(billed), tally.records()));
  }

  private void book(Candidate candidate, AttemptRecord record) {
    running = Optional.empty();
    tally.add(record);
    if (record.owed().compareTo(Usd.ZERO) > 0) {
      means = means.spend(candidate.charge());
    }
  }

  /** Runs a step later, unless the order is over by then. */
  private void timer(Duration after, Runnable step) {
    long timer = dispatcher.vertx().setTimer(Math.max(1, after.toMillis()), t -> guarded(step));
    outcome.future().onComplete(ended -> dispatcher.vertx().cancelTimer(timer));
  }
}
