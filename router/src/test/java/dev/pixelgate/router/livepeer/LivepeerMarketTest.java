package dev.pixelgate.router.livepeer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.pixelgate.pricing.Caps;
import dev.pixelgate.pricing.Offer;
import dev.pixelgate.pricing.Price;
import dev.pixelgate.pricing.PriceBook;
import dev.pixelgate.router.AttemptRecord;
import dev.pixelgate.router.Cancellation;
import dev.pixelgate.router.Decisions;
import dev.pixelgate.router.Discovery;
import dev.pixelgate.router.Dispatcher;
import dev.pixelgate.router.FreeBill;
import dev.pixelgate.router.Job;
import dev.pixelgate.router.Market;
import dev.pixelgate.router.Order;
import dev.pixelgate.router.Outcome;
import dev.pixelgate.router.Owing;
import dev.pixelgate.router.Peer;
import dev.pixelgate.router.Rediscovery;
import dev.pixelgate.router.Seller;
import dev.pixelgate.router.attempt.TestingJobs;
import dev.pixelgate.router.health.HealthBoard;
import dev.pixelgate.router.livepeer.TestingPlan.Working;
import dev.pixelgate.router.run.TestingGallery;
import dev.pixelgate.router.selection.PolicyName;
import dev.pixelgate.router.selection.Selector;
import dev.pixelgate.router.selection.TimeWorth;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Two orchestrators, found, chosen by price and bought from: a cheap broken one, a dear good one.
 */
@Timeout(60)
class LivepeerMarketTest {
  private static final Duration LONG = Duration.ofSeconds(20);
  private static final TestingModel X4 = TestingModel.upscale(TestingJobs.MODEL);
  private static final Job JOB = TestingJobs.plain(100, 50);

  private final Vertx vertx = Vertx.vertx();
  private final TestingGallery gallery = new TestingGallery(new TestingPictures().png(400, 200));
  private final Map<String, Seller> sellers = new HashMap<>();
  private final List<Offer> offers = new ArrayList<>();

  @AfterEach
  void close() throws Exception {
    await(vertx.close());
  }

  private static <T> T await(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
  }

  @ParameterizedTest
  @CsvSource({
    "ERROR, failed, 0.000000000000 USD",
    "BAD_JOB, rejected, 0.000000000000 USD",
    "RESETS, failed, 0.005000000000 USD",
    "TRUNCATED, failed, 0.005000000000 USD",
    "HANGS, timeout, 0.005000000000 USD",
    "MEDIA_HANGS, timeout, 0.005000000000 USD"
  })
  void buysFromTheNextOneAndOwesWhatIsDoubtful(Working how, String word, String owed)
      throws Exception {
    sell("alpha", TestingPlan.of(X4).working(how), "1 USD/Mpx", Duration.ofSeconds(1));
    sell("beta", TestingPlan.of(X4), "2 USD/Mpx", LONG);

    Outcome.Sold sold = assertInstanceOf(Outcome.Sold.class, order());

    AttemptRecord first = sold.attempts().getFirst();
    assertEquals("alpha", first.orchestrator());
    assertEquals(word, first.outcome(), first.detail());
    assertEquals(owed, first.owed().toString());
    assertEquals("beta", sold.offer().orchestrator());
    assertEquals("0.010000000000 USD", sold.attempts().get(1).owed().toString());
    assertEquals(1, gallery.rightOnes());
  }

  /** Finds it, as the market keeper does. */
  private void sell(String name, TestingPlan plan, String price, Duration deadline)
      throws Exception {
    TestingNode node = await(TestingNode.startTls(vertx, plan));
    TrustedClients clients =
        new TrustedClients(vertx, TlsMode.FOLLOW, new Pins(new TestingPinStore()), changed -> {});
    LivepeerHttp http = LivepeerHttp.of(vertx, clients::forJobs, false);
    LivepeerPeers peers =
        new LivepeerPeers(
            vertx,
            InstantSource.system(),
            clients,
            Destinations.ANY,
            Payments.NONE,
            (settings, sessions, destinations) ->
                new Seller(
                    new LivepeerOrchestrator(settings.name(), sessions, Payments.NONE, http),
                    Owing.UNLESS_ERROR,
                    Optional.of(deadline)));
    Offer configured = Offer.configured(name, X4.capability(), Price.parse(price));
    Peer peer = peers.configured(new LivepeerSettings(name, node.url(), List.of(configured), LONG));
    sellers.put(name, peer.seller());
    offers.addAll(assertInstanceOf(Discovery.Found.class, await(peer.discover())).offers());
  }

  private Outcome order() throws Exception {
    HealthBoard health = new HealthBoard(InstantSource.system());
    Market market = Market.of(PriceBook.of(offers), sellers, health);
    Dispatcher dispatcher =
        new Dispatcher(
            vertx,
            () -> market,
            new Selector(Caps.NONE, PolicyName.CHEAPEST, TimeWorth.DEFAULT),
            health,
            gallery,
            Rediscovery.NONE,
            Decisions.usual(),
            3);
    Order order =
        new Order(
            "r1",
            JOB,
            JOB.pixels(),
            "acme",
            List.of(),
            LONG,
            Optional.empty(),
            1,
            0,
            new FreeBill());
    Promise<Outcome> ended = Promise.promise();
    vertx
        .getOrCreateContext()
        .runOnContext(v -> dispatcher.dispatch(order, new Cancellation()).onComplete(ended));
    return await(ended.future());
  }
}
