package dev.pixelgate.function.decision;

import dev.pixelgate.function.ledger.Journal;
import dev.pixelgate.function.store.Write;
import dev.pixelgate.router.DecisionRecord;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Writes the decisions of requests that were refused, some at a time and beside them: nobody waits
 * for it, and nothing is at stake but an explanation. So it may lose some: those that come while
 * the store is away, and those beyond 100 a second, of which 1,000 may come at once. A refusal
 * costs the gateway some 0.1 ms and would cost the disk half a kilobyte for an hour. Any thread.
 */
final class RefusedDecisions {
  private static final int MOST_WAITING = 1_000;
  private static final int A_SECOND = 100;

  /** Packed on an event loop: a third of a millisecond. */
  private static final int AT_ONCE = 64;

  private final Journal journal;
  private final Function<DecisionRecord, Write> write;
  private final InstantSource clock;
  private final Runnable dropped;

  // Guarded by itself, with all below.
  private final Deque<DecisionRecord> waiting = new ArrayDeque<>();
  private Optional<Promise<Void>> busy = Optional.empty();
  private double left = MOST_WAITING;
  private long countedAt;

  /**
   * One that has nothing to do.
   *
   * @param dropped hears of each that is not kept
   */
  RefusedDecisions(
      Journal journal,
      Function<DecisionRecord, Write> write,
      InstantSource clock,
      Runnable dropped) {
    this.journal = journal;
    this.write = write;
    this.clock = clock;
    this.dropped = dropped;
    this.countedAt = clock.millis();
  }

  void add(DecisionRecord decision) {
    synchronized (waiting) {
      if (!journal.isAvailable() || waiting.size() == MOST_WAITING || !hasLeft()) {
        dropped.run();
        return;
      }
      left--;
      waiting.add(decision);
      if (busy.isEmpty()) {
        busy = Optional.of(Promise.promise());
        writeNext();
      }
    }
  }

  private boolean hasLeft() {
    long now = clock.millis();
    double more = Math.max(0, now - countedAt) * A_SECOND / 1e3;
    countedAt = now;
    left = Math.min(MOST_WAITING, left + more);
    return left >= 1;
  }

  private void writeNext() {
    List<Write> some = new ArrayList<>();
    while (!waiting.isEmpty() && some.size() < AT_ONCE) {
      some.add(write.apply(waiting.remove()));
    }
    if (some.isEmpty()) {
      busy.ifPresent(Promise::complete);
      busy = Optional.empty();
    } else {
      journal.record(some).onComplete(done -> goOn());
    }
  }

  private void goOn() {
    synchronized (waiting) {
      if (!journal.isAvailable()) {
        waiting.forEach(lost -> dropped.run());
        waiting.clear();
      }
      writeNext();
    }
  }

  /** Completes when nothing waits to be written. */
  Future<Void> flushed() {
    synchronized (waiting) {
      return busy.map(Promise::future).orElseGet(Future::succeededFuture);
    }
  }
}
