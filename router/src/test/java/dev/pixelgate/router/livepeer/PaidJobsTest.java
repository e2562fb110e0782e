package dev.pixelgate.router.livepeer;

import static dev.pixelgate.router.livepeer.TestingPayer.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
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
import dev.pixelgate.router.livepeer.chain.SignerTerms;
import dev.pixelgate.router.livepeer.chain.TestingChain;
import dev.pixelgate.router.livepeer.chain.TestingSale;
import dev.pixelgate.router.livepeer.chain.TestingSigner;
import dev.pixelgate.router.livepeer.payment.LostCredit;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Jobs at an orchestrator that keeps the rules of a real one, paid through a signer that does. */
@Timeout(120)
class PaidJobsTest {
  private static final Capability UPSCALE = new Capability(Pipeline.UPSCALE, TestingJobs.MODEL);
  private static final WeiPerPixel PRICE = WeiPerPixel.of(481605471, 100);
  private static final Job JOB = TestingJobs.plain(64, 64);
  private static final WeiAmount COST =
      new WeiAmount(BigInteger.valueOf(1972656009216L), BigInteger.valueOf(100));

  private final Vertx vertx = Vertx.vertx();
  private final TestingClock clock = new TestingClock();
  private final TestingChain chain = new TestingChain(clock);
  private TestingSigner signer;
  private TestingNode node;
  private TestingBuyer buyer;

  @BeforeEach
  void start() throws Exception {
    signer = await(TestingSigner.start(vertx, chain));
    node = await(TestingNode.start(vertx, plan(4768371, 1)));
    buyer = new TestingBuyer(vertx, clock, signer, node);
  }

  private TestingPlan plan(long wei, long pixels) {
    return TestingPlan.of(
            TestingModel.upscale(TestingJobs.MODEL).slots(8).at(wei, pixels),
            TestingModel.of(Pipeline.TEXT_TO_IMAGE, "stabilityai/sdxl-turbo")
                .slots(8)
                .at(wei, pixels))
        .on(chain);
  }

  @AfterEach
  void close() throws Exception {
    await(vertx.close());
  }

  private AttemptEnd buy(Job job) throws Exception {
    return await(buyer.buy(job, PRICE));
  }

  private void serves(Job job) throws Exception {
    AttemptEnd end = buy(job);
    assertInstanceOf(AttemptEnd.Served.class, end, end::toString);
  }

  private WeiAmount balance(Capability capability) {
    return node.balance(signer.address(), capability).orElse(WeiAmount.ZERO);
  }

  private void assertLedgersAgree() {
    assertEquals(balance(UPSCALE), buyer.credit().unused());
  }

  @Test
  void paysForOneJobWhatTheRecordedOneTook() throws Exception {
    serves(JOB);

    assertEquals(3, node.takings().tickets());
    assertEquals(COST, buyer.credit().owed());
    assertEquals(List.of(3), buyer.paid().stream().map(paid -> paid.tickets()).toList());
    assertLedgersAgree();
  }

  @Test
  void asksTheSignerLessThanOnceAJob() throws Exception {
    for (int i = 0; i < 20; i++) {
      serves(JOB);
    }

    assertTrue(signer.signed() <= 8, "asked " + signer.signed() + " times");
    assertEquals(
        COST.times(20), node.takings().debited(signer.address(), "30_" + TestingJobs.MODEL));
    assertEquals(List.of(), buyer.lost());
    assertLedgersAgree();
  }

  @Test
  void paysEightAtOnce() throws Exception {
    List<Future<AttemptEnd>> ends =
        IntStream.range(0, 8).mapToObj(i -> buyer.buy(JOB, PRICE)).toList();
    for (Future<AttemptEnd> end : ends) {
      assertInstanceOf(AttemptEnd.Served.class, await(end));
    }
    assertLedgersAgree();
  }

  @Test
  void splitsWhatTakesMoreTicketsThanAreSignedAtOnce() throws Exception {
    serves(TestingJobs.words(1024, 1024));

    assertEquals(632, node.takings().tickets(), 1);
    assertEquals(7, signer.signed());
    assertEquals(6, node.payments());
  }

