package dev.pixelgate.router;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Ends every attempt as it is told. Confined to the event loop of its market. */
class TestingOrchestrator implements Orchestrator {
  static final AttemptEnd SERVED =
      new AttemptEnd.Served(7, false, Optional.empty(), List.of(), Duration.ZERO);

  private final String name;
  private final Supplier<Future<AttemptEnd>> end;
  private final boolean reachable;
  private final List<Cancellation> attempts = new ArrayList<>();

  private TestingOrchestrator(String name, Supplier<Future<AttemptEnd>> end, boolean reachable) {
    this.name = name;
    this.end = end;
    this.reachable = reachable;
  }

  private TestingOrchestrator(String name, Supplier<Future<AttemptEnd>> end) {
    this(name, end, true);
  }

  /** Fails before a byte of the job has left. */
  static TestingOrchestrator unreachable(String name) {
    AttemptEnd refused = new AttemptEnd.Failed("connection refused");
    return new TestingOrchestrator(name, () -> Future.succeededFuture(refused), false);
  }

  static TestingOrchestrator ending(String name, AttemptEnd end) {
    return new TestingOrchestrator(name, () -> Future.succeededFuture(end));
  }

  /** Ends its attempts like this, one after the other; the last one again and again. */
  static TestingOrchestrator ending(String name, List<AttemptEnd> ends) {
    Iterator<AttemptEnd> script = ends.iterator();
    return new TestingOrchestrator(
        name, () -> Future.succeededFuture(script.hasNext() ? script.next() : ends.getLast()));
  }

  static TestingOrchestrator serving(String name) {
    return ending(name, SERVED);
  }

  static TestingOrchestrator busy(String name, int retryAfterSeconds) {
    return ending(name, new AttemptEnd.Busy(Duration.ofSeconds(retryAfterSeconds)));
  }

  static TestingOrchestrator failing(String name) {
    return ending(name, new AttemptEnd.Failed("connection reset"));
  }

  static TestingOrchestrator rejecting(String name, String message) {
    return ending(name, new AttemptEnd.JobRejected(message));
  }

  /** Ends each attempt as this says, whenever that is. */
  static TestingOrchestrator ending(String name, Supplier<Future<AttemptEnd>> end) {
    return new TestingOrchestrator(name, end);
  }

  /** Ends when the promise does. */
  static TestingOrchestrator waitingFor(String name, Promise<AttemptEnd> end) {
    return new TestingOrchestrator(name, end::future);
  }

  /** Ends when the promise of the attempt does, or when it is told to stop. */
  static TestingOrchestrator stoppable(String name, Supplier<Promise<AttemptEnd>> end) {
    return new TestingOrchestrator(name, () -> Future.succeededFuture(), true) {
      @Override
      public Future<AttemptEnd> attempt(
          Job job, ResultWriter result, Cancellation cancellation, Runnable dispatched) {
        dispatched.run();
        Promise<AttemptEnd> promise = end.get();
        cancellation.onCancel(() -> promise.tryComplete(new AttemptEnd.Cancelled()));
        return promise.future();
      }
    };
  }

  static TestingOrchestrator broken(String name) {
    return new TestingOrchestrator(
        name,
        () -> {
          throw new IllegalStateException("a bug");
        });
  }

  /** How often it was asked. */
  int asked() {
    return attempts.size();
  }

  /** Whether the latest attempt was told to stop. */
  boolean stopped() {
    return attempts.getLast().isCancelled();
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Future<AttemptEnd> attempt(
      Job job, ResultWriter result, Cancellation cancellation, Runnable dispatched) {
    attempts.add(cancellation);
    if (reachable) {
      dispatched.run();
    }
    return end.get();
  }
}
