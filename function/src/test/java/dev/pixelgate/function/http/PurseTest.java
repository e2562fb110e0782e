package dev.pixelgate.function.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.pixelgate.function.assembly.Blocking;
import dev.pixelgate.pricing.Usd;
import dev.pixelgate.pricing.budget.Budget;
import dev.pixelgate.pricing.budget.BudgetState;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** When it is sure that a charge cannot be paid. */
class PurseTest {
  private static final Instant MIDNIGHT = Instant.parse("2026-11-30T00:00:00Z");
  private static final Instant BEFORE = MIDNIGHT.minusSeconds(1);

  /** 5 USD a day, of which 2 are spent and 2 are held. */
  private static final BudgetState STATE =
      new BudgetState(Budget.parse("5 USD/day"), usd(5), usd(2), usd(2), Optional.of(MIDNIGHT));

  private static Usd usd(int whole) {
    return Usd.parse(whole + " USD");
  }

  private static Purse purse(Future<Optional<BudgetState>> state) {
    return new Purse(account -> true, (account, charge) -> false, account -> state);
  }

  private static Optional<BudgetState> lacking(Future<Optional<BudgetState>> state, Usd charge) {
    return Blocking.join(purse(state).lacking("acme", charge, BEFORE));
  }

  @Test
  void whatIsSpentDoesNotComeBack() {
    assertEquals(Optional.of(STATE), lacking(Future.succeededFuture(Optional.of(STATE)), usd(4)));
  }

  @Test
  void whatIsHeldMayComeBack() {
    assertEquals(Optional.empty(), lacking(Future.succeededFuture(Optional.of(STATE)), usd(3)));
  }

  @Test
  void theNextPeriodMayPayForIt() {
    Purse purse = purse(Future.succeededFuture(Optional.of(STATE)));
    assertEquals(
        Optional.empty(), Blocking.join(purse.lacking("acme", usd(4), MIDNIGHT.plusSeconds(1))));
  }

  @Test
  void whoHasNoBudgetLacksNothing() {
    assertEquals(Optional.empty(), lacking(Future.succeededFuture(Optional.empty()), usd(1_000)));
  }

  @Test
  void aStoreThatIsAwaySaysNothing() {
    assertEquals(Optional.empty(), lacking(Future.failedFuture("away"), usd(1_000)));
  }

  @Test
  void whatIsAtHandIsNotAskedFor() {
    Purse purse =
        new Purse(
            account -> true,
            (account, charge) -> charge.equals(usd(1)),
            account -> Future.failedFuture(new AssertionError("asked")));
    assertEquals(Optional.empty(), Blocking.join(purse.lacking("acme", usd(1), BEFORE)));
  }
}
