package dev.pixelgate.router.discovery;

import static dev.pixelgate.router.discovery.TestingPeer.UPSCALE;
import static dev.pixelgate.router.discovery.TestingPeer.failed;
import static dev.pixelgate.router.discovery.TestingPeer.found;
import static dev.pixelgate.router.discovery.TestingPeer.hanging;
import static dev.pixelgate.router.discovery.TestingPeer.offer;
import static dev.pixelgate.router.discovery.TestingPeer.selling;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pixelgate.pricing.Capability;
import dev.pixelgate.pricing.Offer;
import dev.pixelgate.pricing.Pipeline;
import dev.pixelgate.pricing.Price;
import dev.pixelgate.pricing.Rate;
import dev.pixelgate.pricing.Unsold;
import dev.pixelgate.router.Discovery;
import dev.pixelgate.router.Market;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MarketKeeperTest {
  private final TestingKeeper market = new TestingKeeper();

  @Test
  void sellsWhatOrchestratorsAnswerCheapestFirst() {
    market.with(selling("dear", "2"), selling("cheap", "1")).start();

    assertEquals(List.of("cheap", "dear"), market.sellable());
  }

  @Test
  void namesASellerForEveryOfferOfItsBook() {
    MarketKeeper keeper = market.with(selling("a", "1"), selling("b", "1")).start();

    for (Offer offer : keeper.get().book().all()) {
      assertTrue(keeper.get().sellers().containsKey(offer.orchestrator()), offer::toString);
    }
  }

  @Test
  void sellsAtOnceWhatTheConfigurationSays() {
    MarketKeeper keeper = market.with(hanging("beta").configured("1")).make();

    assertEquals(List.of("beta"), market.sellable());
    assertEquals(market.loop.instant(), keeper.get().book().all().getFirst().seenAt());
  }

  @Test
  void sellsTheOwnRuntimeForEver() {
    TestingPeer own = selling("self-hosted", "1");
    Offer offer = Offer.configured("self-hosted", UPSCALE, Price.parse("1 USD/Mpx"));
    market.with(new FixedSeller(own.seller(), List.of(offer))).start();

    market.loop.pass(Duration.ofDays(30));

    assertEquals(List.of("self-hosted"), market.sellable());
    assertEquals(0, own.asked());
  }

  @Test
  void sellsAConfiguredOfferNoLongerOnceItsOrchestratorIsSilentForTheMaximumAge() {
    market.with(hanging("beta").configured("1")).start();

    market.loop.pass(Duration.ofMinutes(9));
    assertEquals(List.of("beta"), market.sellable());

    market.loop.pass(Duration.ofMinutes(2));
    assertEquals(List.of(), market.sellable());
    assertEquals(List.of("beta"), market.sellers(), "it is shown as stale");
  }

  @Test
  void sellsAConfiguredOfferAgainWhenItsOrchestratorComesBack() {
    TestingPeer beta = hanging("beta");
    market.with(beta.configured("1")).start();
    market.loop.pass(Duration.ofHours(5));

    beta.answers(() -> found(Offer.configured("beta", UPSCALE, Price.parse("1 USD/Mpx"))));
    market.loop.pass(Duration.ofMinutes(6));

    assertEquals(List.of("beta"), market.sellable());
  }

  @Test
  void keepsSellingWhileOrchestratorsGoOnAnswering() {
    market.with(selling("alpha", "1")).start();

    for (int minute = 0; minute < 60; minute++) {
      market.loop.pass(Duration.ofMinutes(1));
      assertEquals(List.of("alpha"), market.sellable());
    }
  }

  @Test
  void sellsTheLastOfferOfOneThatFailsUntilItIsTooOld() {
    TestingPeer alpha = selling("alpha", "1");
    market.with(alpha).start();
    alpha.answers(() -> failed("it broke"));

    market.loop.pass(Duration.ofMinutes(9));
    assertEquals(List.of("alpha"), market.sellable());

    market.loop.pass(Duration.ofMinutes(2));
    assertEquals(List.of(), market.sellable());
  }

  @Test
  void shortensTheLifeOfAnOfferToWhatTheOrchestratorSays() {
    TestingPeer alpha = selling("alpha", "1");
    Instant end = market.loop.instant().plusSeconds(100);
    alpha.answers(() -> found(offer("alpha", UPSCALE, "1").seen(Instant.EPOCH, end)));
    market.with(alpha).start();

    assertEquals(end, market.book().all().getFirst().soldUntil());
  }

  @Test
  void refreshesAheadOfTheEndOfAnOffer() {
    TestingPeer alpha = selling("alpha", "1");
    alpha.answers(
        () ->
            found(
                offer("alpha", UPSCALE, "1")
                    .seen(Instant.EPOCH, market.loop.instant().plusSeconds(20))));
    market.with(alpha).start();

    for (int second = 0; second < 200; second++) {
      market.loop.passSeconds(1);
      assertEquals(List.of("alpha"), market.sellable(), "after " + second + " s");
    }
  }

  @Test
  void asksEachAboutOnceInTheConfiguredTimeAndNotAllAtTheSameMoment() {
    List<TestingPeer> peers = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      peers.add(selling("peer-" + i, "1"));
    }
    market.with(peers.toArray(TestingPeer[]::new)).start();

    market.loop.passSeconds(47);
    assertTrue(peers.stream().allMatch(peer -> peer.asked() == 1));
    market.loop.passSeconds(6);
    long early = peers.stream().filter(peer -> peer.asked() == 2).count();
    assertTrue(early > 0 && early < 20, early + " of 20");
    market.loop.passSeconds(8);
    assertTrue(peers.stream().allMatch(peer -> peer.asked() == 2));
  }

  @Test
  void asksOneThatFailsLessAndLessOften() {
    TestingPeer dead = TestingPeer.answering("dead", () -> failed("no connection"));
    market.with(dead).start();

    market.loop.passSeconds(10);
    assertTrue(dead.asked() >= 4 && dead.asked() <= 5, dead.asked() + " in 10 s");
    market.loop.pass(Duration.ofHours(1));
    int before = dead.asked();
    market.loop.pass(Duration.ofHours(1));
    int hourly = dead.asked() - before;
    assertTrue(hourly >= 12 && hourly <= 15, hourly + " in an hour");
  }

  @Test
  void answersLateForOneThatHangsAndIsNotHeldUpByIt() {
    market.with(hanging("hangs"), selling("alpha", "1")).start();

    assertEquals(List.of("alpha"), market.sellable());
    market.loop.passSeconds(3);
    assertEquals(List.of("hangs: no answer in 3000 ms"), market.failures);
  }

  @Test
  void recordsAnAdapterThatThrowsAndGoesOn() {
    TestingPeer broken =
        TestingPeer.answering(
            "broken",
            () -> {
              throw new IllegalStateException("a bug");
            });
    market.with(broken, selling("alpha", "1")).start();

    assertEquals(List.of("alpha"), market.sellable());
    assertEquals("broken: an internal error", market.failures.getFirst());
  }

  @Test
  void asksNoMoreThanSoManyAtOnce() {
    DiscoverySettings two =
        new DiscoverySettings(
            Duration.ofSeconds(60),
            Duration.ofMinutes(10),
            Duration.ofSeconds(3),
            100,
            16,
            2,
            true);
    List<TestingPeer> peers = List.of(hanging("a"), hanging("b"), hanging("c"), hanging("d"));
    market.settings(two).with(peers.toArray(TestingPeer[]::new)).start();

    assertEquals(2, peers.stream().mapToInt(TestingPeer::asked).sum());
    market.loop.passSeconds(3);
    assertEquals(4, peers.stream().filter(peer -> peer.asked() > 0).count());
  }

  @Test
  void doesNotMakeABookForAgesAloneAtOnce() {
    MarketKeeper keeper = market.with(selling("alpha", "1")).start();
    Market before = keeper.get();
    market.loop.passSeconds(47);
    assertSame(before, keeper.get());

    market.loop.passSeconds(20);

    assertTrue(keeper.get().book().epoch() > before.book().epoch());
    assertTrue(
        keeper
            .get()
            .book()
            .all()
            .getFirst()
            .seenAt()
            .isAfter(before.book().all().getFirst().seenAt()));
  }

  @Test
  void makesOneBookOfAStormOfAnswers() {
    List<Promise<Discovery>> answers = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      Promise<Discovery> answer = Promise.promise();
      answers.add(answer);
      market.with(TestingPeer.answering("peer-" + i, answer::future));
    }
    market.start();
    int before = market.published;

    for (int i = 0; i < 99; i++) {
      found(offer("peer-" + i, UPSCALE, "1")).onComplete(answers.get(i));
    }
    market.loop.settle();

    assertEquals(before + 1, market.published);
    assertEquals(99, market.book().all().size());
  }

  @Test
  void numbersEveryBookHigherThanTheOneBefore() {
    TestingPeer alpha = selling("alpha", "1");
    MarketKeeper keeper = market.with(alpha).start();
    long epoch = keeper.get().book().epoch();

    for (int price = 2; price < 10; price++) {
      alpha.sells(Integer.toString(price));
      market.loop.passSeconds(60);
      assertTrue(keeper.get().book().epoch() > epoch);
      epoch = keeper.get().book().epoch();
    }
  }

  @Test
  void ignoresOffersInTheNameOfAnother() {
    TestingPeer liar = TestingPeer.answering("liar", () -> found(offer("alpha", UPSCALE, "0")));
    market.with(liar, selling("alpha", "1")).start();

    assertEquals(List.of("alpha"), market.sellable());
    assertEquals(Price.parse("1 USD/Mpx"), market.book().all().getFirst().price());
  }

  @Test
  void countsACapabilityThatIsOfferedTwiceOnce() {
    TestingPeer liar =
        TestingPeer.answering(
            "liar", () -> found(offer("liar", UPSCALE, "3"), offer("liar", UPSCALE, "0")));
    market.with(liar, selling("alpha", "1")).start();

    assertEquals(List.of("alpha", "liar"), market.sellable());
  }

  @Test
  void listsAPriceThatNobodyCanPayAsUnsold() {
    market.with(selling("liar", "9000000000000"), selling("alpha", "1")).start();

    assertEquals(List.of("alpha"), market.sellers());
    assertEquals("liar", market.book().unsold().getFirst().orchestrator());
    assertEquals(Unsold.Reason.REFUSED, market.book().unsold().getFirst().reason());
  }

  @Test
  void takesNoMoreThan256CapabilitiesFromOneOrchestrator() {
    List<Offer> thousand = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      thousand.add(offer("liar", new Capability(Pipeline.UPSCALE, "model/" + i), "1"));
    }
    market.with(
        TestingPeer.answering(
            "liar",
            () -> Future.succeededFuture(new Discovery.Found(thousand, List.of(), List.of()))));
    market.start();

    assertEquals(256, market.book().all().size());
  }

  @Test
  void remembersAModelThatNobodyOffersAnyMore() {
    TestingPeer alpha = selling("alpha", "1");
    market.with(alpha).start();
    alpha.answers(TestingPeer::found);
    market.loop.pass(Duration.ofDays(2));

    assertEquals(List.of(), market.sellers());
    assertTrue(market.book().knows(UPSCALE));
  }

  @Test
  void rebuildsTheBookAtANewRate() {
    TestingPeer alpha = selling("alpha", "1");
    Offer inWei = offer("alpha", UPSCALE, "1");
    alpha.answers(
        () ->
            found(
                new Offer(
                    "alpha",
                    UPSCALE,
                    Price.parse("5 wei/px"),
                    true,
                    inWei.capacity(),
                    inWei.formats(),
                    inWei.source(),
                    Instant.EPOCH,
                    Instant.MAX)));
    market.with(alpha).start();
    assertEquals(List.of(), market.sellers(), "without a rate nothing in wei can be sold");

    market.rate(Rate.fixed(new BigDecimal("3000")));
    market.loop.settle();

    assertEquals(List.of("alpha"), market.sellers());
    assertEquals(Rate.fixed(new BigDecimal("3000")), market.book().rate().orElseThrow());
  }

  @Test
  void closesEveryOrchestratorAndAsksNobodyAfterwards() {
    TestingPeer alpha = selling("alpha", "1");
    MarketKeeper keeper = market.with(alpha).start();
    Future<Void> closed = keeper.close();
    int before = alpha.asked();

    market.loop.pass(Duration.ofHours(1));

    assertTrue(closed.succeeded());
    assertTrue(alpha.isClosed());
    assertEquals(before, alpha.asked());
    assertEquals(0, market.loop.waiting());
  }

  @Test
  void answersARequestWithoutAskingAnybody() {
    TestingPeer alpha = selling("alpha", "1");
    MarketKeeper keeper = market.with(alpha).start();
    market.loop.passSeconds(2);
    int before = alpha.asked();

    assertFalse(keeper.get().book().asks(UPSCALE).isEmpty());
    assertEquals(before, alpha.asked());
  }
}
