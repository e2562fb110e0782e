package dev.pixelgate.router;

import dev.pixelgate.pricing.Caps;
import dev.pixelgate.pricing.Envelope;
import dev.pixelgate.pricing.Usd;
import dev.pixelgate.pricing.picture.PictureFormat;
import dev.pixelgate.router.selection.Candidate;
import dev.pixelgate.router.selection.Exclusion;
import dev.pixelgate.router.selection.Selection;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** The attempts of one order. Confined to the event loop that runs it. */
final class Dispatch {
  private final Dispatcher dispatcher;
  private final Order order;
  private final Cancellation request;
  private final Market market;
  private final Promise<Outcome> outcome = Promise.promise();
  private final Deque<Candidate> waiting = new ArrayDeque<>();
  private final List<AttemptRecord> records = new ArrayList<>();
  private final List<AttemptEnd> ends = new ArrayList<>();
  private Envelope envelope = Envelope.unbounded();
  private Optional<RunningAttempt> running = Optional.empty();

  Dispatch(Dispatcher dispatcher, Order order, Cancellation request) {
    this.dispatcher = dispatcher;
    this.order = order;
    this.request = request;
    this.market = dispatcher.market().get();
  }

  Future<Outcome> run() {
    Caps caps = dispatcher.selector().capsWith(order.caps());
    Selection selection = dispatcher.selector().select(market.book(), order.demand(), caps);
    switch (selection) {
      case Selection.UnknownModel(List<String> models) ->
          outcome.complete(new Outcome.UnknownModel(order.job().capability().model(), models));
      case Selection.NobodyReads(Set<PictureFormat> read, var excluded) ->
          outcome.complete(
              new Outcome.NobodyReads(
                  order.job().picture().format(), order.job().capability().model(), read));
      case Selection.OverCap(var cap, Candidate nearest, List<Exclusion> excluded) ->
          outcome.complete(new Outcome.OverCap(cap, nearest, excluded));
      case Selection.Eligible(List<Candidate> ranked, var excluded) -> {
        waiting.addAll(ranked);
        envelope = caps.envelope(order.job().capability()).map(Envelope::of).orElse(envelope);
        begin();
      }
    }
    return outcome.future();
  }

  private void begin() {
    if (request.isCancelled()) {
      outcome.complete(new Outcome.Cancelled(List.of()));
      return;
    }
    if (!order.deadline().isPositive()) {
      outcome.complete(new Outcome.DeadlinePassed(List.of()));
      return;
    }
    long timer =
        dispatcher.vertx().setTimer(Math.max(1, order.deadline().toMillis()), t -> deadline());
    outcome.future().onComplete(ended -> dispatcher.vertx().cancelTimer(timer));
    request.onCancel(this::cancelled);
    next();
  }

  private void deadline() {
    stop("deadline", "the request's deadline passed", Outcome.DeadlinePassed::new);
  }

  private void cancelled() {
    stop("cancelled", "the client has gone", Outcome.Cancelled::new);
  }

  /** Ends the running attempt, and the order with it, for a reason of ours. */
  private void stop(String word, String detail, Function<List<AttemptRecord>, Outcome> ending) {
    if (running.isEmpty()) {
      return;
    }
    RunningAttempt attempt = running.get();
    Optional<AttemptRecord> stopped = attempt.giveUp(word, detail);
    if (stopped.isPresent()) {
      book(attempt.candidate(), stopped.get());
      outcome.tryComplete(ending.apply(List.copyOf(records)));
    }
  }

  private void next() {
    if (outcome.future().isComplete()) {
      return;
    }
    Optional<Candidate> candidate = nextAffordable();
    if (candidate.isEmpty() || records.size() == dispatcher.maxAttempts()) {
      outcome.complete(nobodyLeft());
    } else {
      start(candidate.get());
    }
  }

  private Optional<Candidate> nextAffordable() {
    while (!waiting.isEmpty()) {
      Candidate candidate = waiting.removeFirst();
      if (envelope.covers(candidate.charge())) {
        return Optional.of(candidate);
      }
    }
    return Optional.empty();
  }

  private void start(Candidate candidate) {
    String name = candidate.offer().orchestrator();
    Seller seller =
        Objects.requireNonNull(market.sellers().get(name), () -> "no seller named " + name);
    RunningAttempt attempt = new RunningAttempt(this, dispatcher, order, candidate, seller);
    running = Optional.of(attempt);
    attempt.start();
  }

  /** Called once per attempt that did not serve. */
  void failed(Candidate candidate, AttemptEnd end, AttemptRecord record) {
    book(candidate, record);
    ends.add(end);
    switch (end) {
      case AttemptEnd.BadImage(String message) ->
          outcome.tryComplete(new Outcome.BadImage(message, List.copyOf(records)));
      case AttemptEnd.StoreFailed(String reason) ->
          outcome.tryComplete(new Outcome.StoreFailed(reason, List.copyOf(records)));
      case AttemptEnd.JobRejected(String message) when rejections() >= 2 ->
          outcome.tryComplete(new Outcome.JobWrong(message, List.copyOf(records)));
      case AttemptEnd.Served s -> throw new IllegalStateException("served is not a failure: " + s);
      case AttemptEnd.JobRejected j -> next();
      case AttemptEnd.Busy b -> next();
      case AttemptEnd.Failed f -> next();
      case AttemptEnd.Cancelled c -> next();
    }
  }

  /** Called at most once, when the picture is published. */
  void sold(
      Candidate candidate,
      AttemptEnd.Served served,
      StoredMedia media,
      Duration stored,
      AttemptRecord record) {
    book(candidate, record);
    outcome.tryComplete(
        new Outcome.Sold(candidate.offer(), served, media, stored, List.copyOf(records)));
  }

  private void book(Candidate candidate, AttemptRecord record) {
    running = Optional.empty();
    records.add(record);
    if (record.owed().compareTo(Usd.ZERO) > 0) {
      envelope = envelope.spend(candidate.charge());
    }
  }

  private long rejections() {
    return ends.stream().filter(AttemptEnd.JobRejected.class::isInstance).count();
  }

  private Outcome nobodyLeft() {
    List<Duration> waits = new ArrayList<>();
    for (AttemptEnd end : ends) {
      if (end instanceof AttemptEnd.Busy(Duration retryAfter)) {
        waits.add(retryAfter);
      }
    }
    if (!waits.isEmpty() && waits.size() == ends.size()) {
      return new Outcome.NoCapacity(
          waits.stream().min(Duration::compareTo).orElseThrow(), List.copyOf(records));
    }
    return new Outcome.AllFailed(List.copyOf(records));
  }
}
