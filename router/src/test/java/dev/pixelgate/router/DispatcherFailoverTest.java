package dev.pixelgate.router;

import static dev.pixelgate.router.TestingOrchestrator.busy;
import static dev.pixelgate.router.TestingOrchestrator.ending;
import static dev.pixelgate.router.TestingOrchestrator.failing;
import static dev.pixelgate.router.TestingOrchestrator.rejecting;
import static dev.pixelgate.router.TestingOrchestrator.serving;
import static dev.pixelgate.router.TestingOrchestrator.unreachable;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.pixelgate.pricing.Usd;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What an attempt's end means for the next one. */
@ExtendWith(VertxExtension.class)
class DispatcherFailoverTest {
  private final TestingOrchestrator good = serving("good");

  static List<TestingOrchestrator> failures() {
    return List.of(
        failing("failed"),
        busy("busy", 3),
        rejecting("rejected", "no"),
        ending("cancelled", new AttemptEnd.Cancelled()),
        TestingOrchestrator.broken("failed"));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void fallsToTheNextOffer(TestingOrchestrator bad, Vertx vertx) throws Exception {
    TestingMarket market = new TestingMarket(vertx).with(bad, "0.01").with(good, "0.02");

    Outcome.Sold sold = assertInstanceOf(Outcome.Sold.class, market.order());

    assertEquals("good", sold.offer().orchestrator());
    assertEquals(List.of(bad.name(), "served"), words(sold));
    assertEquals(Usd.parse("0.02 USD"), sold.owed());
    assertEquals(List.of("discarded"), market.media.ends(0));
    assertEquals(List.of("published"), market.media.ends(1));
  }

  @Test
  void namesTheShortestWaitWhenEverybodyIsBusy(Vertx vertx) throws Exception {
    Outcome outcome =
        new TestingMarket(vertx)
            .with(busy("a", 9), "0.01")
            .with(busy("b", 4), "0.02")
            .with(busy("c", 7), "0.03")
            .deadline(Duration.ofSeconds(3))
            .order();

    Outcome.NoCapacity none = assertInstanceOf(Outcome.NoCapacity.class, outcome);
    assertEquals(Duration.ofSeconds(4), none.retryAfter());
    assertEquals(3, none.attempts().size());
  }

  @Test
  void isNoLackOfCapacityWhenOneFailed(Vertx vertx) throws Exception {
    Outcome outcome =
        new TestingMarket(vertx)
            .with(busy("a", 9), "0.01")
            .with(failing("b"), "0.02")
            .deadline(Duration.ofSeconds(3))
            .order();

    assertEquals(
        List.of("busy", "failed"), words(assertInstanceOf(Outcome.AllFailed.class, outcome)));
  }

  @Test
  void believesTwoThatTheJobIsWrong(Vertx vertx) throws Exception {
    Outcome outcome =
        new TestingMarket(vertx)
            .with(rejecting("a", "too odd"), "0.01")
            .with(rejecting("b", "too odd for me as well"), "0.02")
            .with(good, "0.03")
            .order();

    Outcome.JobWrong wrong = assertInstanceOf(Outcome.JobWrong.class, outcome);
    assertEquals("too odd for me as well", wrong.message());
    assertEquals(0, good.asked());
  }

  @Test
  void doesNotBelieveOneAloneThatTheJobIsWrong(Vertx vertx) throws Exception {
    Outcome outcome = new TestingMarket(vertx).with(rejecting("a", "odd"), "0.01").order();

    assertInstanceOf(Outcome.AllFailed.class, outcome);
  }

  @Test
  void asksNobodyElseAboutAPictureThatDoesNotDecode(Vertx vertx) throws Exception {
    Outcome outcome =
        new TestingMarket(vertx)
            .with(ending("own", new AttemptEnd.BadImage("bad CRC")), "0.01")
            .with(good, "0.02")
            .order();

    assertEquals("bad CRC", assertInstanceOf(Outcome.BadImage.class, outcome).message());
    assertEquals(0, good.asked());
  }

  @Test
  void paysNobodyElseWhenTheStoreFails(Vertx vertx) throws Exception {
    Outcome outcome =
        new TestingMarket(vertx)
            .with(ending("a", new AttemptEnd.StoreFailed("disk full")), "0.01")
            .with(good, "0.02")
            .order();

    assertEquals("disk full", assertInstanceOf(Outcome.StoreFailed.class, outcome).reason());
    assertEquals(0, good.asked());
  }

  @Test
  void owesForAPictureThatCannotBePublished(Vertx vertx) throws Exception {
    TestingMarket market = new TestingMarket(vertx).with(good, "0.02").with(serving("b"), "0.03");
    market.media.publishFails();

    Outcome.StoreFailed failed = assertInstanceOf(Outcome.StoreFailed.class, market.order());

    assertEquals(List.of("store-failed"), words(failed));
    assertEquals(Usd.parse("0.02 USD"), failed.owed());
  }

  @Test
  void sellsWhatCouldBeRescued(Vertx vertx) throws Exception {
    LooseMedia picture = new TestingLooseMedia();
    TestingMarket market = new TestingMarket(vertx).with(good, "0.02");
    market.media.rescues(picture);

    Outcome.Sold sold = assertInstanceOf(Outcome.Sold.class, market.order());

    assertSame(picture, sold.media());
    assertEquals(Usd.parse("0.02 USD"), sold.charge());
  }

  @Test
  void endsAfterTheLargestNumberOfAttempts(Vertx vertx) throws Exception {
    Outcome outcome =
        new TestingMarket(vertx)
            .with(failing("a"), "0.01")
            .with(failing("b"), "0.02")
            .with(good, "0.03")
            .maxAttempts(2)
            .order();

    assertEquals(2, assertInstanceOf(Outcome.AllFailed.class, outcome).attempts().size());
    assertEquals(0, good.asked());
  }

  @Test
  void countsFailedAttemptsThatAreOwedInTheEnvelope(Vertx vertx) throws Exception {
    TestingMarket market =
        new TestingMarket(vertx)
            .withOwedOnDispatch(failing("a"), "0.01")
            .with(good, "0.02")
            .cap("0.03 USD/request", "caps[0]");

    Outcome.Sold sold = assertInstanceOf(Outcome.Sold.class, market.order());
    assertEquals(Usd.parse("0.03 USD"), sold.owed());
  }

  @Test
  void skipsAnAttemptThatWouldBurstTheEnvelope(Vertx vertx) throws Exception {
    TestingOrchestrator same = serving("same");
    TestingMarket market =
        new TestingMarket(vertx)
            .withOwedOnDispatch(failing("a"), "0.01")
            .with(good, "0.02")
            .with(same, "0.02")
            .cap("0.029 USD/request", "caps[0]");

    Outcome.AllFailed failed = assertInstanceOf(Outcome.AllFailed.class, market.order());
    assertEquals(Usd.parse("0.01 USD"), failed.owed());
    assertEquals(0, good.asked() + same.asked());
  }

  @Test
  void owesNothingForAJobThatNeverLeft(Vertx vertx) throws Exception {
    TestingMarket market =
        new TestingMarket(vertx)
            .withOwedOnDispatch(unreachable("a"), "0.01")
            .with(good, "0.02")
            .cap("0.025 USD/request", "caps[0]");

    Outcome.Sold sold = assertInstanceOf(Outcome.Sold.class, market.order());
    assertEquals(Usd.parse("0.02 USD"), sold.owed());
  }

  @Test
  void owesWhatWasServedAndCouldNotBeKept(Vertx vertx) throws Exception {
    TestingMarket market =
        new TestingMarket(vertx)
            .with(ending("a", new AttemptEnd.StoreFailed("the disk is full")), "0.01");

    Outcome.StoreFailed failed = assertInstanceOf(Outcome.StoreFailed.class, market.order());
    assertEquals(Usd.parse("0.01 USD"), failed.owed());
  }

  private static List<String> words(Outcome outcome) {
    return outcome.attempts().stream().map(AttemptRecord::outcome).toList();
  }
}
