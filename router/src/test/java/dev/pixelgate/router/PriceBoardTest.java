package dev.pixelgate.router;

import static dev.pixelgate.router.TestingOrchestrator.serving;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.pixelgate.pricing.Cap;
import dev.pixelgate.pricing.Capability;
import dev.pixelgate.pricing.JobSize;
import dev.pixelgate.pricing.Pipeline;
import dev.pixelgate.pricing.picture.PictureFormat;
import dev.pixelgate.router.selection.Exclusion;
import dev.pixelgate.router.selection.PolicyName;
import dev.pixelgate.router.selection.Standing;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What is shown of the market is what an order would find in it. */
@ExtendWith(VertxExtension.class)
class PriceBoardTest {
  private static final JobSize MEGAPIXEL = new JobSize(1000, 1000, 3);

  private static BoardQuery query(Cap... caps) {
    return new BoardQuery(
        Optional.empty(), Optional.empty(), MEGAPIXEL, List.of(caps), Optional.empty());
  }

  private static List<Standing> standings(TestingMarket market, Cap... caps) {
    Board board = market.board().show(query(caps));
    return board.explanations().stream().flatMap(one -> one.standings().stream()).toList();
  }

  private static List<String> names(List<Standing> standings) {
    return standings.stream().map(Standing::orchestrator).toList();
  }

  @Test
  void ranksAsAnOrderWouldAsk(Vertx vertx) throws Exception {
    TestingMarket market =
        new TestingMarket(vertx).with(serving("dear"), "0.03").with(serving("cheap"), "0.02");

    List<Standing> standings = standings(market);

    assertEquals(List.of("cheap", "dear"), names(standings));
    Standing.Ranked first = assertInstanceOf(Standing.Ranked.class, standings.getFirst());
    Outcome.Sold sold = assertInstanceOf(Outcome.Sold.class, market.order());
    assertEquals(sold.offer().orchestrator(), first.orchestrator());
    assertEquals(sold.attempts().getFirst().owed(), first.candidate().charge());
  }

  @Test
  void saysWhatAnOrderIsTold(Vertx vertx) throws Exception {
    TestingMarket market =
        new TestingMarket(vertx).with(serving("alpha"), "0.03").with(serving("beta"), "0.05");
    Cap cap = Cap.parse("0.02 USD/request", "Pixelgate-Max-Charge");

    List<Standing> standings = standings(market, cap);

    Outcome.OverCap refused = assertInstanceOf(Outcome.OverCap.class, market.order(cap));
    assertEquals(
        refused.excluded().stream().map(Exclusion::why).toList(),
        standings.stream().map(one -> ((Standing.Out) one).reason().why()).toList());
    assertEquals(
        "asks 3.0e-8 USD/px, here 0.030000000000 USD, which is 0.010000000000 USD over the cap of"
            + " 0.02 USD/request (Pixelgate-Max-Charge)",
        refused.excluded().getFirst().why());
  }

  @Test
  void takesForGrantedThatThePictureCanBeRead(Vertx vertx) {
    TestingMarket market =
        new TestingMarket(vertx).withReaderOf(PictureFormat.GIF, serving("gif"), "0.01");

    assertInstanceOf(Standing.Ranked.class, standings(market).getFirst());
  }

  @Test
  void asksTheSuspendedLast(Vertx vertx) {
    TestingMarket market =
        new TestingMarket(vertx).with(serving("bad"), "0.01").with(serving("good"), "0.02");
    market.failed("bad", Duration.ofMillis(1));

    List<Standing> standings = standings(market);

    assertEquals(List.of("good", "bad"), names(standings));
    assertEquals(
        List.of(false, true),
        standings.stream().map(one -> ((Standing.Ranked) one).candidate().lastResort()).toList());
  }

  @Test
  void showsTheWantedOnly(Vertx vertx) {
    TestingMarket market =
        new TestingMarket(vertx)
            .with(serving("alpha"), "0.01")
            .knows(new Capability(Pipeline.UPSCALE, "gone/model"));

    assertEquals(
        List.of("gone/model", "some/model"),
        market.board().show(query()).explanations().stream()
            .map(one -> one.question().demand().capability().model())
            .toList());
    BoardQuery none =
        new BoardQuery(
            Optional.of(Pipeline.TEXT_TO_IMAGE),
            Optional.empty(),
            MEGAPIXEL,
            List.of(),
            Optional.of(PolicyName.FASTEST));
    assertEquals(List.of(), market.board().show(none).explanations());
  }
}
