package dev.pixelgate.router;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** How long a store is waited for. */
@ExtendWith(VertxExtension.class)
class PublicationTest {
  private static final Duration SHORT = Duration.ofMillis(20);
  private static final Duration LONG = Duration.ofSeconds(60);
  private static final StoredMedia STORED = new StoredMedia("/stream/a/b.png", 5);

  private final Promise<StoredMedia> store = Promise.promise();
  private final TestingLooseMedia loose = new TestingLooseMedia();
  private Vertx vertx;
  private TestingMarket market;

  @BeforeEach
  void start(Vertx vertx) {
    this.vertx = vertx;
    market = new TestingMarket(vertx);
    market.media.publish(store.future());
    market.media.rescuesWhatIsStopped(loose);
  }

  private Publication publication(Duration patience) {
    return new Publication(vertx, market.media.open("acme"), patience);
  }

  private Delivery run(Publication publication) throws Exception {
    return market.await(market.onLoop(publication::run));
  }

  @Test
  void lastsAsLongAsTheOrderWithinLimits() {
    assertEquals(Duration.ofSeconds(5), Publication.patience(Duration.ofSeconds(-3)));
    assertEquals(Duration.ofSeconds(5), Publication.patience(Duration.ofSeconds(2)));
    assertEquals(Duration.ofSeconds(7), Publication.patience(Duration.ofSeconds(7)));
    assertEquals(Duration.ofSeconds(15), Publication.patience(Duration.ofMinutes(10)));
  }

  @Test
  void leavesAStoreThatTakesTooLong() throws Exception {
    assertSame(loose, run(publication(SHORT)));
    store.complete(STORED); // Nobody hears of it.
    assertEquals(List.of("published"), market.media.ends(0));
  }

  @Test
  void leavesAStoreWhenNobodyCanWait() throws Exception {
    Publication publication = publication(LONG);
    Future<Delivery> running = market.onLoop(publication::run);
    market.onLoop(
        () -> {
          publication.hurry();
          return Future.succeededFuture();
        });

    assertSame(loose, market.await(running));
  }

  @Test
  void takesWhatAStoreHasInTheLastMoment() throws Exception {
    Publication publication = publication(LONG);
    Future<Delivery> running = market.onLoop(publication::run);
    market.onLoop(
        () -> {
          publication.hurry();
          store.complete(STORED);
          return Future.succeededFuture();
        });

    assertSame(STORED, market.await(running));
  }

  @Test
  void goesIntoTheAnswerOfAServerThatEnds() throws Exception {
    market.with(TestingOrchestrator.serving("good"), "0.01").deadline(LONG);
    Cancellation server = new Cancellation();
    Future<Outcome> outcome = market.start(TestingMarket.UPSCALE, server);
    market.onLoop(
        () -> {
          server.cancel();
          return Future.succeededFuture();
        });

    Outcome.Sold sold = assertInstanceOf(Outcome.Sold.class, market.await(outcome));
    assertSame(loose, sold.media());
    assertEquals(List.of("served"), sold.attempts().stream().map(AttemptRecord::outcome).toList());
  }
}
