package dev.pixelgate.router;

import dev.pixelgate.pricing.Usd;
import dev.pixelgate.router.health.Turn;
import dev.pixelgate.router.selection.Candidate;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One attempt while it runs. It is counted exactly once: by its own end, by its deadline, or when
 * its order gives it up. An end that comes after that only cleans up. Confined to one event loop.
 */
final class RunningAttempt {
  private static final Logger LOG = LoggerFactory.getLogger(RunningAttempt.class);

  private final Dispatch dispatch;
  private final Dispatcher dispatcher;
  private final Order order;
  private final Candidate candidate;
  private final Seller seller;
  private final Turn turn;
  private final Duration deadline;
  private final Duration after;
  private final Cancellation cancellation = new Cancellation();
  private final long startNanos = System.nanoTime();
  private boolean counted;
  private boolean dispatched;

  RunningAttempt(
      Dispatch dispatch,
      Dispatcher dispatcher,
      Order order,
      Candidate candidate,
      Seller seller,
      Turn turn,
      Duration deadline) {
    this.dispatch = dispatch;
    this.dispatcher = dispatcher;
    this.order = order;
    this.candidate = candidate;
    this.seller = seller;
    this.turn = turn;
    this.deadline = deadline;
    this.after = dispatch.elapsed();
  }

  Candidate candidate() {
    return candidate;
  }

  void start() {
    ResultWriter writer = dispatcher.media().open(order.account());
    long timer = dispatcher.vertx().setTimer(Math.max(1, deadline.toMillis()), t -> timedOut());
    attempt(writer)
        .otherwise(this::bug)
        .onSuccess(
            end -> {
              dispatcher.vertx().cancelTimer(timer);
              ended(end, writer);
            });
  }

  /** A throw is a bug like a failed future is: the order goes on. */
  private Future<AttemptEnd> attempt(ResultWriter writer) {
    try {
      return seller
          .orchestrator()
          .attempt(order.job(), agreement(), writer, cancellation, () -> dispatched = true);
    } catch (RuntimeException bug) {
      return Future.failedFuture(bug);
    }
  }

  private Agreement agreement() {
    Duration ofOrder = order.deadline().minus(after);
    Duration remaining = deadline.compareTo(ofOrder) < 0 ? deadline : ofOrder;
    return new Agreement(candidate.offer().price(), candidate.charge(), remaining, order.hops());
  }

  /** The client learns no more than that there is one. */
  private AttemptEnd bug(Throwable cause) {
    LOG.error("attempt orchestrator={} internal error", seller.orchestrator().name(), cause);
    return new AttemptEnd.Failed(seller.orchestrator().name() + " met an internal error");
  }

  /**
   * Stops the work and answers its record. Nothing once the picture is being published: it is
   * bought, and its own end decides the order.
   */
  Optional<AttemptRecord> giveUp(String word, String detail) {
    if (counted) {
      return Optional.empty();
    }
    counted = true;
    Duration took = elapsed();
    // A newcomer had its chance when it had most of the time that the client gave.
    turn.cutOff(took, order.pixels(), took.multipliedBy(2).compareTo(order.deadline()) > 0);
    cancellation.cancel();
    return Optional.of(record(word, detail, failureOwed(false)));
  }

  private void timedOut() {
    if (counted) {
      return;
    }
    counted = true;
    String detail =
        "%s took over %d ms".formatted(seller.orchestrator().name(), deadline.toMillis());
    turn.timedOut(deadline);
    cancellation.cancel();
    dispatch.failed(
        candidate,
        new AttemptEnd.Failed(detail),
        turn,
        record("timeout", detail, failureOwed(false)));
  }

  private void ended(AttemptEnd end, ResultWriter writer) {
    if (counted) {
      writer.discard();
      return;
    }
    if (end instanceof AttemptEnd.Served served) {
      publish(served, writer);
      return;
    }
    counted = true;
    writer.discard();
    learn(end);
    // What the seller did well and we could not keep is owed like a picture that we kept.
    boolean ourFault = end instanceof AttemptEnd.StoreFailed && dispatched;
    Usd owed = ourFault ? candidate.charge() : failureOwed(end.isAnsweredError());
    dispatch.failed(candidate, end, turn, record(word(end), detail(end), owed));
  }

  private void publish(AttemptEnd.Served served, ResultWriter writer) {
    counted = true;
    Duration took = elapsed();
    turn.served(took, order.pixels());
    AttemptRecord bought = record("served", "", candidate.charge());
    writer
        .publish()
        .onSuccess(media -> dispatch.sold(candidate, served, media, elapsed().minus(took), bought))
        .onFailure(this::unpublished);
  }

  private void unpublished(Throwable cause) {
    LOG.warn("attempt orchestrator={} publish=failed", seller.orchestrator().name(), cause);
    AttemptEnd.StoreFailed end = new AttemptEnd.StoreFailed("the result could not be published");
    dispatch.failed(candidate, end, turn, record(word(end), end.reason(), candidate.charge()));
  }

  /** What the end says about the orchestrator. Our own faults and the job's are not its. */
  private void learn(AttemptEnd end) {
    switch (end) {
      case AttemptEnd.Served s ->
          throw new IllegalStateException("served is learnt when published");
      case AttemptEnd.Busy(Duration retryAfter) -> turn.busy(retryAfter);
      case AttemptEnd.Failed f -> turn.failed(elapsed());
      case AttemptEnd.JobRejected j -> turn.dropped();
      case AttemptEnd.BadImage b -> turn.dropped();
      case AttemptEnd.StoreFailed s -> turn.dropped();
      case AttemptEnd.Cancelled c -> turn.dropped();
    }
  }

  private Usd failureOwed(boolean answeredError) {
    return seller.owing().owes(dispatched, answeredError) ? candidate.charge() : Usd.ZERO;
  }

  private AttemptRecord record(String word, String detail, Usd owed) {
    return new AttemptRecord(seller.orchestrator().name(), word, detail, after, elapsed(), owed);
  }

  private Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - startNanos);
  }

  private static String word(AttemptEnd end) {
    return switch (end) {
      case AttemptEnd.Served s -> "served";
      case AttemptEnd.Busy b -> "busy";
      case AttemptEnd.JobRejected j -> "rejected";
      case AttemptEnd.BadImage b -> "bad-image";
      case AttemptEnd.StoreFailed s -> "store-failed";
      case AttemptEnd.Failed f -> "failed";
      case AttemptEnd.Cancelled c -> "cancelled";
    };
  }

  private static String detail(AttemptEnd end) {
    return switch (end) {
      case AttemptEnd.Served s -> "";
      case AttemptEnd.Busy b -> "no room, try again in " + b.retryAfter().toSeconds() + " s";
      case AttemptEnd.JobRejected j -> j.message();
      case AttemptEnd.BadImage b -> b.message();
      case AttemptEnd.StoreFailed s -> s.reason();
      case AttemptEnd.Failed f -> f.reason();
      case AttemptEnd.Cancelled c -> "stopped";
    };
  }
}
