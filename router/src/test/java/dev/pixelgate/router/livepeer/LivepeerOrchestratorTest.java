package dev.pixelgate.router.livepeer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pixelgate.pricing.Offer;
import dev.pixelgate.pricing.Pipeline;
import dev.pixelgate.pricing.Price;
import dev.pixelgate.router.AttemptEnd;
import dev.pixelgate.router.Cancellation;
import dev.pixelgate.router.Discovery;
import dev.pixelgate.router.Job;
import dev.pixelgate.router.Owing;
import dev.pixelgate.router.Seller;
import dev.pixelgate.router.Upload;
import dev.pixelgate.router.attempt.TestingJobs;
import dev.pixelgate.router.attempt.TestingPng;
import dev.pixelgate.router.attempt.TestingResultWriter;
import dev.pixelgate.router.livepeer.TestingPlan.Quoting;
import dev.pixelgate.router.livepeer.TestingPlan.Working;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpVersion;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One attempt after another at an orchestrator that does as its plan says. */
@Timeout(60)
class LivepeerOrchestratorTest {
  private static final TestingModel X4 = TestingModel.upscale(TestingJobs.MODEL);
  private static final Duration LONG = Duration.ofSeconds(20);
  private static final InstantSource CLOCK = InstantSource.system();
  private static final TestingPlan PLAN = TestingPlan.of(X4);
  private static final AttemptEnd SERVED =
      new AttemptEnd.Served(1000, false, Optional.empty(), List.of(), Duration.ZERO);

  private final Vertx vertx = Vertx.vertx();
  private final Context caller = vertx.getOrCreateContext();
  private final Pins pins = new Pins(new TestingPinStore());
  private final List<String> changed = Collections.synchronizedList(new ArrayList<>());
  private final Cancellation cancellation = new Cancellation();
  private final TestingResultWriter result = TestingResultWriter.prompt();
  private int dispatched;

  @AfterEach
  void close() throws Exception {
    await(vertx.close());
  }

  private static <T> T await(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
  }

  private TestingNode node(boolean tls, TestingPlan plan) throws Exception {
    return await(tls ? TestingNode.startTls(vertx, plan) : TestingNode.start(vertx, plan));
  }

  private TrustedClients clients = clients(TlsMode.FOLLOW);

  /**
   * The same on new connections: one that was kept from before the restart may be found closed only
   * when the job is on its way.
   */
  private LivepeerOrchestrator reconnected(Sessions sessions, TlsMode mode) {
    clients = clients(mode);
    return orchestrator(sessions);
  }

  private TrustedClients clients(TlsMode mode) {
    return new TrustedClients(vertx, mode, pins, changed::add);
  }

  private LivepeerOrchestrator orchestrator(URI base) {
    return orchestrator(sessions(base));
  }

  private Sessions sessions(URI base) {
    return new Sessions(vertx, CLOCK, opener(base), LONG);
  }

  private Opener opener(URI base) {
    return new Opener(vertx, CLOCK, base, Destinations.ANY, clients, Payments.NONE);
  }

  private LivepeerOrchestrator orchestrator(Sessions sessions) {
    return new LivepeerOrchestrator(
        "alpha", sessions, Payments.NONE, LivepeerHttp.of(vertx, clients::forJobs, false));
  }

  private Future<AttemptEnd> start(LivepeerOrchestrator alpha, Job job, TestingResultWriter into) {
    Promise<AttemptEnd> end = Promise.promise();
    caller.runOnContext(
        v -> alpha.attempt(job, into, cancellation, () -> dispatched++).onComplete(end));
    return end.future();
  }

  private AttemptEnd attempt(TestingNode node) throws Exception {
    return await(start(orchestrator(node.url()), TestingJobs.plain(16, 8), result));
  }

  private static byte[] black(int width, int height) {
    return new TestingPictures().png(width, height);
  }

