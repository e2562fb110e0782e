package dev.pixelgate.router.livepeer;

import static dev.pixelgate.router.livepeer.TestingPayer.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pixelgate.pricing.Capability;
import dev.pixelgate.pricing.Pipeline;
import dev.pixelgate.pricing.WeiAmount;
import dev.pixelgate.pricing.WeiPerPixel;
import dev.pixelgate.router.AttemptEnd;
import dev.pixelgate.router.Job;
import dev.pixelgate.router.attempt.TestingJobs;
import dev.pixelgate.router.health.TestingClock;
import dev.pixelgate.router.livepeer.TestingFault.Kind;
import dev.pixelgate.router.livepeer.chain.SignerFault;
import dev.pixelgate.router.livepeer.chain.TestingChain;
import dev.pixelgate.router.livepeer.chain.TestingSale;
import dev.pixelgate.router.livepeer.chain.TestingSigner;
import dev.pixelgate.router.livepeer.payment.LostCredit;
import dev.pixelgate.router.livepeer.payment.OrchestratorCredit;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Thousands of jobs, eight at a time, at three orchestrators whose prices move, which fail, forget
 * and restart, through a signer that fails as well.
 */
@Timeout(600)
class PaidRunTest {
  private static final int AT_ONCE = 8;
  private static final Capability UPSCALE = new Capability(Pipeline.UPSCALE, TestingJobs.MODEL);
  private static final WeiAmount MAX_FLOAT = WeiAmount.of(1_000_000_000_000L);
  private static final long[] TICKETS = {8_000_000_000L, 200_000_000_000L, 3_000_000_000L};
  private static final List<Kind> CERTAIN = List.of(Kind.FULL, Kind.RUNNER);
  private static final List<Kind> DOUBTFUL =
      List.of(Kind.BEFORE_PAYMENT, Kind.AFTER_PAYMENT, Kind.AFTER_WORK);

  private final Vertx vertx = Vertx.vertx();
  private final TestingClock clock = new TestingClock();
  private final TestingChain chain = new TestingChain(clock);
  private final List<Stand> stands = new ArrayList<>();
  private TestingSigner signer;
  private Random random = new Random();
  private int served;
  private int overCap;
  private int faults;
  private int away;
  private int failed;
  private int signerFaults;

  /** An orchestrator with its buyer. */
  private static final class Stand {
    private final TestingNode node;
    private final TestingBuyer buyer;
    private WeiPerPixel known = WeiPerPixel.of(1, 1);
    private WeiAmount doubtful = WeiAmount.ZERO;
    private WeiAmount givenBack = WeiAmount.ZERO;

    Stand(TestingNode node, TestingBuyer buyer) {
      this.node = node;
      this.buyer = buyer;
    }
  }

  @BeforeEach
  void start() throws Exception {
    signer = await(TestingSigner.start(vertx, chain));
    for (int i = 0; i < TICKETS.length; i++) {
      TestingNode node = await(TestingNode.start(vertx, plan(i, 4_768_371, 1)));
      stands.add(new Stand(node, new TestingBuyer(vertx, clock, signer, node, MAX_FLOAT)));
    }
  }

  @AfterEach
  void close() throws Exception {
    await(vertx.close());
  }

  private TestingPlan plan(int stand, long wei, long pixels) {
    return TestingPlan.of(TestingModel.upscale(TestingJobs.MODEL).slots(AT_ONCE).at(wei, pixels))
        .sale(TestingSale.on(chain, stand).ticketValue(TICKETS[stand]));
  }

  @Test
  void bothLedgersAreEqualWhereEveryEndIsKnown() throws Exception {
    run(7, 1250, CERTAIN, false);

    for (Stand stand : stands) {
      assertEquals(held(stand), stand.buyer.credit().unused());
      assertEquals(
          stand.node.takings().debited(signer.address(), "30_" + TestingJobs.MODEL),
          stand.buyer.credit().owed());
      // Tickets that came back with a 503, and were too old or too few for the next job.
      stand.buyer.lost().forEach(loss -> assertEquals(LostCredit.Reason.UNKNOWN, loss.reason()));
    }
  }

  @Test
  void countsOnNoMoreThanThereIsWhateverHappens() throws Exception {
    List<Kind> all = new ArrayList<>(CERTAIN);
    all.addAll(DOUBTFUL);
    run(11, 500, all, true);

    for (Stand stand : stands) {
      WeiAmount debited = stand.node.takings().debited(signer.address(), "30_" + TestingJobs.MODEL);
      WeiAmount owed = stand.buyer.credit().owed();
      assertTrue(owed.compareTo(debited) >= 0, () -> owed + " of " + debited);
      assertTrue(owed.compareTo(debited.plus(stand.doubtful)) <= 0, () -> owed + " of " + debited);
      assertTrue(stand.buyer.credit().unused().compareTo(held(stand)) <= 0);
    }
  }

  private WeiAmount held(Stand stand) {
    return stand.node.balance(signer.address(), UPSCALE).orElse(WeiAmount.ZERO);
  }

