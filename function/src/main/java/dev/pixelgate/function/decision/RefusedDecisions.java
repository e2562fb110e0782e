package dev.pixelgate.function.decision;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
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
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the decisions of requests that were refused, some at a time and beside them: nobody waits
 * for it, and nothing is at stake but an explanation. So it may lose some: those that come while
 * the store is away, and those beyond 100 a second, of which 1,000 may come at once. A fifth of
 * that is the most that one account gets, so that one whose budget is empty does not hide why
 * others were refused. A refusal costs the gateway some 0.1 ms and would cost the disk half a
 * kilobyte for an hour. Any thread.
 */
final class RefusedDecisions {
  private static final Logger LOG = LoggerFactory.getLogger(RefusedDecisions.class);
  private static final int MOST_WAITING = 1_000;
  private static final int A_SECOND = 100;
  private static final int SHARE = 5;

  /** Of more accounts at a time some begin anew. */
  private static final int MOST_ACCOUNTS = 1_000;

  /** One transaction has so many of them. */
  private static final int AT_ONCE = 64;

  private final Journal journal;
  private final Function<DecisionRecord, Write> write;
  private final Bench bench;
  private final InstantSource clock;
  private final Runnable dropped;
  private final AtomicBoolean complained = new AtomicBoolean();

  // Guarded by itself, with all below.
  private final Deque<DecisionRecord> waiting = new ArrayDeque<>();
  private final Allowance all;
  private final Cache<String, Allowance> accounts =
      Caffeine.newBuilder().maximumSize(MOST_ACCOUNTS).executor(Runnable::run).build();
  private Optional<Promise<Void>> busy = Optional.empty();

  /** Where some are packed: not on an event loop. */
  @FunctionalInterface
  interface Bench {
    /** Does it there. */
    Future<List<Write>> call(Supplier<List<Write>> work);
  }

  /**
   * One that has nothing to do.
   *
   * @param write packs one
   * @param dropped hears of each that is not kept
   */
  RefusedDecisions(
      Journal journal,
      Function<DecisionRecord, Write> write,
      Bench bench,
      InstantSource clock,
      Runnable dropped) {
    this.journal = journal;
    this.write = write;
    this.bench = bench;
    this.clock = clock;
    this.dropped = dropped;
    this.all = new Allowance(MOST_WAITING, A_SECOND, clock.millis());
  }

  void add(DecisionRecord decision) {
    synchronized (waiting) {
      if (!journal.isAvailable() || waiting.size() == MOST_WAITING || !isAllowed(decision)) {
        dropped.run();
        return;
      }
      waiting.add(decision);
      if (busy.isPresent()) {
        return;
      }
      busy = Optional.of(Promise.promise());
    }
    writeNext();
  }

  private boolean isAllowed(DecisionRecord decision) {
    long now = clock.millis();
    Allowance own =
        accounts.get(
            decision.account(), one -> new Allowance(MOST_WAITING / SHARE, A_SECOND / SHARE, now));
    if (!own.hasOne(now) || !all.hasOne(now)) {
      return false;
    }
    own.take();
    all.take();
    return true;
  }

  /** Whoever has made {@link #busy} goes on with it, one batch at a time. */
  private void writeNext() {
    List<DecisionRecord> some = taken();
    if (some.isEmpty()) {
      rest();
      return;
    }
    Future.succeededFuture()
        .compose(begun -> bench.call(() -> packed(some)))
        .onFailure(cause -> some.forEach(lost -> dropped.run()))
        .compose(this::record)
        .onComplete(done -> writeNext());
  }

  private Future<Void> record(List<Write> packed) {
    return packed.isEmpty() ? Future.succeededFuture() : journal.record(packed);
  }

  private List<DecisionRecord> taken() {
    List<DecisionRecord> some = new ArrayList<>();
    synchronized (waiting) {
      if (!journal.isAvailable()) {
        waiting.forEach(lost -> dropped.run());
        waiting.clear();
      }
      while (!waiting.isEmpty() && some.size() < AT_ONCE) {
        some.add(waiting.remove());
      }
    }
    return some;
  }

  private List<Write> packed(List<DecisionRecord> some) {
    List<Write> writes = new ArrayList<>();
    for (DecisionRecord one : some) {
      try {
        writes.add(write.apply(one));
      } catch (RuntimeException e) {
        cannotPack(e);
      }
    }
    return writes;
  }

  private void cannotPack(RuntimeException cause) {
    dropped.run();
    if (complained.compareAndSet(false, true)) {
      LOG.error("decision packing=failed, others that fail are only counted", cause);
    }
  }

  /** Nothing was left; more may have come since. */
  private void rest() {
    Optional<Promise<Void>> done = Optional.empty();
    synchronized (waiting) {
      if (waiting.isEmpty()) {
        done = busy;
        busy = Optional.empty();
      }
    }
    done.ifPresentOrElse(Promise::complete, this::writeNext);
  }

  /** Completes when nothing waits to be written. */
  Future<Void> flushed() {
    synchronized (waiting) {
      return busy.map(Promise::future).orElseGet(Future::succeededFuture);
    }
  }
}
