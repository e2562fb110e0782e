package dev.pixelgate.router.airunner;

import static dev.pixelgate.router.airunner.AiRunnerOrchestratorTest.form;
import static dev.pixelgate.router.airunner.AiRunnerOrchestratorTest.onEventLoop;
import static dev.pixelgate.router.airunner.AiRunnerOrchestratorTest.orchestrator;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pixelgate.router.AttemptEnd;
import dev.pixelgate.router.Cancellation;
import dev.pixelgate.router.Job;
import dev.pixelgate.router.Upload;
import dev.pixelgate.router.attempt.TestingJobs;
import dev.pixelgate.router.attempt.TestingPng;
import dev.pixelgate.router.attempt.TestingResultWriter;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Large pictures, slow stores, spooled uploads, and attempts that are given up half-way. */
@ExtendWith(VertxExtension.class)
@Timeout(60)
class AiRunnerStreamingTest {
  private static final byte[] ANSWER = TestingPng.noise(32, 32, 3);

  @TempDir Path folder;

  @Test
  void takesA32MegabytePictureInAsTheStoreTakesIt(Vertx vertx) {
    byte[] png = TestingPng.noise(3328, 3328, 9);
    assertTrue(png.length > 32_000_000, png.length + " bytes");
    TestingRunner runner =
        TestingRunner.start(vertx, TestingRunner.answering(200, TestingPng.success(png, "7")))
            .await();
    TestingResultWriter slow = TestingResultWriter.slow();
    Context caller = vertx.getOrCreateContext();
    slow.onWrite(() -> caller.runOnContext(v -> slow.release()));
    Promise<AttemptEnd> end = Promise.promise();
    caller.runOnContext(
        v ->
            orchestrator(vertx, runner.url())
                .attempt(TestingJobs.plain(832, 832), slow, new Cancellation(), () -> {})
                .onComplete(end));
    assertInstanceOf(AttemptEnd.Served.class, end.future().await());
    assertArrayEquals(png, slow.written());
    assertEquals(1, slow.peakWithheld(), "writes that waited at one time");
    assertTrue(slow.largestWrite() <= 64 << 10, slow.largestWrite() + " bytes in one write");
  }

