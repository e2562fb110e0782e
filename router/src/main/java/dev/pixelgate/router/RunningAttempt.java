package dev.pixelgate.router;

import dev.pixelgate.pricing.Price;
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
  private final Hold hold;
  private final int number;
  private final Duration after;
  private final Cancellation cancellation = new Cancellation();
  private final long startNanos = System.nanoTime();
  private boolean counted;
  private Optional<Publication> publishing = Optional.empty();
  private boolean dispatched;

  RunningAttempt(
      Dispatch dispatch,
      Dispatcher dispatcher,
      Order order,
      Candidate candidate,
      Seller seller,
      Turn turn,
      Duration deadline,
      Hold hold,
      int number) {
    this.dispatch = dispatch;
    this.dispatcher = dispatcher;
    this.order = order;
    this.candidate = candidate;
    this.seller = seller;
    this.turn = turn;
    this.deadline = deadline;
    this.hold = hold;
    this.number = number;
    this.after = dispatch.elapsed();
  }

  Candidate candidate() {
    return candidate;
  }

  /** Whether the picture is bought and on its way into the store. */
  boolean isPublishing() {
    return publishing.isPresent();
  }

  /** A picture that is on its way into the store goes into the answer, unless it is there soon. */
  void hurry() {
    publishing.ifPresent(Publication::hurry);
  }

  void start() {
    ResultWriter writer = dispatcher.media().open(order.account());
    long timer =
        dispatcher
            .vertx()
            .setTimer(Math.max(1, deadline.toMillis()), t -> dispatch.guarded(this::timedOut));
    attempt(writer)
        .otherwise(this::bug)
        .onSuccess(
            end -> {
              dispatcher.vertx().cancelTimer(timer);
              dispatch.guarded(() -> ended(end, writer));
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
    return new Agreement(
        candidate.offer().price(),
        candidate.charge(),
        remaining,
        order.hops(),
        new AttemptId(order.account(), order.id(), number));
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
    AttemptRecord record = over(word, detail, failed(false));
    Duration took = record.took();
    // A newcomer had its chance when it had most of the time that the client gave.
    turn.cutOff(took, order.pixels(), took.multipliedBy(2).compareTo(order.deadline()) > 0);
    cancellation.cancel();
    return Optional.of(record);
  }

  private void timedOut() {
    if (counted) {
      return;
    }
    counted = true;
    String detail =
        "%s took over %d ms".formatted(seller.orchestrator().name(), deadline.toMillis());
    AttemptRecord record = over("timeout", detail, failed(false));
    turn.timedOut(deadline);
    cancellation.cancel();
    dispatch.failed(candidate, new AttemptEnd.Failed(detail), turn, record);
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
    // What the seller did well and we could not keep is owed like a picture that we kept.
    boolean ourFault = end instanceof AttemptEnd.StoreFailed && dispatched;
    Ending money = ourFault ? new Ending.Borne(candidate.charge()) : failed(end.isAnsweredError());
    AttemptRecord record = over(word(end), detail(end), money);
    writer.discard();
    learn(end);
    dispatch.failed(candidate, end, turn, record);
  }

  private void publish(AttemptEnd.Served served, ResultWriter writer) {
    counted = true;
    Duration took = elapsed();
    turn.served(took, order.pixels());
    Duration left = order.deadline().minus(dispatch.elapsed());
    Publication publication =
        new Publication(dispatcher.vertx(), writer, Publication.patience(left));
    publishing = Optional.of(publication);
    publication
        .run()
        .onSuccess(media -> dispatch.guarded(() -> published(served, media, took)))
        .onFailure(cause -> dispatch.guarded(() -> unpublished(cause, took)));
  }

  private void published(AttemptEnd.Served served, Delivery media, Duration took) {
    publishing = Optional.empty();
    AttemptRecord record = over("served", "", new Ending.Settled(candidate.charge()), took);
    dispatch.sold(candidate, served, media, elapsed().minus(took), record);
  }

  private void unpublished(Throwable cause, Duration took) {
    publishing = Optional.empty();
    LOG.warn("attempt orchestrator={} rescue=failed", seller.orchestrator().name(), cause);
    AttemptEnd.StoreFailed end = new AttemptEnd.StoreFailed("the result could not be published");
    AttemptRecord record =
        over(word(end), end.reason(), new Ending.Borne(candidate.charge()), took);
    dispatch.failed(candidate, end, turn, record);
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
      case AttemptEnd.Repriced r -> turn.dropped();
      case AttemptEnd.Unpaid u -> turn.dropped();
    }
  }

  private Ending failed(boolean answeredError) {
    return seller.owing().ending(dispatched, answeredError, candidate.charge());
  }

  private AttemptRecord over(String word, String detail, Ending money) {
    return over(word, detail, money, elapsed());
  }

  /** Moves the money, which is the first thing that an end does, and answers the record of it. */
  private AttemptRecord over(String word, String detail, Ending money, Duration took) {
    hold.end(money);
    String name = seller.orchestrator().name();
    return switch (money) {
      case Ending.Settled(Usd owed) ->
          new AttemptRecord(name, word, detail, after, took, owed, hold.charge());
      case Ending.Lost(Usd owed) ->
          new AttemptRecord(name, word, detail, after, took, owed, hold.charge());
      case Ending.Borne(Usd owed) ->
          new AttemptRecord(name, word, detail, after, took, owed, Usd.ZERO);
      case Ending.Released r ->
          new AttemptRecord(name, word, detail, after, took, Usd.ZERO, Usd.ZERO);
    };
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
      case AttemptEnd.Repriced r -> "repriced";
      case AttemptEnd.Unpaid u -> "unpaid";
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
      case AttemptEnd.Repriced(Price now) -> "asks " + now + " now";
      case AttemptEnd.Unpaid(String reason) -> reason;
    };
  }
}
