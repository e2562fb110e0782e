package dev.pixelgate.router.livepeer.payment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pixelgate.pricing.Capability;
import dev.pixelgate.pricing.Pipeline;
import dev.pixelgate.pricing.WeiAmount;
import dev.pixelgate.router.livepeer.PaidJob.JobEnd;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/**
 * Against the rules of a real orchestrator's ledger, with jobs that overtake each other on their
 * way there: none is refused for its payment, and the two ledgers never differ.
 */
class CreditLawsTest {
  private static final Capability CAPABILITY = new Capability(Pipeline.UPSCALE, "x4");
  private static final Instant NOW = Instant.parse("2026-11-29T00:00:00Z");
  private static final int AT_ONCE = 100;

  private final List<WeiAmount> losses = new ArrayList<>();
  private final List<Sent> sent = new ArrayList<>();
  private final List<Sent> running = new ArrayList<>();
  private WeiAmount there = WeiAmount.ZERO;

  /** A job on its way, or at work. */
  private record Sent(Flight flight, WeiAmount tickets) {}

  @Property(tries = 400)
  void neverRefusedNeverWrongNeverTooMuchAhead(@ForAll long seed) {
    Random random = new Random(seed);
    losses.clear();
    sent.clear();
    running.clear();
    there = WeiAmount.ZERO;
    WeiAmount ticket = fraction(random, 1000);
    WeiAmount most = ticket.times(2 + random.nextInt(20));
    Credit credit = new Holdings().open((amount, reason) -> losses.add(amount));
    for (int step = 0; step < 300; step++) {
      switch (random.nextInt(3)) {
        case 0 -> send(credit, random, ticket, most);
        case 1 -> arrive(credit, random, ticket);
        default -> finish(credit, random);
      }
    }
    while (!sent.isEmpty() || !running.isEmpty()) {
      arrive(credit, random, ticket);
      finish(credit, random);
    }
    assertEquals(there, unused(credit));
    assertEquals(List.of(), losses);
  }

  private void send(Credit credit, Random random, WeiAmount ticket, WeiAmount most) {
    WeiAmount cost = fraction(random, 1 + random.nextInt(5000));
    Credit.Terms terms = new Credit.Terms(ticket, most, AT_ONCE, 1_000_000);
    switch (credit.enter(cost, terms, NOW)) {
      case Credit.Plan.TooMany many -> throw new AssertionError(many.toString());
      case Credit.Plan.Full full -> assertTrue(full.others(), "refused though nothing is there");
      case Credit.Plan.Covered(Flight flight) -> leave(credit, flight, WeiAmount.ZERO);
      case Credit.Plan.Buy(Flight flight, int tickets) when random.nextInt(10) == 0 ->
          credit.giveUp(flight);
      case Credit.Plan.Buy(Flight flight, int tickets) -> {
        assertTrue(unused(credit, flight).compareTo(most) <= 0, () -> "holds " + unused(credit));
        WeiAmount ahead = ticket.times(random.nextInt(tickets));
        there = there.plus(ahead);
        credit.tookAhead(flight, ahead, NOW);
        leave(credit, flight, ticket.times(tickets).minus(ahead));
      }
    }
  }

  private void leave(Credit credit, Flight flight, WeiAmount tickets) {
    credit.sends(flight, tickets);
    sent.add(new Sent(flight, tickets));
  }

  /** Some job, not the first one that left. */
  private void arrive(Credit credit, Random random, WeiAmount ticket) {
    if (sent.isEmpty()) {
      return;
    }
    Sent job = sent.remove(random.nextInt(sent.size()));
    if (random.nextInt(10) == 0) {
      credit.end(job.flight(), JobEnd.NOT_TAKEN, NOW);
      return;
    }
    there = there.plus(job.tickets());
    assertTrue(there.compareTo(ticket) >= 0, () -> "would be refused with " + there);
    running.add(job);
  }

  private void finish(Credit credit, Random random) {
    if (running.isEmpty()) {
      return;
    }
    Sent job = running.remove(random.nextInt(running.size()));
    boolean served = random.nextInt(5) > 0;
    if (served) {
      there = there.minus(job.flight().cost());
    }
    credit.end(job.flight(), served ? JobEnd.SERVED : JobEnd.FAILED, NOW);
  }

  private static WeiAmount unused(Credit credit) {
    return credit.standing("alpha", CAPABILITY, NOW).unused();
  }

  /** As soon as its tickets were bought: what a failed job leaves is no purchase. */
  private WeiAmount unused(Credit credit, Flight bought) {
    WeiAmount onTheirWay = bought.attached();
    for (Sent other : sent) {
      onTheirWay = onTheirWay.plus(other.tickets());
    }
    for (Sent other : running) {
      onTheirWay = onTheirWay.plus(other.tickets());
    }
    return unused(credit).plus(onTheirWay);
  }

  private static WeiAmount fraction(Random random, int most) {
    return new WeiAmount(
        BigInteger.valueOf(1 + random.nextInt(most * 7)),
        BigInteger.valueOf(1 + random.nextInt(7)));
  }
}