  private void run(long seed, int rounds, List<Kind> kinds, boolean restarts) throws Exception {
    random = new Random(seed);
    for (int round = 0; round < rounds; round++) {
      disturb(kinds, restarts);
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < AT_ONCE; i++) {
        all.add(order(stands.get(random.nextInt(stands.size()))));
      }
      await(Future.join(all));
      stands.forEach(PaidRunTest::assertBounded);
    }
    assertEquals(rounds * AT_ONCE, served + overCap + failed + away);
    assertTrue(failed <= faults, "failed " + failed + " of " + faults);
    assertTrue(served > rounds * AT_ONCE * 6 / 10, "served " + served + " over cap " + overCap);
    assertTrue(away * 3 <= signerFaults, "away " + away + " of " + signerFaults);
    assertTrue(overCap > 5, "over cap " + overCap);
    assertTrue(signer.signed() < served, "signed " + signer.signed() + " for " + served);
  }

  /**
   * No tickets are bought beyond the bound. A job that fails, or finds no room, gives back what was
   * paid for it: only so much more may be there, until other jobs have used it.
   */
  private static void assertBounded(Stand stand) {
    for (OrchestratorCredit credit : stand.buyer.payments().credits()) {
      WeiAmount most = MAX_FLOAT.plus(stand.givenBack);
      assertTrue(credit.unused().compareTo(most) <= 0, () -> credit + " over " + most);
      if (credit.unused().compareTo(MAX_FLOAT) <= 0) {
        stand.givenBack = WeiAmount.ZERO;
      }
    }
  }

  /** What happens between two rounds. */
  private void disturb(List<Kind> kinds, boolean restarts) {
    clock.pass(Duration.ofSeconds(1)); // so that a signer that failed is asked again
    int stand = random.nextInt(stands.size());
    switch (random.nextInt(40)) {
      case 0 ->
          stands
              .get(stand)
              .node
              .become(plan(stand, 1 + random.nextInt(6_000_000), 1 + random.nextInt(3)));
      case 1 -> chain.gasPrice(BigInteger.valueOf(10_000_000L * (1 + random.nextInt(100))));
      case 2 -> chain.mine(1 + random.nextInt(50));
      case 3 -> clock.pass(Duration.ofSeconds(random.nextInt(120)));
      case 4 -> {
        if (restarts) {
          stands.get(stand).node.forget();
        }
      }
      case 5 -> {
        if (restarts) {
          clock.pass(Duration.ofMinutes(21));
        }
      }
      case 6 -> signerFails(SignerFault.Kind.ERROR);
      case 7 -> signerFails(SignerFault.Kind.RESET);
      case 8 -> signerFails(SignerFault.Kind.REFRESH);
      default -> {}
    }
    if (random.nextInt(3) == 0) {
      faults++;
      stands.get(stand).node.nextJob(TestingFault.of(kinds.get(random.nextInt(kinds.size()))));
    }
  }

  private void signerFails(SignerFault.Kind kind) {
    signerFaults++;
    signer.next(SignerFault.of(kind));
  }

  /** As a dispatcher does: at another price it asks again, if that is within the cap. */
  private Future<?> order(Stand stand) {
    Job job = TestingJobs.plain(8 + random.nextInt(90), 8 + random.nextInt(90));
    WeiPerPixel cap = WeiPerPixel.of(1_000 + random.nextInt(12_000_000), 1);
    return order(stand, job, cap, 0);
  }

  private Future<?> order(Stand stand, Job job, WeiPerPixel cap, int again) {
    WeiPerPixel agreed = stand.known;
    if (agreed.compareTo(cap) > 0) {
      overCap++;
      stand.known = WeiPerPixel.of(1, 1);
      return Future.succeededFuture();
    }
    return stand
        .buyer
        .buy(job, agreed)
        .compose(
            end -> {
              if (end instanceof AttemptEnd.Repriced(WeiPerPixel now) && again < 5) {
                stand.known = now;
                return order(stand, job, cap, again + 1);
              }
              judge(stand, job, agreed, end);
              return Future.succeededFuture();
            });
  }

  private void judge(Stand stand, Job job, WeiPerPixel agreed, AttemptEnd end) {
    switch (end) {
      case AttemptEnd.Served s -> served++;
      case AttemptEnd.Busy b -> {
        failed++;
        stand.givenBack = stand.givenBack.plus(WeiAmount.cost(agreed, job.pixels()));
      }
      case AttemptEnd.Unpaid(String reason) when reason.contains("cannot be paid, the signer") ->
          away++;
      case AttemptEnd.Failed(String reason, boolean _) when isInjected(reason) -> {
        failed++;
        WeiAmount cost = WeiAmount.cost(agreed, job.pixels());
        stand.doubtful = stand.doubtful.plus(cost);
        stand.givenBack = stand.givenBack.plus(cost);
      }
      default -> throw new AssertionError(end.toString());
    }
  }

  private static boolean isInjected(String reason) {
    return reason.contains("container returned 500")
        || reason.contains("broke off its answer")
        || reason.contains("closed the connection");
  }
}
