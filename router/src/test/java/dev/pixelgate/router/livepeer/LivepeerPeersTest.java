package dev.pixelgate.router.livepeer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.pixelgate.pricing.Offer;
import dev.pixelgate.pricing.Price;
import dev.pixelgate.router.Discovery;
import dev.pixelgate.router.Owing;
import dev.pixelgate.router.Peer;
import dev.pixelgate.router.Seller;
import dev.pixelgate.router.exchange.HostResolver;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LivepeerPeersTest {
  private static final Duration LONG = Duration.ofSeconds(20);
  private static final TestingModel X4 = TestingModel.upscale("some/x4");

  private final Vertx vertx = Vertx.vertx();
  private final List<Sessions> given = new ArrayList<>();
  private final Seller seller =
      new Seller(new NotAsked("alpha"), Owing.ON_DISPATCH, Optional.empty());
  private final LivepeerPeers peers =
      new LivepeerPeers(
          vertx,
          InstantSource.system(),
          new TestingClients(vertx),
          Destinations.publicOnly(HostResolver.system(vertx, LONG)),
          Payments.NONE,
          (settings, sessions, destinations) -> {
            given.add(sessions);
            return seller;
          });

  @AfterEach
  void close() throws Exception {
    await(vertx.close());
  }

  private static <T> T await(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
  }

  private static LivepeerSettings settings(TestingNode node) {
    Offer offer = Offer.configured("alpha", X4.capability(), Price.parse("1 USD/Mpx"));
    return new LivepeerSettings("alpha", node.url(), List.of(offer), LONG);
  }

  @Test
  void theSellerHasTheSessionThatWasFound() throws Exception {
    TestingNode node = await(TestingNode.startTls(vertx, TestingPlan.of(X4)));
    Peer peer = peers.configured(settings(node));
    assertSame(seller, peer.seller());
    assertInstanceOf(Discovery.Found.class, await(peer.discover()));

    Opening.Open open =
        assertInstanceOf(Opening.Open.class, await(given.getFirst().session(X4.capability())));
    assertEquals(node.url(), open.session().transcoder());
    assertEquals(1, node.questions().size());
  }

  @Test
  void aFoundOneIsNotAskedAtAPrivateAddress() throws Exception {
    TestingNode node = await(TestingNode.start(vertx, TestingPlan.of(X4)));

    assertEquals(
        new Discovery.Failed("has a URL that leads to an address that is not public"),
        await(peers.found(settings(node)).discover()));
    assertEquals(0, node.connections());
  }

  /** The connection that is kept from before leads nowhere. */
  @Test
  void oneThatWasRestartedIsHeardAtOnce() throws Exception {
    TestingNode node = await(TestingNode.startTls(vertx, TestingPlan.of(X4)));
    Peer peer = peers.configured(settings(node));
    assertInstanceOf(Discovery.Found.class, await(peer.discover()));
    await(node.restart());

    assertInstanceOf(Discovery.Found.class, await(peer.discover()));
  }
}