  @Test
  void paysForSixteenMegapixels() throws Exception {
    serves(TestingJobs.words(4096, 4096));

    assertEquals(10_100, node.takings().tickets(), 10);
    assertTrue(buyer.credit().unused().compareTo(TestingBuyer.MAX_FLOAT) <= 0);
  }

  @Test
  void saysThatThePriceHasRisenAndSendsNothing() throws Exception {
    assertEquals(
        new AttemptEnd.Repriced(PRICE), await(buyer.buy(JOB, WeiPerPixel.of(481605470, 100))));

    assertEquals(0, node.jobs().size());
    assertEquals(0, signer.signed());
  }

  @Test
  void goesOnAtAnotherPriceWithWhatItHasPaid() throws Exception {
    serves(JOB);
    node.become(plan(2000000, 1));
    clock.pass(Duration.ofMinutes(2));
    WeiPerPixel fallen = await(buyer.price(UPSCALE));

    assertEquals(new AttemptEnd.Repriced(fallen), buy(JOB));
    assertInstanceOf(AttemptEnd.Served.class, await(buyer.buy(JOB, fallen)));
    assertLedgersAgree();
  }

  @ParameterizedTest
  @EnumSource(
      value = Kind.class,
      names = {"FULL", "RUNNER"})
  void keepsWhatAnAnsweredErrorDidNotTake(Kind kind) throws Exception {
    node.nextJob(TestingFault.of(kind));

    AttemptEnd end = buy(JOB);

    assertTrue(end.isAnsweredError(), end::toString);
    serves(JOB);
    assertEquals(3, node.takings().tickets());
    assertEquals(1, buyer.paid().size());
    assertEquals(List.of(), buyer.lost());
    assertLedgersAgree();
  }

  @ParameterizedTest
  @EnumSource(
      value = Kind.class,
      names = {"BEFORE_PAYMENT", "AFTER_PAYMENT", "AFTER_WORK"})
  void countsNothingOnWhatNobodyKnows(Kind kind) throws Exception {
    node.nextJob(TestingFault.of(kind));

    AttemptEnd end = buy(JOB);

    assertInstanceOf(AttemptEnd.Failed.class, end);
    serves(JOB);
    serves(JOB);
    assertTrue(buyer.credit().unused().compareTo(balance(UPSCALE)) <= 0);
  }

  @Test
  void paysAnewAfterARestart() throws Exception {
    serves(JOB);
    serves(JOB);
    WeiAmount left = buyer.credit().unused();
    node.forget();

    serves(JOB);

    WeiAmount refused = buyer.paid().get(2).worth();
    assertEquals(
        List.of(
            new LostCredit("alpha", UPSCALE, refused, LostCredit.Reason.RESTARTED),
            new LostCredit("alpha", UPSCALE, left, LostCredit.Reason.RESTARTED)),
        buyer.lost());
    assertLedgersAgree();
  }

  @Test
  void countsOnNothingThatWasNotUsedForTenMinutes() throws Exception {
    serves(JOB);
    WeiAmount left = buyer.credit().unused();
    clock.pass(Duration.ofMinutes(21));
    chain.mine(100);

    serves(JOB);

    assertEquals(
        List.of(new LostCredit("alpha", UPSCALE, left, LostCredit.Reason.IDLE)), buyer.lost());
    assertLedgersAgree();
  }

  @Test
  void takesNewTicketsWhenTheOldOnesHaveExpired() throws Exception {
    serves(JOB);
    chain.mine(41);
    clock.pass(Duration.ofMinutes(8));
    for (int i = 0; i < 5; i++) {
      serves(JOB);
    }
    assertEquals(List.of(), buyer.lost());
    assertLedgersAgree();
  }

  @Test
  void asksForMoreWhereTheOrchestratorSaysThatItHasTooLittle() throws Exception {
    for (int i = 0; i < 6; i++) {
      serves(JOB);
    }
    clock.pass(Duration.ofMinutes(9));
    serves(JOB);
    assertLedgersAgree();
  }

  @ParameterizedTest
  @EnumSource(
      value = SignerFault.Kind.class,
      names = {"ERROR", "RESET", "REFRESH", "HTML"})
  void asksASignerAgainThatFailsOnce(SignerFault.Kind kind) throws Exception {
    signer.next(SignerFault.of(kind));

    serves(JOB);

    assertLedgersAgree();
  }

