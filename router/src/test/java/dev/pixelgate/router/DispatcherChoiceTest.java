package dev.pixelgate.router;

import static dev.pixelgate.router.TestingOrchestrator.serving;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.pixelgate.pricing.Cap;
import dev.pixelgate.pricing.Capability;
import dev.pixelgate.pricing.Pipeline;
import dev.pixelgate.pricing.Usd;
import dev.pixelgate.pricing.picture.PictureFormat;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Who is asked first, and who is never asked. */
@ExtendWith(VertxExtension.class)
class DispatcherChoiceTest {
  private final TestingOrchestrator alpha = serving("alpha");
  private final TestingOrchestrator beta = serving("beta");

  @Test
  void asksTheCheapestFirst(Vertx vertx) throws Exception {
    Outcome outcome = new TestingMarket(vertx).with(alpha, "0.03").with(beta, "0.02").order();

    Outcome.Sold sold = assertInstanceOf(Outcome.Sold.class, outcome);
    assertEquals("beta", sold.offer().orchestrator());
    assertEquals(Usd.parse("0.02 USD"), sold.owed());
    assertEquals(0, alpha.asked());
  }

  @Test
  void asksTheFasterOfTwoEquallyCheap(Vertx vertx) throws Exception {
    TestingMarket market = new TestingMarket(vertx).with(alpha, "0.02").with(beta, "0.02");
    market.served("alpha", Duration.ofMillis(900));
    market.served("beta", Duration.ofMillis(300));

    Outcome.Sold sold = assertInstanceOf(Outcome.Sold.class, market.order());
    assertEquals("beta", sold.offer().orchestrator());
  }

  @Test
  void asksTheFirstInTheBookWhenNothingElseDiffers(Vertx vertx) throws Exception {
    Outcome outcome = new TestingMarket(vertx).with(alpha, "0.02").with(beta, "0.02").order();

    assertEquals("alpha", assertInstanceOf(Outcome.Sold.class, outcome).offer().orchestrator());
  }

  @Test
  void namesTheStrictestCapAndTheNearestOfferWhenNobodyIsUnderIt(Vertx vertx) throws Exception {
    Outcome outcome =
        new TestingMarket(vertx)
            .with(alpha, "0.03")
            .with(beta, "0.02")
            .cap("0.05 USD/request", "caps[0]")
            .cap("0.015 USD/Mpx", "caps[1]")
            .order(Cap.parse("0.018 USD/request", "Pixelgate-Max-Charge"));

    Outcome.OverCap over = assertInstanceOf(Outcome.OverCap.class, outcome);
    assertEquals("caps[1]", over.cap().source());
    assertEquals("beta", over.nearest().offer().orchestrator());
    assertEquals(Usd.parse("0.02 USD"), over.nearest().charge());
    assertEquals(0, alpha.asked() + beta.asked());
  }

  @Test
  void buysAtACapOfExactlyTheSameNumber(Vertx vertx) throws Exception {
    TestingMarket market = new TestingMarket(vertx).with(alpha, "0.02");

    assertInstanceOf(Outcome.Sold.class, market.order(Cap.parse("0.02 USD/request", "charge")));
    assertInstanceOf(Outcome.Sold.class, market.order(Cap.parse("0.02 USD/Mpx", "price")));
    assertInstanceOf(
        Outcome.OverCap.class,
        market.order(Cap.parse("0.019999999999 USD/request", "one picodollar less")));
  }

  @Test
  void doesNotAskAnOfferOverTheCapEvenWhenTheOthersFail(Vertx vertx) throws Exception {
    TestingOrchestrator broken = TestingOrchestrator.failing("broken");
    Outcome outcome =
        new TestingMarket(vertx)
            .with(broken, "0.01")
            .with(alpha, "0.03")
            .cap("0.02 USD/Mpx", "caps[0]")
            .order();

    assertInstanceOf(Outcome.AllFailed.class, outcome);
    assertEquals(1, broken.asked());
    assertEquals(0, alpha.asked());
  }

  @Test
  void asksOnlyThoseWhoReadTheFormat(Vertx vertx) throws Exception {
    TestingMarket market =
        new TestingMarket(vertx)
            .withReaderOf(PictureFormat.JPEG, alpha, "0.01")
            .with(beta, "0.02")
            .picture(PictureFormat.PNG);

    assertEquals(
        "beta", assertInstanceOf(Outcome.Sold.class, market.order()).offer().orchestrator());
    assertEquals(0, alpha.asked());

    market.picture(PictureFormat.JPEG);
    assertEquals(
        "alpha", assertInstanceOf(Outcome.Sold.class, market.order()).offer().orchestrator());
    assertEquals(1, beta.asked());
  }

  @Test
  void doesNotFallToOneWhoCannotReadTheFormat(Vertx vertx) throws Exception {
    TestingOrchestrator broken = TestingOrchestrator.failing("broken");
    Outcome outcome =
        new TestingMarket(vertx)
            .with(broken, "0.01")
            .withReaderOf(PictureFormat.JPEG, alpha, "0.02")
            .order();

    assertInstanceOf(Outcome.AllFailed.class, outcome);
    assertEquals(1, broken.asked());
    assertEquals(0, alpha.asked());
  }

  @Test
  void saysWhatIsReadWhenNobodyReadsTheFormat(Vertx vertx) throws Exception {
    Outcome outcome =
        new TestingMarket(vertx)
            .withReaderOf(PictureFormat.JPEG, alpha, "0.01")
            .withReaderOf(PictureFormat.JPEG, beta, "0.02")
            .cap("0.001 USD/Mpx", "caps[0]")
            .order();

    assertEquals(
        new Outcome.NobodyReads(PictureFormat.PNG, "some/model", Set.of(PictureFormat.JPEG)),
        outcome);
    assertEquals(0, alpha.asked() + beta.asked());
  }

  @Test
  void namesTheNearestOfferThatReadsTheFormatWhenItIsOverTheCap(Vertx vertx) throws Exception {
    Outcome outcome =
        new TestingMarket(vertx)
            .withReaderOf(PictureFormat.JPEG, alpha, "0.01")
            .with(beta, "0.03")
            .cap("0.02 USD/Mpx", "caps[0]")
            .order();

    Outcome.OverCap over = assertInstanceOf(Outcome.OverCap.class, outcome);
    assertEquals("beta", over.nearest().offer().orchestrator());
    assertEquals(
        List.of(
            "alpha reads JPEG; the image is PNG",
            "beta asks 3.0e-8 USD/px, which is 1.0e-8 USD/px over the cap of 2.0e-8 USD/px (caps[0])"),
        over.excluded().stream().map(one -> one.orchestrator() + " " + one.why()).toList());
    assertEquals(0, alpha.asked() + beta.asked());
  }

  @Test
  void listsTheModelsThereAreForAnUnknownOne(Vertx vertx) throws Exception {
    TestingMarket market = new TestingMarket(vertx).with(alpha, "0.02");
    Capability unknown = new Capability(Pipeline.UPSCALE, "no/such");

    Outcome outcome = market.await(market.start(unknown, new Cancellation()));

    assertEquals(new Outcome.UnknownModel("no/such", List.of("some/model")), outcome);
    assertEquals(0, alpha.asked());
  }
}
