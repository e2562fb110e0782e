package dev.pixelgate.router;

import dev.pixelgate.pricing.Envelope;
import dev.pixelgate.pricing.Usd;
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
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.function.Supplier;

/** The attempts of one order. Confined to the event loop that runs it. */
final class Dispatch {
  /** An order waits so long for busy orchestrators; after that its client is told to come again. */
  private static final Duration MOST_WAITING = Duration.ofSeconds(30);

  /** When to come again to orchestrators that are full, while nobody knows how long they take. */
  private static final Duration SHORT_WAIT = Duration.ofSeconds(1);

  /**
   * While everybody is full by what they say themselves, an order looks so often whether somebody
   * is done. A look takes some 10 us, so that 256 waiting orders cost 3 % of a core.
   */
  private static final Duration LOOK_FOR_ROOM = Duration.ofMillis(100);

  /** The least time before somebody busy is asked again, doubled by each busy answer, to 1.28 s. */
  private static final Duration LEAST_PAUSE = Duration.ofMillis(10);

  private static final int MOST_DOUBLINGS = 7;

  private final Dispatcher dispatcher;
  private final Order order;
  private final Cancellation request;
  private final Inquiry inquiry;
  private final SplittableRandom random;
  private final long startNanos = System.nanoTime();
  private final Promise<Outcome> outcome = Promise.promise();
  private final Tally tally = new Tally();
  private Line line;
  private Envelope envelope = Envelope.unbounded();
  private Optional<RunningAttempt> running = Optional.empty();
  private Duration waited = Duration.ZERO;

  Dispatch(Dispatcher dispatcher, Order order, Cancellation request) {
    this.dispatcher = dispatcher;
    this.order = order;
    this.request = request;
    this.inquiry = new Inquiry(dispatcher, order);
    this.random = new SplittableRandom(order.seed());
    this.line = line(List.of(), List::of);
  }

  Future<Outcome> run() {
    outcome
        .future()
        .onSuccess(
            ended ->
                dispatcher.decisions().keep(order.id(), order.account(), inquiry.asked(), ended));
    if (begin()) {
      Selection selection = inquiry.answer();
      if (inquiry.isWorthRediscovery(selection)) {
        rediscover();
      } else {
        follow(selection);
      }
    }
    return outcome.future();
  }

  Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - startNanos);
  }

  private void rediscover() {
    inquiry
        .answerAfterRediscovery()
        .onSuccess(
            selection -> {
              if (!outcome.future().isComplete()) {
                follow(selection);
              }
            });
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
          when full && isWorthWaiting(LOOK_FOR_ROOM) -> {
        waited = waited.plus(LOOK_FOR_ROOM);
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
        envelope =
            inquiry.caps().envelope(order.job().capability()).map(Envelope::of).orElse(envelope);
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
    request.onCancel(this::cancelled);
    return true;
  }

  private void deadline() {
    stop("deadline", "the request's deadline passed", Outcome.DeadlinePassed::new);
  }

  private void cancelled() {
    stop("cancelled", "the client has gone", Outcome.Cancelled::new);
  }

  /** Ends the order, and the attempt that runs, for a reason of ours. */
  private void stop(String word, String detail, Function<List<AttemptRecord>, Outcome> ending) {
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
    switch (line.next(envelope, elapsed())) {
      case Line.Next.Ask(Candidate candidate, Turn turn) -> start(candidate, turn);
      case Line.Next.Wait(Duration time) when isWorthWaiting(time) -> {
        waited = waited.plus(time);
        timer(time, this::next);
      }
      case Line.Next.Wait w -> outcome.complete(tally.nobodyLeft());
      case Line.Next.Nobody n -> outcome.complete(tally.nobodyLeft());
    }
  }

  private boolean isWorthWaiting(Duration time) {
    return waited.plus(time).compareTo(MOST_WAITING) <= 0
        && elapsed().plus(time).compareTo(order.deadline()) < 0;
  }

  private void start(Candidate candidate, Turn turn) {
    Seller seller = inquiry.seller(candidate.offer().orchestrator());
    Duration deadline =
        seller
            .attemptDeadline()
            .orElseGet(() -> dispatcher.health().patience(candidate.seat(), order.pixels()));
    RunningAttempt attempt =
        new RunningAttempt(this, dispatcher, order, candidate, seller, turn, deadline);
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
        line.again(candidate, elapsed().plus(spread(pause(retryAfter))));
        next();
      }
      case AttemptEnd.JobRejected j -> next();
      case AttemptEnd.Failed f -> next();
      case AttemptEnd.Cancelled c -> next();
    }
  }

  /** What was asked for, unless that would be a storm of questions. */
  private Duration pause(Duration retryAfter) {
    Duration least = LEAST_PAUSE.multipliedBy(1L << Math.min(tally.busy() - 1, MOST_DOUBLINGS));
    return retryAfter.compareTo(least) > 0 ? retryAfter : least;
  }

  /** Up to half as long again, so that those who were turned away together do not come together. */
  private Duration spread(Duration retryAfter) {
    return retryAfter.plusMillis((long) (retryAfter.toMillis() / 2.0 * random.nextDouble()));
  }

  /** Called at most once, when the picture is published. */
  void sold(
      Candidate candidate,
      AttemptEnd.Served served,
      StoredMedia media,
      Duration stored,
      AttemptRecord record) {
    book(candidate, record);
    tally.contradictRejections();
    outcome.tryComplete(
        new Outcome.Sold(candidate.offer(), served, media, stored, tally.records()));
  }

  private void book(Candidate candidate, AttemptRecord record) {
    running = Optional.empty();
    tally.add(record);
    if (record.owed().compareTo(Usd.ZERO) > 0) {
      envelope = envelope.spend(candidate.charge());
    }
  }

  /** Runs a step later, unless the order is over by then. */
  private void timer(Duration after, Runnable step) {
    long timer = dispatcher.vertx().setTimer(Math.max(1, after.toMillis()), t -> step.run());
    outcome.future().onComplete(ended -> dispatcher.vertx().cancelTimer(timer));
  }
}