  @Test
  void paysCheapJobsForEver() throws Exception {
    node.become(plan(1, 3));
    WeiPerPixel price = await(buyer.price(UPSCALE));
    for (int i = 0; i < 30; i++) {
      assertInstanceOf(AttemptEnd.Served.class, await(buyer.buy(JOB, price)));
    }
    assertEquals(2, node.takings().tickets());
    assertEquals(2, signer.signed());
    assertLedgersAgree();
  }

  @Test
  void sendsNothingThatCannotBeWrittenDown() throws Exception {
    buyer.storeAway(true);

    assertEquals(
        new AttemptEnd.Unpaid("alpha was not paid: the payment could not be written down"),
        buy(JOB));
    assertEquals(0, node.jobs().size());
    buyer.storeAway(false);
    serves(JOB);
    assertEquals(1, signer.signed());
  }

  @Test
  void saysWhatTheSignersHookSays() throws Exception {
    signer.become(SignerTerms.USUAL.hook(new SignerTerms.Hook.Refuses(402, "no money")));

    assertEquals(
        new AttemptEnd.Unpaid("alpha cannot be paid, the signer answered 402: no money"), buy(JOB));
  }

  @Test
  void saysThatThePriceIsOverTheSignersOwnCap() throws Exception {
    signer.become(SignerTerms.USUAL.mostForPixel(WeiAmount.of(4_000_000)));

    AttemptEnd.Failed failed = assertInstanceOf(AttemptEnd.Failed.class, buy(JOB));
    assertTrue(
        failed.reason().startsWith("alpha cannot be paid, its price is too high for the signer"),
        failed::reason);
  }

  @Test
  void booksWhatIsLeftWhenItStops() throws Exception {
    serves(JOB);
    WeiAmount left = buyer.credit().unused();

    await(buyer.payments().close());

    assertEquals(
        List.of(new LostCredit("alpha", UPSCALE, left, LostCredit.Reason.STOPPED)), buyer.lost());
  }

  @Test
  void holdsNoMoreThanTheFloatWhenTicketsAreWorthMoreFromOneMomentToTheNext() throws Exception {
    serves(JOB);
    node.become(plan(4768371, 1).sale(TestingSale.on(chain, 1).ticketValue(2_900_000_000_000L)));
    node.forget();

    List<Future<AttemptEnd>> ends =
        IntStream.range(0, 4).mapToObj(i -> buyer.buy(TestingJobs.plain(320, 320), PRICE)).toList();
    for (Future<AttemptEnd> end : ends) {
      assertInstanceOf(AttemptEnd.Served.class, await(end));
    }

    assertTrue(buyer.credit().unused().compareTo(TestingBuyer.MAX_FLOAT) <= 0);
    assertTrue(buyer.credit().unused().compareTo(balance(UPSCALE)) <= 0);
  }

  @Test
  void sendsNoMillionsOfTickets() throws Exception {
    node.become(plan(4768371, 1).sale(TestingSale.on(chain, 1).ticketValue(1000)));
    node.forget();
    WeiPerPixel price = await(buyer.price(UPSCALE));
    for (int i = 0; i < 3; i++) {
      AttemptEnd end = await(buyer.buy(JOB, price));
      assertTrue(end.toString().contains("tickets for this job"), end::toString);
    }
    assertEquals(WeiAmount.ZERO, buyer.credit().inFlight());
    assertEquals(0, signer.signed());
  }

  @Test
  void writesOffWhatIsLeftOfALargeJobWhereASmallOneNeedsLittle() throws Exception {
    WeiAmount most = WeiAmount.of(32_000_000_000L);
    buyer = new TestingBuyer(vertx, clock, signer, node, most);
    node.nextJob(TestingFault.of(Kind.FULL));
    assertInstanceOf(AttemptEnd.Busy.class, buy(TestingJobs.plain(320, 320)));

    serves(JOB);

    assertTrue(buyer.credit().unused().compareTo(most) <= 0, buyer.credit()::toString);
    assertEquals(LostCredit.Reason.UNKNOWN, buyer.lost().getFirst().reason());
    assertLedgersAgree();
  }
}