  @ParameterizedTest
  @CsvSource({"false, HTTP_1_1", "true, HTTP_2"})
  void servesWhatIsInTheAnswer(boolean tls, HttpVersion version) throws Exception {
    TestingNode node = node(tls, PLAN);

    assertEquals(SERVED, attempt(node));

    assertArrayEquals(black(64, 32), result.written());
    assertEquals(1, dispatched);
    TestingJob job = node.jobs().getFirst();
    assertEquals(version, job.version());
    assertEquals("/upscale", job.path());
    assertEquals("hello", job.fields().get("prompt"));
    assertEquals(TestingJobs.MODEL, job.fields().get("model_id"));
    assertNull(job.headers().get("Authorization"));
    assertNull(job.headers().get("Livepeer-Payment"));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void fetchesWhatLiesAtTheOrchestrator(boolean tls) throws Exception {
    assertEquals(SERVED, attempt(node(tls, PLAN.working(Working.LINKS))));
    assertArrayEquals(black(64, 32), result.written());
  }

  /** Over HTTP/2, where a stream takes 64 KiB before the other side asks for more. */
  @Test
  void sendsASpooledImageAndTakesALargePicture(@TempDir Path folder) throws Exception {
    byte[] image = TestingPng.noise(700, 700, 5);
    Path spool = Files.write(folder.resolve("spool"), image);
    TestingNode node = node(true, PLAN);
    Job job =
        TestingJobs.of(new Upload.Spooled(spool, image.length), 700, 700, OptionalLong.empty());
    TestingResultWriter slow = TestingResultWriter.slow();
    slow.onWrite(() -> caller.runOnContext(v -> slow.release()));

    assertEquals(SERVED, await(start(orchestrator(node.url()), job, slow)));

    assertEquals(Buffer.buffer(image), node.jobs().getFirst().image());
    assertArrayEquals(black(2800, 2800), slow.written());
    assertEquals(1, slow.peakWithheld());
  }

  @Test
  void saysThatTheSpoolIsShort(@TempDir Path folder) throws Exception {
    Path spool = Files.write(folder.resolve("spool"), new byte[300_000]);
    TestingNode node = node(true, PLAN);
    Job job = TestingJobs.of(new Upload.Spooled(spool, 300_001), 700, 700, OptionalLong.empty());

    assertEquals(
        new AttemptEnd.StoreFailed("the spooled image could not be read"),
        await(start(orchestrator(node.url()), job, result)));
    assertEquals(List.of(), node.jobs());
  }

  @Test
  void asksForTheSessionOnlyOnce() throws Exception {
    TestingNode node = node(true, PLAN);
    LivepeerOrchestrator alpha = orchestrator(node.url());
    for (int i = 0; i < 3; i++) {
      TestingResultWriter each = TestingResultWriter.prompt();
      assertEquals(SERVED, await(start(alpha, TestingJobs.plain(16, 8), each)));
    }
    assertEquals(1, node.questions().size());
    assertEquals(3, node.jobs().size());
    assertEquals(1, node.connections());
  }

  @Test
  void makesOnePictureOfTheOtherPipelines() throws Exception {
    TestingNode node =
        node(
            true,
            TestingPlan.of(
                TestingModel.of(Pipeline.TEXT_TO_IMAGE, "stabilityai/sdxl-turbo"),
                TestingModel.of(Pipeline.IMAGE_TO_IMAGE, "stabilityai/sdxl-turbo")));
    LivepeerOrchestrator alpha = orchestrator(node.url());

    assertEquals(SERVED, await(start(alpha, TestingJobs.words(64, 32), result)));
    assertArrayEquals(black(64, 32), result.written());
    TestingResultWriter other = TestingResultWriter.prompt();
    assertEquals(SERVED, await(start(alpha, TestingJobs.after(16, 8), other)));
    assertArrayEquals(black(16, 8), other.written());
    for (TestingJob job : node.jobs()) {
      assertEquals("1", job.fields().get("num_images_per_prompt"));
    }
    assertEquals("64", node.jobs().getFirst().fields().get("width"));
  }

  /** Whether it did the work nobody can say, so that it is owed. */
  @ParameterizedTest
  @CsvSource({
    "HALF_SIZE, answered a 32x16 picture",
    "TRUNCATED, answered a broken PNG: it ends after",
    "NO_PICTURE, answered a broken PNG",
    "HTML, answered 200 with something that is not JSON",
    "NO_IMAGES, 'answered 0 images, 1 was due'",
    "RESETS, broke off its answer"
  })
  void failsForWhatIsNoPicture(Working how, String problem) throws Exception {
    AttemptEnd end = attempt(node(true, PLAN.working(how)));

    assertReasonStarts("alpha " + problem, end);
    assertFalse(end.isAnsweredError());
    assertEquals(1, dispatched);
  }

  @Test
  void failsWhenTheResultIsGone() throws Exception {
    AttemptEnd end = attempt(node(true, PLAN.working(Working.MEDIA_GONE)));

    assertEquals(new AttemptEnd.Failed("alpha's result URL answered 404"), end);
  }

  @Test
  void owesNothingForAnErrorThatIsAnswered() throws Exception {
    AttemptEnd end = attempt(node(true, PLAN.working(Working.ERROR)));

    assertEquals(
        new AttemptEnd.Failed("alpha answered 500: upscale container returned 500: oh no", true),
        end);
  }

  @Test
  void passesOnThatTheJobIsWrong() throws Exception {
    assertEquals(
        new AttemptEnd.JobRejected("bad job"), attempt(node(true, PLAN.working(Working.BAD_JOB))));
  }

  @Test
  void saysThatItIsFull() throws Exception {
    assertEquals(
        new AttemptEnd.Busy(Duration.ofSeconds(1)),
        attempt(node(true, TestingPlan.of(X4.slots(0)))));
  }

  /** It has a new certificate as well. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void takesAnotherSessionAfterARestart(boolean tls) throws Exception {
    TestingNode node = node(tls, PLAN);
    Sessions sessions = sessions(node.url());
    TestingResultWriter before = TestingResultWriter.prompt();
    assertEquals(SERVED, await(start(orchestrator(sessions), TestingJobs.plain(16, 8), before)));
    TestingNode again = await(node.restart());

    assertEquals(
        SERVED,
        await(start(reconnected(sessions, TlsMode.FOLLOW), TestingJobs.plain(16, 8), result)));

    assertEquals(2, again.jobs().size());
    assertEquals(1, again.questions().size());
    assertEquals(tls ? List.of("127.0.0.1:" + node.port()) : List.of(), changed);
    assertArrayEquals(black(64, 32), result.written());
  }

  @Test
  void sendsNothingUnderACertificateThatIsNotTrusted() throws Exception {
    clients = clients(TlsMode.STRICT);
    TestingNode node = node(true, PLAN);
    Sessions sessions = sessions(node.url());
    TestingResultWriter before = TestingResultWriter.prompt();
    assertEquals(SERVED, await(start(orchestrator(sessions), TestingJobs.plain(16, 8), before)));
    TestingNode again = await(node.restart());
    dispatched = 0;

    AttemptEnd end =
        await(start(reconnected(sessions, TlsMode.STRICT), TestingJobs.plain(16, 8), result));

    assertReasonStarts("alpha could not be reached: certificate changed", end);
    assertEquals(0, dispatched);
    assertEquals(List.of(), again.jobs());
  }

  @Test
  void triesOnlyOneOtherSession() throws Exception {
    TestingNode node =
        await(
            TestingNode.start(
                vertx,
                PLAN.tokens(Duration.ZERO),
                0,
                HttpServerOptions::new,
                InstantSource.fixed(Instant.parse("2026-11-28T12:00:00Z"))));

    assertEquals(
        new AttemptEnd.Failed("alpha answered 403: expired auth token", true), attempt(node));
    assertEquals(2, node.jobs().size());
  }

  @Test
  void owesNothingWhenNoOtherSessionIsToBeHad() throws Exception {
    TestingNode node = node(true, PLAN);
    Sessions sessions = sessions(node.url());
    TestingResultWriter before = TestingResultWriter.prompt();
    assertEquals(SERVED, await(start(orchestrator(sessions), TestingJobs.plain(16, 8), before)));
    node.become(PLAN.quoting(Quoting.RUBBISH));
    await(node.restart());

    assertEquals(
        new AttemptEnd.Failed("alpha answered something that is not an OrchestratorInfo", true),
        await(start(reconnected(sessions, TlsMode.FOLLOW), TestingJobs.plain(16, 8), result)));
  }

  @Test
  void resetsItsStreamWhenCancelled() throws Exception {
    TestingPlan single = TestingPlan.of(X4.slots(1));
    TestingNode node = node(true, single.working(Working.HANGS));
    LivepeerOrchestrator alpha = orchestrator(node.url());
    Promise<Void> left = Promise.promise();
    Promise<AttemptEnd> end = Promise.promise();
    Cancellation mine = new Cancellation();
    caller.runOnContext(
        v ->
            alpha
                .attempt(TestingJobs.plain(16, 8), result, mine, left::tryComplete)
                .onComplete(end));
    await(left.future());
    caller.runOnContext(v -> mine.cancel());
    assertEquals(new AttemptEnd.Cancelled(), await(end.future()));

    node.become(single);
    TestingResultWriter next = TestingResultWriter.prompt();
    assertEquals(SERVED, await(start(alpha, TestingJobs.plain(16, 8), next)));
    assertEquals(1, node.connections());
  }

  /** It tells how many slots are idle; the market counts our own jobs against what it is told. */
  @Test
  void offersTheSlotsThatOurOwnJobsHold() throws Exception {
    TestingNode node = node(true, TestingPlan.of(X4.slots(3)).working(Working.HANGS));
    Sessions sessions = sessions(node.url());
    LivepeerOrchestrator alpha = orchestrator(sessions);
    Offer offer = Offer.configured("alpha", X4.capability(), Price.parse("1 USD/Mpx"));
    LivepeerPeer peer =
        new LivepeerPeer(
            new LivepeerSettings("alpha", node.url(), List.of(offer), LONG),
            CLOCK,
            opener(node.url()),
            sessions,
            Payments.NONE,
            new Seller(alpha, Owing.UNLESS_ERROR, Optional.empty()));
    Promise<Void> left = Promise.promise();
    Promise<AttemptEnd> end = Promise.promise();
    caller.runOnContext(
        v ->
            alpha
                .attempt(TestingJobs.plain(16, 8), result, cancellation, left::tryComplete)
                .onComplete(end));
    await(left.future());

    assertEquals(OptionalInt.of(3), capacity(peer));
    caller.runOnContext(v -> cancellation.cancel());
    await(end.future());
    assertEquals(OptionalInt.of(3), capacity(peer));
  }

  private OptionalInt capacity(LivepeerPeer peer) throws Exception {
    Promise<Discovery> found = Promise.promise();
    caller.runOnContext(v -> peer.discover().onComplete(found));
    return assertInstanceOf(Discovery.Found.class, await(found.future()))
        .offers()
        .getFirst()
        .capacity();
  }

  @Test
  void waitsForNoSessionWhenCancelled() throws Exception {
    TestingNode node = node(true, PLAN.quoting(Quoting.HANGS));
    Future<AttemptEnd> end = start(orchestrator(node.url()), TestingJobs.plain(16, 8), result);
    caller.runOnContext(v -> cancellation.cancel());

    assertEquals(new AttemptEnd.Cancelled(), await(end));
    assertEquals(0, dispatched);
  }

  @Test
  void sendsNothingToOneThatCannotBeReached() throws Exception {
    TestingNode node = node(false, PLAN);
    await(node.close());

    assertEquals(new AttemptEnd.Failed("alpha could not be reached: no connection"), attempt(node));
    assertEquals(0, dispatched);
  }

  @Test
  void sendsNothingToOneThatWantsPayment() throws Exception {
    AttemptEnd end = attempt(node(true, TestingPlan.of(X4.at(1200, 1))));

    assertReasonStarts("alpha would not answer", end);
    assertEquals(0, dispatched);
  }

  private static void assertReasonStarts(String reason, AttemptEnd end) {
    String actual = end instanceof AttemptEnd.Failed failed ? failed.reason() : end.toString();
    assertTrue(actual.startsWith(reason), actual);
  }
}
