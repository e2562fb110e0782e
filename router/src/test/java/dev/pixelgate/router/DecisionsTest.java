package dev.pixelgate.router;

import static dev.pixelgate.router.TestingOrchestrator.failing;
import static dev.pixelgate.router.TestingOrchestrator.serving;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pixelgate.pricing.Cap;
import dev.pixelgate.pricing.Caps;
import dev.pixelgate.pricing.Offer;
import dev.pixelgate.pricing.PriceBook;
import dev.pixelgate.pricing.Usd;
import dev.pixelgate.pricing.UsdPerPixel;
import dev.pixelgate.pricing.picture.PictureFormat;
import dev.pixelgate.router.health.HealthSnapshot;
import dev.pixelgate.router.selection.Demand;
import dev.pixelgate.router.selection.PolicyName;
import dev.pixelgate.router.selection.Question;
import dev.pixelgate.router.selection.Selection;
import dev.pixelgate.router.selection.Selector;
import dev.pixelgate.router.selection.Shelves;
import dev.pixelgate.router.selection.TimeWorth;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What is remembered of orders, how much and how long. */
@ExtendWith(VertxExtension.class)
class DecisionsTest {
  private static final Outcome ENDED = new Outcome.AllFailed(List.of());

  private final AtomicLong nanos = new AtomicLong();
  private final List<DecisionRecord> refused = new ArrayList<>();
  private final Decisions decisions =
      new Decisions(10, Duration.ofHours(1), 25, nanos::get, refused::add);

  @Test
  void tellsWhatWasChosenByAndHowEachAttemptEnded(Vertx vertx) throws Exception {
    TestingMarket market =
        new TestingMarket(vertx).with(failing("bad"), "0.01").with(serving("good"), "0.02");
    market.order();

    DecisionRecord record = market.decisions.find("id").orElseThrow();
    assertEquals("acme", record.account());
    assertEquals("sold", record.outcome());
    assertEquals(
        List.of("bad failed", "good served"),
        record.attempts().stream().map(one -> one.orchestrator() + " " + one.outcome()).toList());
    assertTrue(record.attempts().get(1).after().compareTo(record.attempts().get(0).after()) > 0);
  }

  @Test
  void isMadeAgainFromWhatIsRemembered(Vertx vertx) throws Exception {
    TestingMarket market =
        new TestingMarket(vertx).with(failing("bad"), "0.01").with(serving("good"), "0.02");
    market.order();
    market.order();

    Question question = market.decisions.find("id").orElseThrow().question();
    Selector selector = new Selector(Caps.of(List.of()), PolicyName.CHEAPEST, TimeWorth.DEFAULT);
    Selection.Eligible again = (Selection.Eligible) selector.select(question);
    // By the health of that time: the one that had failed came last.
    assertEquals(
        List.of("good", "bad"),
        again.ranked().stream().map(one -> one.offer().orchestrator()).toList());
  }

  @Test
  void tellsOfOrdersThatAskedNobody(Vertx vertx) throws Exception {
    TestingMarket market = new TestingMarket(vertx).with(serving("dear"), "0.05");
    market.order(Cap.parse("0.01 USD/request", "Pixelgate-Max-Charge"));

    DecisionRecord record = market.decisions.find("id").orElseThrow();
    assertEquals("over-cap", record.outcome());
    assertEquals(List.of(), record.attempts());
  }

  /** The others are written with their money. */
  @Test
  void itsLogHearsOfThoseThatAskedNobody() {
    Shelves book = book(1);
    keep("refused", book);
    AttemptRecord attempt =
        new AttemptRecord("s0", "failed", "", Duration.ZERO, Duration.ZERO, Usd.ZERO, Usd.ZERO);
    keep("failed", book, new Outcome.AllFailed(List.of(attempt)));

    assertEquals(List.of("refused"), refused.stream().map(DecisionRecord::id).toList());
    assertSame(book, refused.getFirst().question().shelves());
  }

  @Test
  void forgetsAfterItsTime() {
    keep("a", book(1));
    nanos.addAndGet(Duration.ofMinutes(59).toNanos());
    assertTrue(decisions.find("a").isPresent());
    nanos.addAndGet(Duration.ofMinutes(2).toNanos());
    assertTrue(decisions.find("a").isEmpty());
  }

  @Test
  void keepsNoMoreThanItMay() {
    Shelves book = book(1);
    for (int i = 0; i < 1_000; i++) {
      keep("r" + i, book);
    }
    assertEquals(10, decisions.size());
  }

  @Test
  void forgetsTheDecisionsOfTheOldestBooksWhenThoseBecomeTooMany() {
    Shelves newest = book(9);
    keep("oldest", book(9));
    keep("older", book(9));
    assertTrue(decisions.find("oldest").isPresent());
    keep("new", newest);

    assertTrue(decisions.find("oldest").isEmpty());
    assertTrue(decisions.find("older").isPresent());
    assertSame(newest, decisions.find("new").orElseThrow().question().shelves());
  }

  @Test
  void keepsTheNewestBookHoweverBig() {
    keep("a", book(100));
    assertTrue(decisions.find("a").isPresent());
  }

  private void keep(String id, Shelves shelves) {
    keep(id, shelves, ENDED);
  }

  private void keep(String id, Shelves shelves, Outcome ended) {
    decisions.keep(
        id,
        "acme",
        new Question(
            new Demand(TestingMarket.UPSCALE, TestingMarket.PIXELS, PictureFormat.PNG),
            shelves,
            Caps.of(List.of()),
            HealthSnapshot.EMPTY,
            Instant.EPOCH,
            0,
            PolicyName.CHEAPEST,
            3),
        ended);
  }

  private static Shelves book(int offers) {
    List<Offer> all =
        IntStream.range(0, offers)
            .mapToObj(
                i ->
                    Offer.configured(
                        "s" + i, TestingMarket.UPSCALE, UsdPerPixel.parse("1 USD/Mpx")))
            .toList();
    return Shelves.of(PriceBook.of(all), (name, pipeline) -> 0, name -> false);
  }
}
