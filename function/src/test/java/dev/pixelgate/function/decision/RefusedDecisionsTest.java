package dev.pixelgate.function.decision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pixelgate.function.ledger.Journal;
import dev.pixelgate.function.store.Addition;
import dev.pixelgate.function.store.Write;
import dev.pixelgate.router.DecisionRecord;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** How many refusals are written, and when they are not. */
class RefusedDecisionsTest {
  private final HeldJournal journal = new HeldJournal();
  private final AtomicInteger dropped = new AtomicInteger();
  private final DecisionRecord decision = new RandomMarket(new Random(8), 3).decide();
  private Instant now = Instant.parse("2026-11-29T12:00:00Z");
  private final RefusedDecisions refused = refused(record -> new Addition("", List.of()));

  private RefusedDecisions refused(Function<DecisionRecord, Write> write) {
    return refused(write, work -> Future.succeededFuture(work.get()));
  }

  private RefusedDecisions refused(
      Function<DecisionRecord, Write> write, RefusedDecisions.Bench bench) {
    return new RefusedDecisions(journal, write, bench, () -> now, dropped::incrementAndGet);
  }

  /** One that is done when that is said. */
  private static final class HeldJournal implements Journal {
    private final Deque<Promise<Void>> held = new ArrayDeque<>();
    private final List<Integer> sizes = new ArrayList<>();
    private boolean available = true;

    @Override
    public Future<Void> require(List<Write> writes) {
      throw new IllegalStateException("a refusal requires nothing");
    }

    @Override
    public Future<Void> record(List<Write> writes) {
      Promise<Void> done = Promise.promise();
      held.add(done);
      sizes.add(writes.size());
      return done.future();
    }

    @Override
    public boolean isAvailable() {
      return available;
    }

    private void doAll() {
      while (!held.isEmpty()) {
        held.remove().complete();
      }
    }

    private int written() {
      return sizes.stream().mapToInt(Integer::intValue).sum();
    }
  }

  private void add(int count) {
    for (int i = 0; i < count; i++) {
      refused.add(of("account " + i % 10));
    }
  }

  private DecisionRecord of(String account) {
    return new DecisionRecord("r_1", account, decision.question(), "over-cap", List.of());
  }

  @Test
  void oneBatchIsOnItsWayAtATime() {
    add(200);
    assertEquals(List.of(1), journal.sizes);
    assertFalse(refused.flushed().isComplete());
    journal.held.remove().complete();
    assertEquals(List.of(1, 64), journal.sizes);
    journal.doAll();
    assertEquals(List.of(1, 64, 64, 64, 7), journal.sizes);
    assertTrue(refused.flushed().isComplete());
    assertEquals(0, dropped.get());
  }

  @Test
  void aFloodLosesWhatIsOver100ASecond() {
    for (int second = 0; second < 30; second++) {
      add(5_000);
      journal.doAll();
      now = now.plusSeconds(1);
    }
    assertEquals(1_000 + 29 * 100, journal.written());
    assertEquals(30 * 5_000 - journal.written(), dropped.get());
  }

  @Test
  void aSlowDiskHoldsNoMoreThanAThousand() {
    for (int second = 0; second < 30; second++) {
      add(100);
      now = now.plusSeconds(1);
    }
    // One is on its way, and the rest waits.
    assertEquals(3_000 - 1_001, dropped.get());
    journal.doAll();
    assertEquals(1_001, journal.written());
  }

  @Test
  void nothingWaitsForAStoreThatIsAway() {
    add(10);
    journal.available = false;
    add(5);
    journal.doAll();
    assertEquals(List.of(1), journal.sizes);
    assertEquals(14, dropped.get());
    assertTrue(refused.flushed().isComplete());
    journal.available = true;
    add(1);
    assertEquals(List.of(1, 1), journal.sizes);
  }

  @Test
  void oneAccountDoesNotHideTheOthers() {
    for (int second = 0; second < 30; second++) {
      for (int i = 0; i < 5_000; i++) {
        refused.add(of("noisy"));
      }
      journal.doAll();
      int before = journal.written();
      for (int i = 0; i < 50; i++) {
        refused.add(of("quiet " + i % 5));
      }
      journal.doAll();
      assertEquals(50, journal.written() - before);
      now = now.plusSeconds(1);
    }
    assertEquals(200 + 29 * 20 + 30 * 50, journal.written());
  }

  @Test
  void oneThatCannotBePackedHoldsUpNobody() {
    RefusedDecisions some =
        refused(
            record -> {
              if (record.account().equals("broken")) {
                throw new ArithmeticException("long overflow");
              }
              return new Addition("", List.of());
            });
    some.add(of("broken"));
    assertTrue(some.flushed().isComplete());
    some.add(of("whole"));
    some.add(of("broken"));
    some.add(of("whole"));
    journal.doAll();
    assertEquals(List.of(1, 1), journal.sizes);
    assertEquals(2, dropped.get());
    assertTrue(some.flushed().isComplete());
  }

  @Test
  void thoseThatNoWorkerTakesAreDropped() {
    RefusedDecisions some =
        refused(
            record -> new Addition("", List.of()),
            work -> {
              throw new RejectedExecutionException("closed");
            });
    some.add(of("acme"));
    assertTrue(some.flushed().isComplete());
    assertEquals(1, dropped.get());
    assertEquals(List.of(), journal.sizes);
  }

  @Test
  void packsOnTheBenchWhileOthersComeIn() {
    Deque<Runnable> bench = new ArrayDeque<>();
    AtomicReference<RefusedDecisions> self = new AtomicReference<>();
    self.set(
        refused(
            record -> {
              if (record.account().equals("first")) {
                // Whoever held the lock here would wait for one who waits for it.
                CompletableFuture.runAsync(() -> self.get().add(of("second")))
                    .orTimeout(20, TimeUnit.SECONDS)
                    .join();
              }
              return new Addition("", List.of());
            },
            work -> {
              Promise<List<Write>> done = Promise.promise();
              bench.add(() -> done.complete(work.get()));
              return done.future();
            }));
    self.get().add(of("first"));
    assertEquals(List.of(), journal.sizes);
    bench.remove().run();
    assertEquals(List.of(1), journal.sizes);
    journal.doAll();
    bench.remove().run();
    assertEquals(List.of(1, 1), journal.sizes);
  }
}
