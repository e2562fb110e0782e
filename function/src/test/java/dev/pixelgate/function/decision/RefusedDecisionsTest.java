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
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** How many refusals are written, and when they are not. */
class RefusedDecisionsTest {
  private final HeldJournal journal = new HeldJournal();
  private final AtomicInteger dropped = new AtomicInteger();
  private final DecisionRecord decision = new RandomMarket(new Random(8), 3).decide();
  private Instant now = Instant.parse("2026-11-29T12:00:00Z");
  private final RefusedDecisions refused =
      new RefusedDecisions(
          journal, record -> new Addition("", List.of()), () -> now, dropped::incrementAndGet);

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
      refused.add(decision);
    }
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
}
