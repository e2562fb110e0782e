package dev.pixelgate.runtime;

import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/**
 * The bounded queue in front of the one worker: one job runs, some wait, the rest is refused at
 * once. Confined to the event loop behind {@code loop}, apart from {@link #length}.
 */
final class JobQueue {
  private record Entry(UpscaleJob job, long acceptedNanos, Promise<UpscaleEnd> end) {}

  private final int capacity;
  private final SpeedEstimate speed;
  private final Function<Turn, Future<UpscaleEnd>> worker;
  private final Executor loop;
  private final LongSupplier nanoTime;
  private final Deque<Entry> waiting = new ArrayDeque<>();
  private final Promise<Void> drained = Promise.promise();
  private Optional<Entry> running = Optional.empty();
  private boolean closed;
  private volatile int length;

  /**
   * An empty queue.
   *
   * @param capacity how many may wait beside the running one
   * @param worker does one job; its future completes on the loop
   * @param loop runs on the event loop that this queue is confined to
   */
  JobQueue(
      int capacity,
      SpeedEstimate speed,
      Function<Turn, Future<UpscaleEnd>> worker,
      Executor loop,
      LongSupplier nanoTime) {
    this.capacity = capacity;
    this.speed = speed;
    this.worker = worker;
    this.loop = loop;
    this.nanoTime = nanoTime;
  }

  /** Waiting and running jobs. From any thread. */
  int length() {
    return length;
  }

  /** Accepts or refuses; an accepted job ends once, whatever happens. */
  Future<UpscaleEnd> offer(UpscaleJob job) {
    if (job.isCancelled()) {
      return Future.succeededFuture(new UpscaleEnd.Cancelled());
    }
    if (closed) {
      return Future.succeededFuture(new UpscaleEnd.Failed("the runtime is closing", false));
    }
    if (running.isPresent() && waiting.size() >= capacity) {
      return Future.succeededFuture(new UpscaleEnd.QueueFull(speed.retryAfter(jobs().toList())));
    }
    Entry entry = new Entry(job, nanoTime.getAsLong(), Promise.promise());
    waiting.add(entry);
    advance();
    job.onCancel(() -> loop.execute(() -> drop(entry)));
    return entry.end().future();
  }

  /** Refuses from now on; completes when the last accepted job has ended. */
  Future<Void> close() {
    closed = true;
    advance();
    return drained.future();
  }

  private Stream<UpscaleJob> jobs() {
    return Stream.concat(running.stream(), waiting.stream()).map(Entry::job);
  }

  /** A running job is not dropped: its worker looks at the flag and answers. */
  private void drop(Entry entry) {
    if (waiting.remove(entry)) {
      advance();
      entry.end().complete(new UpscaleEnd.Cancelled());
    }
  }

  private void advance() {
    if (running.isEmpty() && !waiting.isEmpty()) {
      start(waiting.remove());
    }
    length = waiting.size() + (running.isPresent() ? 1 : 0);
    if (closed && length == 0) {
      drained.tryComplete();
    }
  }

  private void start(Entry entry) {
    running = Optional.of(entry);
    Duration queued = Duration.ofNanos(nanoTime.getAsLong() - entry.acceptedNanos());
    worker.apply(new Turn(entry.job(), queued)).onComplete(result -> ended(entry, result));
  }

  private void ended(Entry entry, AsyncResult<UpscaleEnd> result) {
    if (result.succeeded() && result.result() instanceof UpscaleEnd.Done done) {
      speed.add(entry.job().model(), done.worked(), entry.job().inputPixels());
    }
    running = Optional.empty();
    advance();
    entry.end().handle(result);
  }
}
