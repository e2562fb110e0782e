package dev.pixelgate.function.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pixelgate.pricing.Usd;
import dev.pixelgate.pricing.budget.Budget;
import dev.pixelgate.pricing.budget.BudgetState;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Many who ask how one budget stands. */
class BudgetReadsTest {
  /** Reads that have begun, in their order. */
  private final List<Promise<Optional<BudgetState>>> begun = new ArrayList<>();

  private final BudgetReads reads = new BudgetReads(account -> begin());

  private Future<Optional<BudgetState>> begin() {
    Promise<Optional<BudgetState>> read = Promise.promise();
    begun.add(read);
    return read.future();
  }

  private static Optional<BudgetState> spent(long picodollars) {
    return Optional.of(
        new BudgetState(
            Budget.parse("prepaid"),
            new Usd(100),
            new Usd(picodollars),
            Usd.ZERO,
            Optional.empty()));
  }

  @Test
  void whoAsksDuringAReadSharesTheNextOne() {
    Future<?> first = reads.state("acme");
    List<Future<Optional<BudgetState>>> later =
        List.of(reads.state("acme"), reads.state("acme"), reads.state("acme"));
    assertEquals(1, begun.size());

    begun.getFirst().complete(spent(1));
    assertEquals(spent(1), first.result());
    assertEquals(2, begun.size());
    assertFalse(later.getFirst().isComplete(), "told what was true before it asked");

    begun.getLast().complete(spent(2));
    later.forEach(one -> assertEquals(spent(2), one.result()));
    assertEquals(2, begun.size());
  }

  @Test
  void whoAsksAfterwardsReadsAnew() {
    reads.state("acme");
    begun.getFirst().complete(spent(1));
    Future<Optional<BudgetState>> second = reads.state("acme");
    begun.getLast().complete(spent(2));
    assertEquals(spent(2), second.result());
  }

  @Test
  void accountsDoNotWaitForEachOther() {
    reads.state("acme");
    reads.state("other");
    assertEquals(2, begun.size());
  }

  @Test
  void aReadThatFailsIsNotTheEnd() {
    Future<?> first = reads.state("acme");
    Future<Optional<BudgetState>> second = reads.state("acme");
    begun.getFirst().fail("away");
    assertTrue(first.failed());
    begun.getLast().complete(spent(2));
    assertEquals(spent(2), second.result());
  }
}
