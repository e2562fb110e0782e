package dev.pixelgate.router.livepeer.payment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pixelgate.pricing.Capability;
import dev.pixelgate.pricing.Pipeline;
import dev.pixelgate.pricing.WeiAmount;
import dev.pixelgate.router.livepeer.PaidJob.JobEnd;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each end of a job means for our copy of an orchestrator's ledger. */
class CreditTest {
  private static final Capability CAPABILITY = new Capability(Pipeline.UPSCALE, "x4");
  private static final Instant NOW = Instant.parse("2026-11-29T00:00:00Z");
  private static final Credit.Terms TERMS =
      new Credit.Terms(WeiAmount.of(10), WeiAmount.of(1000), 100, 1000);

  private final List<String> losses = new ArrayList<>();
  private final Holdings holdings = new Holdings();
  private final Credit credit = open();

  private Credit open() {
    return holdings.open((amount, reason) -> losses.add(reason + " " + amount));
  }

  private Flight buys(Credit from, long cost) {
    Credit.Plan.Buy buy =
        assertInstanceOf(Credit.Plan.Buy.class, from.enter(WeiAmount.of(cost), TERMS, NOW));
    from.sends(buy.flight(), WeiAmount.of(10L * buy.tickets()));
    return buy.flight();
  }

  private OrchestratorCredit standing() {
    return credit.standing("alpha", CAPABILITY, NOW);
  }

  /** Of a job that costs 95 and was paid with tickets worth 100, on an empty ledger. */
  @ParameterizedTest
  @CsvSource({
    "SERVED, 100, 95, 0, ''",
    "FAILED, 100, 0, 0, ''",
    "NOT_TAKEN, 0, 0, 0, ''",
    "NOT_LET_IN, 0, 0, 0, ''",
    "TOO_LITTLE, 100, 0, 0, ''",
    "EXPIRED, 100, 0, 100, 'unknown 100 wei'",
    "PAYMENT_REFUSED, 100, 0, 100, 'unknown 100 wei'",
    "RESTARTED, 100, 0, 100, 'restarted 100 wei'",
    "UNKNOWN, 100, 95, 5, 'unknown 5 wei'",
    "UNCLEAR, 100, 0, 100, 'unknown 100 wei'",
  })
  void booksAnEnd(JobEnd end, long paid, long owed, long lost, String loss) {
    assertEquals(end == JobEnd.RESTARTED, credit.end(buys(credit, 95), end, NOW));

    assertEquals(
        new OrchestratorCredit(
            "alpha",
            CAPABILITY,
            WeiAmount.of(paid),
            WeiAmount.of(owed),
            WeiAmount.of(lost),
            WeiAmount.ZERO),
        standing());
    assertEquals(loss.isEmpty() ? List.of() : List.of(loss), losses);
  }

  @Test
  void owesForAPictureThatCameAfterItsOrchestratorWasRestarted() {
    Flight slow = buys(credit, 95);
    assertTrue(holdings.restarted(0));
    assertFalse(holdings.restarted(0));

    credit.end(slow, JobEnd.SERVED, NOW);

    assertEquals(WeiAmount.of(95), standing().owed());
    assertEquals(List.of("restarted 5 wei"), losses);
    assertEquals(WeiAmount.ZERO, standing().unused());
  }

  @Test
  void countsOnNothingThatADeadRunTookAhead() {
    Flight slow = buys(credit, 95);
    holdings.restarted(0);

    credit.tookAhead(slow, WeiAmount.of(50), NOW);
    credit.giveUp(slow);

    assertEquals(List.of("restarted 50 wei"), losses);
    assertEquals(WeiAmount.ZERO, standing().unused());
  }

  @Test
  void leavesToOtherJobsWhatTheyDrawOnWhenThereIsTooLittle() {
    credit.end(buys(credit, 95), JobEnd.FAILED, NOW);
    Credit.Plan.Covered drawing =
        assertInstanceOf(Credit.Plan.Covered.class, credit.enter(WeiAmount.of(60), TERMS, NOW));
    credit.sends(drawing.flight(), WeiAmount.ZERO);

    credit.end(buys(credit, 95), JobEnd.TOO_LITTLE, NOW);

    assertEquals(List.of("short 40 wei"), losses);
  }

  @Test
  void holdsTheFloatOverAllCapabilitiesOfAnOrchestrator() {
    Credit other = open();
    credit.end(buys(credit, 995), JobEnd.FAILED, NOW);

    assertInstanceOf(Credit.Plan.Full.class, other.enter(WeiAmount.of(1), TERMS, NOW));
  }
}