  @Test
  void keepsAHundredAttemptsApart(Vertx vertx) {
    TestingRunner runner =
        TestingRunner.startRaw(
                vertx, (self, request) -> request.body().onSuccess(form -> answer(request, form)))
            .await();
    AiRunnerOrchestrator beta = orchestrator(vertx, runner.url());
    Context caller = vertx.getOrCreateContext();
    List<Promise<AttemptEnd>> ends = new ArrayList<>();
    List<TestingResultWriter> results = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      Promise<AttemptEnd> end = Promise.promise();
      TestingResultWriter result = TestingResultWriter.prompt();
      Job job = TestingJobs.seeded(64, 64, i);
      caller.runOnContext(
          v -> beta.attempt(job, result, new Cancellation(), () -> {}).onComplete(end));
      ends.add(end);
      results.add(result);
    }
    for (int i = 0; i < 100; i++) {
      AttemptEnd.Served served =
          assertInstanceOf(AttemptEnd.Served.class, ends.get(i).future().await());
      assertEquals(i, served.seed());
      assertArrayEquals(TestingPng.noise(256, 256, i), results.get(i).written());
    }
  }

  @Test
  void sendsASpooledUploadWithItsLength(Vertx vertx) throws IOException {
    TestingRunner runner =
        TestingRunner.start(vertx, TestingRunner.answering(200, TestingPng.success(ANSWER, "7")))
            .await();
    byte[] image = new byte[10 << 20];
    new Random(1).nextBytes(image);
    Job job = spooled(image, image.length);
    assertInstanceOf(AttemptEnd.Served.class, attempt(vertx, runner, job));
    TestingRunner.Received got = runner.received().getFirst();
    assertEquals(Integer.toString(got.body().length()), got.request().getHeader("Content-Length"));
    String boundary = got.request().getHeader("Content-Type").split("boundary=", 2)[1];
    assertEquals(form(job, boundary, image), got.body());
  }

  @Test
  void saysThatTheSpoolIsShort(Vertx vertx) throws IOException {
    TestingRunner runner = TestingRunner.start(vertx, request -> {}).await();
    assertEquals(unreadable(), attempt(vertx, runner, spooled(new byte[100_000], 100_001)));
  }

  @Test
  void saysThatTheSpoolIsLong(Vertx vertx) throws IOException {
    TestingRunner runner = TestingRunner.start(vertx, request -> {}).await();
    assertEquals(unreadable(), attempt(vertx, runner, spooled(new byte[100_000], 99_999)));
  }

  @Test
  void saysThatTheSpoolIsGone(Vertx vertx) throws IOException {
    TestingRunner runner = TestingRunner.start(vertx, request -> {}).await();
    Job job = spooled(new byte[10], 10);
    Files.delete(folder.resolve("spool"));
    assertEquals(unreadable(), attempt(vertx, runner, job));
    assertEquals(0, runner.received().size());
  }

  @Test
  void readsAnAnswerThatComesBeforeTheEndOfTheUpload(Vertx vertx) throws IOException {
    TestingRunner runner =
        TestingRunner.startRaw(
                vertx,
                (self, request) -> request.response().setStatusCode(401).end("{\"detail\":{}}"))
            .await();
    assertEquals(
        new AttemptEnd.Failed("beta refused our token (401)", true),
        attempt(vertx, runner, spooled(new byte[10 << 20], 10 << 20)));
  }

  @Test
  void sendsNothingWhenCancelledBefore(Vertx vertx) {
    TestingRunner runner = TestingRunner.start(vertx, request -> {}).await();
    Cancellation cancellation = new Cancellation();
    cancellation.cancel();
    assertEquals(
        new AttemptEnd.Cancelled(),
        onEventLoop(
            vertx,
            () ->
                orchestrator(vertx, runner.url())
                    .attempt(
                        TestingJobs.plain(8, 8),
                        TestingResultWriter.prompt(),
                        cancellation,
                        () -> {})));
    assertEquals(0, runner.connections());
  }

  @Test
  void closesTheConnectionWhenCancelledInTheUpload(Vertx vertx) throws IOException {
    Promise<Runnable> arrived = Promise.promise();
    Promise<Void> closed = Promise.promise();
    TestingRunner runner =
        TestingRunner.startRaw(
                vertx,
                (self, request) -> {
                  Context server = Vertx.currentContext();
                  request.pause();
                  request.connection().closeHandler(v -> closed.complete());
                  arrived.complete(() -> server.runOnContext(v -> request.resume()));
                })
            .await();
    GivenUp givenUp = new GivenUp(vertx, runner, spooled(new byte[64 << 20], 64 << 20));
    Runnable readOn = arrived.future().await();
    assertEquals(new AttemptEnd.Cancelled(), givenUp.cancel());
    readOn.run();
    closed.future().await();
  }

  @Test
  void closesTheConnectionWhenCancelledWhileTheRunnerWorks(Vertx vertx) {
    Promise<Void> arrived = Promise.promise();
    Promise<Void> closed = Promise.promise();
    TestingRunner runner =
        TestingRunner.start(
                vertx,
                request -> {
                  request.connection().closeHandler(v -> closed.complete());
                  arrived.complete();
                })
            .await();
    GivenUp givenUp = new GivenUp(vertx, runner, TestingJobs.plain(8, 8));
    arrived.future().await();
    assertEquals(new AttemptEnd.Cancelled(), givenUp.cancel());
    closed.future().await();
  }

  @Test
  void writesNothingMoreWhenCancelledInTheAnswer(Vertx vertx) {
    String answer = TestingPng.success(ANSWER, "7");
    Promise<Void> closed = Promise.promise();
    TestingRunner runner =
        TestingRunner.start(
                vertx,
                request -> {
                  request.connection().closeHandler(v -> closed.complete());
                  request.response().setChunked(true).write(answer.substring(0, 2000));
                })
            .await();
    Cancellation cancellation = new Cancellation();
    TestingResultWriter result = TestingResultWriter.prompt();
    result.onWrite(cancellation::cancel);
    AttemptEnd end =
        onEventLoop(
            vertx,
            () ->
                orchestrator(vertx, runner.url())
                    .attempt(TestingJobs.plain(8, 8), result, cancellation, () -> {}));
    assertEquals(new AttemptEnd.Cancelled(), end);
    closed.future().await();
    assertTrue(result.size() < 2000, result.size() + " bytes written");
    assertArrayEquals(Arrays.copyOf(ANSWER, result.size()), result.written());
  }

  @Test
  void givesItsPlaceInThePoolBackWhenCancelled(Vertx vertx) {
    Promise<Void> arrived = Promise.promise();
    TestingRunner runner =
        TestingRunner.start(
                vertx,
                request -> {
                  if (!arrived.tryComplete()) {
                    request.response().end(TestingPng.success(ANSWER, "7"));
                  }
                })
            .await();
    AiRunnerSettings many = AiRunnerSettings.of("beta", runner.url(), Optional.empty());
    AiRunnerOrchestrator beta =
        new AiRunnerOrchestrator(
            vertx,
            new AiRunnerSettings(
                many.name(),
                many.base(),
                many.token(),
                many.identity(),
                many.authority(),
                1,
                many.connectTimeout(),
                many.pictureLimit(),
                false));
    GivenUp working = new GivenUp(vertx, beta, TestingJobs.plain(8, 8));
    arrived.future().await();
    GivenUp waiting = new GivenUp(vertx, beta, TestingJobs.plain(8, 8));
    assertEquals(new AttemptEnd.Cancelled(), waiting.cancel());
    assertEquals(new AttemptEnd.Cancelled(), working.cancel());
    assertInstanceOf(
        AttemptEnd.Served.class,
        onEventLoop(
            vertx,
            () ->
                beta.attempt(
                    TestingJobs.plain(8, 8),
                    TestingResultWriter.prompt(),
                    new Cancellation(),
                    () -> {})));
  }

  /** With noise that the form's seed decides. */
  private static void answer(HttpServerRequest request, Buffer form) {
    String text = form.toString(StandardCharsets.ISO_8859_1);
    String seed = text.replaceAll("(?s).*\"seed\"\\s+(\\d+).*", "$1");
    byte[] png = TestingPng.noise(256, 256, Long.parseLong(seed));
    request.response().end(TestingPng.success(png, seed));
  }

  private Job spooled(byte[] image, long size) throws IOException {
    Path spool = Files.write(folder.resolve("spool"), image);
    return TestingJobs.of(new Upload.Spooled(spool, size), 8, 8, OptionalLong.empty());
  }

  private static AttemptEnd attempt(Vertx vertx, TestingRunner runner, Job job) {
    return onEventLoop(
        vertx,
        () ->
            orchestrator(vertx, runner.url())
                .attempt(job, TestingResultWriter.prompt(), new Cancellation(), () -> {}));
  }

  private static AttemptEnd unreadable() {
    return new AttemptEnd.StoreFailed("the spooled image could not be read");
  }

  /** An attempt under way on an event loop of its own that can be cancelled there. */
  private static final class GivenUp {
    private final Context caller;
    private final Cancellation cancellation = new Cancellation();
    private final Promise<AttemptEnd> end = Promise.promise();

    GivenUp(Vertx vertx, TestingRunner runner, Job job) {
      this(vertx, orchestrator(vertx, runner.url()), job);
    }

    GivenUp(Vertx vertx, AiRunnerOrchestrator beta, Job job) {
      caller = vertx.getOrCreateContext();
      caller.runOnContext(v -> start(beta, job).onComplete(end));
    }

    AttemptEnd cancel() {
      caller.runOnContext(v -> cancellation.cancel());
      return end.future().await();
    }

    private Future<AttemptEnd> start(AiRunnerOrchestrator beta, Job job) {
      return beta.attempt(job, TestingResultWriter.prompt(), cancellation, () -> {});
    }
  }
}
