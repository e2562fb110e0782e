package dev.pixelgate.router.livepeer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pixelgate.pricing.Capability;
import dev.pixelgate.pricing.Offer;
import dev.pixelgate.pricing.Pipeline;
import dev.pixelgate.pricing.Price;
import dev.pixelgate.pricing.PriceSource;
import dev.pixelgate.pricing.Unsold;
import dev.pixelgate.pricing.picture.PictureFormat;
import dev.pixelgate.router.Discovery;
import dev.pixelgate.router.Owing;
import dev.pixelgate.router.Seller;
import dev.pixelgate.router.exchange.HostResolver;
import dev.pixelgate.router.livepeer.TestingPlan.Quoting;
import dev.pixelgate.router.livepeer.wire.OrchestratorRequest;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LivepeerPeerTest {
  private static final Duration LONG = Duration.ofSeconds(20);
  private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");
  private static final Price PRICE = Price.parse("1.2e-8 USD/px");
  private static final TestingModel X4 = TestingModel.upscale("some/x4");
  private static final TestingModel TURBO = TestingModel.of(Pipeline.IMAGE_TO_IMAGE, "some/turbo");

  private final Vertx vertx = Vertx.vertx();
  private TestingClients clients = new TestingClients(vertx);

  @AfterEach
  void close() throws Exception {
    await(vertx.close());
  }

  private static <T> T await(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
  }

  private TestingNode node(TestingPlan plan) throws Exception {
    return await(
        TestingNode.start(vertx, plan, 0, HttpServerOptions::new, InstantSource.fixed(NOW)));
  }

  private LivepeerPeer peer(
      URI base, Payments payments, Destinations destinations, Duration timeout, Offer... offers) {
    InstantSource clock = InstantSource.fixed(NOW);
    LivepeerSettings settings = new LivepeerSettings("alpha", base, List.of(offers), timeout);
    Opener opener = new Opener(vertx, clock, base, destinations, clients, payments);
    Sessions sessions = new Sessions(vertx, clock, opener, timeout);
    Seller seller = new Seller(new NotAsked("alpha"), Owing.ON_DISPATCH, Optional.empty());
    return new LivepeerPeer(settings, clock, opener, sessions, payments, seller);
  }

  private LivepeerPeer peer(TestingNode node, Payments payments, Offer... offers) {
    return peer(node.url(), payments, Destinations.ANY, LONG, offers);
  }

  private static Offer configured(TestingModel model) {
    return Offer.configured("alpha", model.capability(), PRICE);
  }

  private static Discovery.Found found(LivepeerPeer peer) throws Exception {
    return assertInstanceOf(Discovery.Found.class, await(peer.discover()));
  }

  private static Unsold only(Discovery.Found found) {
    assertEquals(List.of(), found.offers());
    assertEquals(1, found.unsold().size());
    return found.unsold().getFirst();
  }

  private static List<Optional<Capability>> asked(TestingNode node) {
    return node.questions().stream().map(LivepeerPeerTest::asked).toList();
  }

  private static Optional<Capability> asked(OrchestratorRequest question) {
    return question.getCapabilities().getConstraints().getPerCapabilityMap().entrySet().stream()
        .flatMap(
            pipeline ->
                pipeline.getValue().getModelsMap().keySet().stream()
                    .map(
                        id ->
                            new Capability(
                                PipelineNumber.pipeline(pipeline.getKey()).orElseThrow(), id)))
        .findFirst();
  }

  @Test
  void sellsAtOurOperatorsPriceWhereNoneIsQuoted() throws Exception {
    TestingNode node = node(TestingPlan.of(X4.slots(3)));

    assertEquals(
        List.of(
            new Offer(
                "alpha",
                X4.capability(),
                PRICE,
                true,
                OptionalInt.of(3),
                EnumSet.of(PictureFormat.PNG, PictureFormat.JPEG, PictureFormat.GIF),
                PriceSource.CONFIGURED,
                NOW,
                NOW.plus(Duration.ofMinutes(30)))),
        found(peer(node, Payments.NONE, configured(X4))).offers());
    assertEquals(1, node.questions().size());
  }

  @Test
  void listsWhatHasNoPriceAsUnsold() throws Exception {
    Discovery.Found found =
        found(peer(node(TestingPlan.of(X4, TURBO)), Payments.NONE, configured(X4)));

    assertEquals(1, found.offers().size());
    assertEquals(TURBO.capability(), found.unsold().getFirst().capability());
    assertEquals(Unsold.Reason.NO_PRICE, found.unsold().getFirst().reason());
    assertEquals(Optional.empty(), found.unsold().getFirst().price());
  }

  @Test
  void tellsWarmFromCold() throws Exception {
    Discovery.Found found =
        found(
            peer(
                node(TestingPlan.of(X4.cold(), TURBO)),
                Payments.NONE,
                configured(X4),
                configured(TURBO)));

    assertEquals(2, found.offers().size());
    for (Offer offer : found.offers()) {
      assertEquals(offer.capability().equals(TURBO.capability()), offer.warm());
    }
  }

  @Test
  void offersNoRoomWhileItIsFull() throws Exception {
    Discovery.Found found =
        found(peer(node(TestingPlan.of(X4.slots(0))), Payments.NONE, configured(X4)));

    assertEquals(OptionalInt.of(0), found.offers().getFirst().capacity());
  }

  @Test
  void saysThatItDoesNotServeWhatOurOperatorHasAPriceFor() throws Exception {
    Unsold missing = only(found(peer(node(TestingPlan.of()), Payments.NONE, configured(X4))));

    assertEquals(Unsold.Reason.REFUSED, missing.reason());
    assertEquals("does not serve it", missing.detail());
    assertEquals(Optional.of(PRICE), missing.price());
  }

  @Test
  void quotesEachModelByAQuestionThatNamesIt() throws Exception {
    TestingNode node = node(TestingPlan.of(X4.at(481605471, 100), TURBO.at(42, 125)));
    LivepeerPeer peer = peer(node, new TestingPayments());

    Discovery.Found found = found(peer);

    assertEquals(
        List.of("481605471/100 wei/px", "42/125 wei/px"),
        found.offers().stream().map(offer -> offer.price().toString()).toList());
    assertTrue(found.offers().stream().allMatch(one -> one.source() == PriceSource.QUOTED));
    assertEquals(
        List.of(Optional.empty(), Optional.of(X4.capability()), Optional.of(TURBO.capability())),
        asked(node));
  }

  @Test
  void asksNoMoreThanOnceForAPriceWhenItKnowsWhatThereIs() throws Exception {
    TestingNode node = node(TestingPlan.of(X4.at(5, 1), TURBO.at(7, 1)));
    LivepeerPeer peer = peer(node, new TestingPayments());
    found(peer);
    int before = node.questions().size();

    Discovery.Found again = found(peer);

    assertEquals(
        List.of(Optional.of(X4.capability()), Optional.of(TURBO.capability())),
        asked(node).subList(before, node.questions().size()));
    assertEquals(2, again.offers().size());
  }

  @Test
  void doesNotBelieveTheBasePriceThatIsQuotedForAnUnknownModel() throws Exception {
    TestingNode node = node(TestingPlan.of(TURBO.at(7, 1)));

    Discovery.Found found = found(peer(node, new TestingPayments(), configured(X4)));

    assertEquals(TURBO.capability(), found.offers().getFirst().capability());
    assertEquals("7 wei/px", found.offers().getFirst().price().toString());
    assertEquals(X4.capability(), found.unsold().getFirst().capability());
    assertEquals("does not serve it", found.unsold().getFirst().detail());
  }

  @ParameterizedTest
  @CsvSource({
    "0, 1, 'quotes a price of 0, and nobody signs a payment of nothing'",
    "5, 0, 'quotes 5/0 wei/px, which is no price'",
    "-5, 1, 'quotes -5/1 wei/px, which is no price'",
    "5, -1, 'quotes 5/-1 wei/px, which is no price'",
  })
  void doesNotSellAtAPriceThatIsNone(long wei, long pixels, String detail) throws Exception {
    Unsold unsold =
        only(found(peer(node(TestingPlan.of(X4.at(wei, pixels))), new TestingPayments())));

    assertEquals(Unsold.Reason.REFUSED, unsold.reason());
    assertEquals(detail, unsold.detail());
  }

  @Test
  void doesNotSellWhatCannotBePaid() throws Exception {
    Payments broke =
        new Payments() {
          @Override
          public Future<Sender> sender() {
            return Future.succeededFuture(TestingPayments.SENDER);
          }

          @Override
          public Optional<Refusal> refusal(Session quote) {
            return Payments.NONE.refusal(quote);
          }

          @Override
          public Refusal unquoted(String text) {
            return Payments.NONE.unquoted(text);
          }

          @Override
          public Future<Paying> pay(Purchase purchase) {
            return Payments.NONE.pay(purchase);
          }
        };
    Unsold unsold = only(found(peer(node(TestingPlan.of(X4.at(42, 125))), broke)));

    assertEquals(Unsold.Reason.PAYMENT_NOT_CONFIGURED, unsold.reason());
    assertEquals(Optional.of(Price.parse("42/125 wei/px")), unsold.price());
  }

  @Test
  void saysThatPaymentIsNotConfiguredWhereOneAnswersOnlyWhoPays() throws Exception {
    TestingNode node = node(TestingPlan.of(X4.at(42, 125)));
    Unsold unsold = only(found(peer(node, Payments.NONE, configured(X4))));

    assertEquals(Unsold.Reason.PAYMENT_NOT_CONFIGURED, unsold.reason());
    assertEquals(
        "would not answer: Invalid orchestrator request: orchestrator req sig check failed",
        unsold.detail());
    assertEquals(
        new Discovery.Failed(unsold.detail()), await(peer(node, Payments.NONE).discover()));
  }

  @Test
  void saysWhyOneWhoCouldBePaidDoesNotAnswer() throws Exception {
    TestingNode node = node(TestingPlan.of(X4.at(42, 125)).quoting(Quoting.REFUSES));
    Unsold unsold = only(found(peer(node, new TestingPayments(), configured(X4))));

    assertEquals(Unsold.Reason.REFUSED, unsold.reason());
    assertEquals("would not answer: insufficient sender reserve", unsold.detail());
  }

  @Test
  void introducesItselfAsTheOneWhoPays() throws Exception {
    TestingNode node = node(TestingPlan.of(X4.at(42, 125)));
    found(peer(node, new TestingPayments()));

    for (OrchestratorRequest question : node.questions()) {
      assertEquals(TestingPayments.SENDER.signature(), question.getSig());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "RUBBISH, answered something that is not an OrchestratorInfo",
    "ENDLESS, answered more than 262144 bytes",
    "WRONG_FRAME, answered a compressed message",
    "EMPTY, ended its answer without a gRPC status",
    "HTML, answered something that is not gRPC",
    "RESETS, broke off its answer",
    "NO_TOKEN, answered without an auth token",
  })
  void survivesWhatIsNoAnswer(Quoting how, String problem) throws Exception {
    assertEquals(
        new Discovery.Failed(problem),
        await(peer(node(TestingPlan.of(X4).quoting(how)), Payments.NONE).discover()));
  }

  @Test
  void saysThatTheCertificateIsNotTheOneThatIsTrusted() throws Exception {
    TestingNode node = await(TestingNode.startTls(vertx, TestingPlan.of(X4)));
    clients = new TestingClients(vertx, TestingTrust.nobody());
    Unsold unsold = only(found(peer(node, Payments.NONE, configured(X4))));

    assertEquals(Unsold.Reason.CERTIFICATE_CHANGED, unsold.reason());
    assertEquals(
        new Discovery.Failed(unsold.detail()), await(peer(node, Payments.NONE).discover()));
  }

  @Test
  void givesUpOnOneThatHangs() throws Exception {
    TestingNode node = node(TestingPlan.of(X4).quoting(Quoting.HANGS));

    assertEquals(
        new Discovery.Failed("could not be reached: no answer in time"),
        await(
            peer(node.url(), Payments.NONE, Destinations.ANY, Duration.ofMillis(300)).discover()));
  }

  @Test
  void saysThatNobodyIsThere() throws Exception {
    assertEquals(
        new Discovery.Failed("could not be reached: no connection"),
        await(
            peer(URI.create("http://127.0.0.1:1"), Payments.NONE, Destinations.ANY, LONG)
                .discover()));
  }

  @Test
  void takesNoUrlForItsWorkThatIsNone() throws Exception {
    TestingNode node = node(TestingPlan.of(X4).transcoder("ftp://192.0.2.1/"));

    assertEquals(
        new Discovery.Failed("answered without a URL for its work"),
        await(peer(node, Payments.NONE).discover()));
  }

  @Test
  void isNotLedToAPrivateAddressByOneThatWasFound() throws Exception {
    TestingNode node = node(TestingPlan.of(X4).transcoder("https://169.254.169.254:8935"));
    Destinations publicOnly = Destinations.publicOnly(HostResolver.system(vertx, LONG));
    Destinations butTheNode =
        url -> url.equals(node.url()) ? Destinations.ANY.of(url) : publicOnly.of(url);

    assertEquals(
        new Discovery.Failed(
            "names a URL for its work that leads to an address that is not public"),
        await(peer(node.url(), Payments.NONE, butTheNode, LONG).discover()));
    assertEquals(
        new Discovery.Failed("has a URL that leads to an address that is not public"),
        await(peer(node.url(), Payments.NONE, publicOnly, LONG).discover()));
  }

  @Test
  void namesTheNodesThatItIsToldOf() throws Exception {
    TestingNode node =
        node(TestingPlan.of(X4).nodes("https://192.0.2.7:8935", "not a url", "http://a.example"));

    assertEquals(
        List.of(URI.create("https://192.0.2.7:8935"), URI.create("http://a.example")),
        found(peer(node, Payments.NONE)).nodes());
  }

  @Test
  void sellsNoLongerThanTheTokenLives() throws Exception {
    TestingNode node = node(TestingPlan.of(X4).tokens(Duration.ofSeconds(20)));

    assertEquals(
        NOW.plusSeconds(20),
        found(peer(node, Payments.NONE, configured(X4))).offers().getFirst().soldUntil());
  }

  @Test
  void sellsForOneWhoseClockIsBehindOurs() throws Exception {
    TestingNode node = node(TestingPlan.of(X4).tokens(Duration.ofHours(-2)));

    assertEquals(
        Instant.MAX,
        found(peer(node, Payments.NONE, configured(X4))).offers().getFirst().soldUntil());
  }

  @Test
  void asksForThePricesOfSoManyModelsOnly() throws Exception {
    TestingModel[] many = new TestingModel[70];
    for (int i = 0; i < many.length; i++) {
      many[i] = TestingModel.upscale("model/%02d".formatted(i)).at(i + 1, 1);
    }
    TestingNode node = node(TestingPlan.of(many));
    Offer last = configured(many[69]);

    Discovery.Found found = found(peer(node, new TestingPayments(), last));

    assertEquals(64, found.offers().size());
    assertEquals(last.capability(), found.offers().getFirst().capability());
    assertEquals(6, found.unsold().size());
    assertEquals(64, node.questions().size());
    assertFalse(found.unsold().getFirst().detail().isEmpty());
  }
}
