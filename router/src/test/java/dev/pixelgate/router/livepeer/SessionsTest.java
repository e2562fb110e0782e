package dev.pixelgate.router.livepeer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pixelgate.pricing.Capability;
import dev.pixelgate.pricing.Pipeline;
import dev.pixelgate.router.health.TestingClock;
import dev.pixelgate.router.livepeer.TestingPlan.Quoting;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SessionsTest {
  private static final Duration LONG = Duration.ofSeconds(20);
  private static final TestingModel X4 = TestingModel.upscale("some/x4");
  private static final Capability UPSCALE = X4.capability();
  private static final TestingPlan PLAN = TestingPlan.of(X4);

  private final Vertx vertx = Vertx.vertx();
  private final TestingClock clock = new TestingClock();
  private TestingNode node;
  private Sessions sessions;

  @BeforeEach
  void start() throws Exception {
    node = await(TestingNode.start(vertx, PLAN, 0, HttpServerOptions::new, clock));
    Opener opener =
        new Opener(
            vertx, clock, node.url(), Destinations.ANY, new TestingClients(vertx), Payments.NONE);
    sessions = new Sessions(vertx, clock, opener, LONG);
  }

  @AfterEach
  void close() throws Exception {
    await(vertx.close());
  }

  private static <T> T await(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
  }

  private Session session() throws Exception {
    return assertInstanceOf(Opening.Open.class, await(sessions.session(UPSCALE))).session();
  }

  @Test
  void asksWhenThereIsNone() throws Exception {
    Session session = session();

    assertEquals(node.url(), session.transcoder());
    assertEquals(node.port(), session.address().origin().port());
    assertEquals(32, session.info().getAuthToken().getToken().size());
    assertEquals(session.info(), session.info().getParserForType().parseFrom(session.bytes()));
    assertEquals(1, node.questions().size());
  }

  @Test
  void givesTheNewestWhileItIsFresh() throws Exception {
    Session first = session();
    clock.pass(Duration.ofMinutes(28));

    assertSame(first, session());
    assertEquals(1, node.questions().size());
  }

  @Test
  void asksForAnotherInItsLastMinute() throws Exception {
    Session first = session();
    clock.pass(Duration.ofMinutes(29).plusSeconds(1));

    Session second = session();
    assertNotEquals(first.info().getAuthToken(), second.info().getAuthToken());
    assertSame(second, session());
  }

  @Test
  void asksForAnotherAtHalfTheLifeOfAShortOne() throws Exception {
    node.become(PLAN.tokens(Duration.ofSeconds(20)));
    Session first = session();
    clock.pass(Duration.ofSeconds(9));
    assertSame(first, session());
    clock.pass(Duration.ofSeconds(2));

    assertNotEquals(first, session());
  }

  @Test
  void asksOnceHoweverManyWantIt() throws Exception {
    List<Future<Opening>> many = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      Promise<Opening> opened = Promise.promise();
      vertx.deployVerticle(loop -> ask(loop, opened));
      many.add(opened.future());
    }

    await(Future.all(many));
    assertEquals(1, node.questions().size());
  }

  /** Fails when the answer does not come on the event loop that asks. */
  private Future<Void> ask(Context loop, Promise<Opening> opened) {
    sessions
        .session(UPSCALE)
        .onComplete(
            opening ->
                opened.handle(
                    Vertx.currentContext() == loop ? opening : Future.failedFuture("elsewhere")));
    return Future.succeededFuture();
  }

  @Test
  void givesTheOldOneWhileItLastsWhenAskingFails() throws Exception {
    Session first = session();
    node.become(PLAN.quoting(Quoting.RESETS));
    clock.pass(Duration.ofMinutes(29).plusSeconds(30));
    assertSame(first, session());
    clock.pass(Duration.ofSeconds(31));

    assertEquals(new Opening.Failed("broke off its answer"), await(sessions.session(UPSCALE)));
  }

  @Test
  void asksEachTimeWhereTheClocksDiffer() throws Exception {
    node.become(PLAN.tokens(Duration.ofHours(-2)));
    session();
    session();

    assertEquals(2, node.questions().size());
  }

  @Test
  void asksForAnotherWhenOneWasRefused() throws Exception {
    Session first = session();

    Session second =
        assertInstanceOf(Opening.Open.class, await(sessions.renewed(UPSCALE, first))).session();
    assertNotEquals(first, second);
    assertSame(second, session());
    // Somebody else was refused with the first one as well, and hears of the second.
    assertEquals(new Opening.Open(second), await(sessions.renewed(UPSCALE, first)));
    assertEquals(2, node.questions().size());
  }

  @Test
  void saysThatAModelIsGone() throws Exception {
    Capability other = new Capability(Pipeline.UPSCALE, "no/such-model");

    assertEquals(
        new Opening.Failed("does not serve upscale no/such-model any more"),
        await(sessions.session(other)));
  }

  @Test
  void hasWhatWasFoundAndNothingElse() throws Exception {
    Session found = session();
    Capability gone = new Capability(Pipeline.TEXT_TO_IMAGE, "some/gone");
    sessions.replace(Map.of(gone, found));
    sessions.replace(Map.of(UPSCALE, found));

    assertSame(found, session());
    assertInstanceOf(Opening.Failed.class, await(sessions.session(gone)));
    assertTrue(node.questions().size() > 1);
  }
}
