package dev.pixelgate.router.livepeer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.pixelgate.pricing.Offer;
import dev.pixelgate.pricing.Price;
import dev.pixelgate.pricing.Unsold;
import dev.pixelgate.router.Discovery;
import dev.pixelgate.router.Owing;
import dev.pixelgate.router.Peer;
import dev.pixelgate.router.Seller;
import dev.pixelgate.router.exchange.Origin;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A restarted orchestrator has another certificate; questions, pins and the market together. */
class RestartedNodeTest {
  private static final Duration LONG = Duration.ofSeconds(20);
  private static final TestingModel X4 = TestingModel.upscale("some/x4");

  private final Vertx vertx = Vertx.vertx();
  private final TestingPinStore pins = new TestingPinStore();
  private final List<String> changed = new ArrayList<>();
  private TestingNode node;

  @BeforeEach
  void start() throws Exception {
    node = await(TestingNode.startTls(vertx, TestingPlan.of(X4)));
  }

  @AfterEach
  void close() throws Exception {
    await(vertx.close());
  }

  private static <T> T await(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
  }

  private Peer peer(TlsMode mode) {
    LivepeerPeers peers =
        new LivepeerPeers(
            vertx,
            InstantSource.system(),
            new TrustedClients(vertx, mode, new Pins(pins), changed::add),
            Destinations.ANY,
            Payments.NONE,
            (settings, sessions, destinations) ->
                new Seller(new NotAsked(settings.name()), Owing.ON_DISPATCH, Optional.empty()));
    Offer offer = Offer.configured("alpha", X4.capability(), Price.parse("1 USD/Mpx"));
    return peers.configured(new LivepeerSettings("alpha", node.url(), List.of(offer), LONG));
  }

  private static Discovery.Found found(Peer peer) throws Exception {
    return assertInstanceOf(Discovery.Found.class, await(peer.discover()));
  }

  @Test
  void isSoldOnAtOnceWhereCertificatesAreFollowed() throws Exception {
    Peer peer = peer(TlsMode.FOLLOW);
    assertEquals(1, found(peer).offers().size());
    node = await(node.restart());

    assertEquals(1, found(peer).offers().size());
    assertEquals(List.of("127.0.0.1:" + node.port()), changed);
  }

  @Test
  void isNotSoldUntilItIsTrustedWhereTheyAreNot() throws Exception {
    Peer peer = peer(TlsMode.STRICT);
    assertEquals(1, found(peer).offers().size());
    node = await(node.restart());

    Unsold unsold = found(peer).unsold().getFirst();
    assertEquals(Unsold.Reason.CERTIFICATE_CHANGED, unsold.reason());
    assertEquals(
        "could not be reached: certificate changed; run pixelgate trust 127.0.0.1:" + node.port(),
        unsold.detail());

    await(new Trusting(vertx, pins).trust(Origin.of(node.url()), LONG));
    assertEquals(1, found(peer).offers().size());
  }
}
