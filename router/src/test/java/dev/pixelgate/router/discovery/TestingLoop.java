package dev.pixelgate.router.discovery;

import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.Callable;

/** A loop on the test's own thread whose clock stands still until it is told to go on. */
final class TestingLoop implements Loop {
  private static final Comparator<Step> IN_TURN =
      Comparator.comparing(Step::due).thenComparing(Step::number);

  private final PriorityQueue<Step> steps = new PriorityQueue<>(IN_TURN);
  private Instant now = Instant.parse("2026-11-25T12:00:00Z");
  private long number;

  private record Step(Instant due, long number, Runnable action) {}

  @Override
  public Instant instant() {
    return now;
  }

  @Override
  public void run(Runnable step) {
    step.run();
  }

  @Override
  public Timer after(Duration delay, Runnable action) {
    Step step = new Step(now.plus(delay), number++, action);
    steps.add(step);
    return () -> steps.remove(step);
  }

  @Override
  public <T> Future<T> compute(Callable<T> work) {
    try {
      return Future.succeededFuture(work.call());
    } catch (Exception e) {
      return Future.failedFuture(e);
    }
  }

  /** Lets so much time pass, and runs what becomes due, in its order. */
  void pass(Duration time) {
    Instant end = now.plus(time);
    while (!steps.isEmpty() && !steps.peek().due().isAfter(end)) {
      Step step = steps.remove();
      now = step.due().isAfter(now) ? step.due() : now;
      step.action().run();
    }
    now = end;
  }

  void passSeconds(long seconds) {
    pass(Duration.ofSeconds(seconds));
  }

  /** Time enough for one rebuild. */
  void settle() {
    pass(Duration.ofMillis(60));
  }

  /** How many steps wait for their time. */
  int waiting() {
    return steps.size();
  }
}
