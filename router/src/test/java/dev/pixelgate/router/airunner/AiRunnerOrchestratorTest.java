package dev.pixelgate.router.airunner;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.pixelgate.router.AttemptEnd;
import dev.pixelgate.router.Cancellation;
import dev.pixelgate.router.Job;
import dev.pixelgate.router.attempt.JobBody;
import dev.pixelgate.router.attempt.TestingJobs;
import dev.pixelgate.router.attempt.TestingPng;
import dev.pixelgate.router.attempt.TestingResultWriter;
import dev.pixelgate.router.exchange.BearerToken;
import dev.pixelgate.router.exchange.HostResolver;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One attempt after another against a runner that answers as it is told. */
@ExtendWith(VertxExtension.class)
@Timeout(60)
class AiRunnerOrchestratorTest {
  private static final byte[] ANSWER = TestingPng.noise(32, 32, 3);
  private static final AttemptEnd SERVED =
      new AttemptEnd.Served(7, false, Optional.empty(), List.of(), Duration.ZERO);

  private final TestingResultWriter result = TestingResultWriter.prompt();

  @Test
  void servesAPictureFromADataUrl(Vertx vertx) {
    AttemptEnd end = attempt(vertx, TestingRunner.answering(200, TestingPng.success(ANSWER, "7")));
    assertEquals(SERVED, end);
    assertArrayEquals(ANSWER, result.written());
  }

  @Test
  void sendsTheFormWithItsLengthAndTheToken(Vertx vertx) {
    TestingRunner runner =
        TestingRunner.start(vertx, TestingRunner.answering(200, TestingPng.success(ANSWER, "7")))
            .await();
    Job job = TestingJobs.seeded(8, 8, 42);
    AiRunnerSettings settings =
        AiRunnerSettings.of("beta", runner.url(), Optional.of(new BearerToken("geheim")));
    onEventLoop(
        vertx,
        () ->
            new AiRunnerOrchestrator(vertx, settings)
                .attempt(job, result, new Cancellation(), () -> {}));
    TestingRunner.Received got = runner.received().getFirst();
    assertEquals("POST", got.request().method().name());
    assertEquals("/upscale", got.request().uri());
    assertEquals("127.0.0.1:" + runner.port(), got.request().getHeader("Host"));
    assertEquals("Bearer geheim", got.request().getHeader("Authorization"));
    assertEquals("application/json", got.request().getHeader("Accept"));
    assertNull(got.request().getHeader("Transfer-Encoding"));
    assertNull(got.request().getHeader("Accept-Encoding"));
    assertEquals(Integer.toString(got.body().length()), got.request().getHeader("Content-Length"));
    String boundary = got.request().getHeader("Content-Type").split("boundary=", 2)[1];
    byte[] png = TestingPng.plain(8, 8);
    assertEquals(form(job, boundary, png), got.body());
  }

  @Test
  void showsItsPlatformWhoIsAskingBesideTheToken(Vertx vertx) {
    TestingRunner runner =
        TestingRunner.start(vertx, TestingRunner.answering(200, TestingPng.success(ANSWER, "7")))
            .await();
    AiRunnerSettings settings =
        AiRunnerSettings.of("beta", runner.url(), Optional.of(new BearerToken("geheim")))
            .identifiedBy(() -> Future.succeededFuture(Map.of("X-Proof", "me")));
    AttemptEnd end = attempt(vertx, settings, () -> {});
    assertInstanceOf(AttemptEnd.Served.class, end);
    HttpServerRequest got = runner.received().getFirst().request();
    assertEquals("me", got.getHeader("X-Proof"));
    assertEquals("Bearer geheim", got.getHeader("Authorization"));
  }

  @Test
  void sendsNothingWhenNobodySaysWhoIsAsking(Vertx vertx) {
    TestingRunner runner =
        TestingRunner.start(vertx, TestingRunner.answering(200, TestingPng.success(ANSWER, "7")))
            .await();
    AiRunnerSettings settings =
        AiRunnerSettings.of("beta", runner.url(), Optional.empty())
            .identifiedBy(() -> Future.failedFuture(new IOException("was not asked")));
    AtomicBoolean dispatched = new AtomicBoolean();
    assertFailed("beta was not asked", attempt(vertx, settings, () -> dispatched.set(true)));
    assertFalse(dispatched.get());
    assertEquals(List.of(), runner.received());
  }

  private AttemptEnd attempt(Vertx vertx, AiRunnerSettings settings, Runnable dispatched) {
    return onEventLoop(
        vertx,
        () ->
            new AiRunnerOrchestrator(vertx, settings)
                .attempt(TestingJobs.seeded(8, 8, 7), result, new Cancellation(), dispatched));
  }

  @Test
  void servesEachPipelineAtItsPath(Vertx vertx) {
    Handler<HttpServerRequest> answer =
        request -> {
          boolean known = List.of("/text-to-image", "/image-to-image").contains(request.uri());
          TestingRunner.answering(known ? 200 : 404, TestingPng.success(ANSWER, "7"))
              .handle(request);
        };
    assertEquals(SERVED, attempt(vertx, answer, TestingJobs.words(32, 32)));
    assertFailed(
        "beta answered a 32x32 picture, 64x32 was due",
        attempt(vertx, answer, TestingJobs.words(64, 32)));
    assertEquals(
        new AttemptEnd.Failed("beta answered 404", true),
        attempt(vertx, answer, TestingJobs.plain(8, 8)));
  }

  @Test
  void servesAPictureAfterAnImage(Vertx vertx) {
    AttemptEnd end =
        attempt(
            vertx,
            TestingRunner.answering(200, TestingPng.success(ANSWER, "7")),
            TestingJobs.after(32, 32));
    assertEquals(SERVED, end);
    assertArrayEquals(ANSWER, result.written());
  }

  @Test
  void passesOnWhatAWorkerAdds(Vertx vertx) {
    AttemptEnd end =
        attempt(
            vertx,
            request ->
                request
                    .response()
                    .putHeader("Pixelgate-Safety", "nsfw-mobilenet")
                    .putHeader("Pixelgate-Ignored", "prompt, num_inference_steps")
                    .end(TestingPng.success(ANSWER, "7")));
    assertEquals(
        new AttemptEnd.Served(
            7,
            false,
            Optional.of("nsfw-mobilenet"),
            List.of("prompt", "num_inference_steps"),
            Duration.ZERO),
        end);
  }

  @Test
  void completesOnTheEventLoopOfItsCaller(Vertx vertx) {
    TestingRunner runner =
        TestingRunner.start(vertx, TestingRunner.answering(200, TestingPng.success(ANSWER, "7")))
            .await();
    AiRunnerOrchestrator beta = orchestrator(vertx, runner.url());
    Context caller = vertx.getOrCreateContext();
    Promise<Context> completedOn = Promise.promise();
    caller.runOnContext(
        v ->
            beta.attempt(TestingJobs.plain(8, 8), result, new Cancellation(), () -> {})
                .onComplete(end -> completedOn.complete(Vertx.currentContext())));
    assertSame(caller, completedOn.future().await());
  }

  @Test
  void keepsTheConnectionForTheNextAttempt(Vertx vertx) {
    TestingRunner runner =
        TestingRunner.start(vertx, TestingRunner.answering(200, TestingPng.success(ANSWER, "7")))
            .await();
    AiRunnerOrchestrator beta = orchestrator(vertx, runner.url());
    for (int i = 0; i < 5; i++) {
      TestingResultWriter each = TestingResultWriter.prompt();
      assertEquals(
          SERVED,
          onEventLoop(
              vertx,
              () -> beta.attempt(TestingJobs.plain(8, 8), each, new Cancellation(), () -> {})));
      assertArrayEquals(ANSWER, each.written());
    }
    assertEquals(1, runner.connections());
  }

  @Test
  void usesTheSeedAskedForWhenNoneComesBack(Vertx vertx) {
    Handler<HttpServerRequest> noSeed =
        TestingRunner.answering(200, TestingPng.success(ANSWER, "null"));
    assertEquals(
        new AttemptEnd.Served(42, false, Optional.empty(), List.of(), Duration.ZERO),
        attempt(vertx, noSeed, TestingJobs.seeded(8, 8, 42)));
  }

  @Test
  void failsWithoutASeed(Vertx vertx) {
    assertFailed(
        "beta answered without a seed from 0 to 2^53 - 1",
        attempt(vertx, TestingRunner.answering(200, TestingPng.success(ANSWER, "null"))));
  }

  @Test
  void failsForAPictureOfAnotherSize(Vertx vertx) {
    byte[] small = TestingPng.plain(8, 8);
    assertFailed(
        "beta answered a 8x8 picture, 32x32 was due",
        attempt(vertx, TestingRunner.answering(200, TestingPng.success(small, "7"))));
  }

  @Test
  void failsForABrokenPng(Vertx vertx) {
    byte[] broken = ANSWER.clone();
    broken[broken.length - 20] ^= 1;
    AttemptEnd end = attempt(vertx, TestingRunner.answering(200, TestingPng.success(broken, "7")));
    assertReasonStarts("beta answered a broken PNG: chunk IDAT", end);
  }

  @Test
  void failsForHalfAPng(Vertx vertx) {
    byte[] half = Arrays.copyOf(ANSWER, ANSWER.length / 2);
    AttemptEnd end = attempt(vertx, TestingRunner.answering(200, TestingPng.success(half, "7")));
    assertReasonStarts("beta answered a broken PNG: it ends after", end);
  }

  @Test
  void failsForBrokenBase64(Vertx vertx) {
    String json = TestingPng.success(ANSWER, "7");
    int middle = json.length() / 2;
    String broken = json.substring(0, middle) + "*" + json.substring(middle + 1);
    AttemptEnd end = attempt(vertx, TestingRunner.answering(200, broken));
    assertReasonStarts("beta answered base64 that breaks after", end);
  }

  @Test
  void failsForAnAnswerWithoutPicture(Vertx vertx) {
    assertFailed(
        "beta answered 0 images, 1 was due",
        attempt(vertx, TestingRunner.answering(200, "{\"images\":[]}")));
  }

  @Test
  void failsForTwoPictures(Vertx vertx) {
    String one = TestingPng.success(ANSWER, "7");
    String image = one.substring("{\"images\":[".length(), one.length() - 2);
    assertFailed(
        "beta answered more than one picture, one was due",
        attempt(vertx, TestingRunner.answering(200, "{\"images\":[" + image + "," + image + "]}")));
  }

  @Test
  void failsForHtml(Vertx vertx) {
    assertFailed(
        "beta answered 200 with something that is not JSON",
        attempt(vertx, TestingRunner.answering(200, "<html>welcome</html>")));
  }

  @Test
  void failsForAnEndlessAnswer(Vertx vertx) {
    long limit = (32 * 32 * 8 + (1 << 20)) / 3 * 4 + (1 << 20);
    AttemptEnd end =
        attempt(vertx, TestingRunner.answering(200, "[\"" + "x".repeat(4 << 20) + "\"]"));
    assertFailed("beta answered more than " + limit + " bytes", end);
  }

  @Test
  void readsTheStatusBeforeTheBody(Vertx vertx) {
    String page = "<img src=\"data:image/png;base64,AAAA\">" + "x".repeat(100_000);
    assertEquals(
        new AttemptEnd.Busy(Duration.ofSeconds(9)),
        attempt(
            vertx,
            request ->
                request.response().setStatusCode(503).putHeader("Retry-After", "9").end(page)));
  }

  @Test
  void passesOnThatTheJobIsWrong(Vertx vertx) {
    assertEquals(
        new AttemptEnd.JobRejected("prompt: Field required"),
        attempt(
            vertx,
            TestingRunner.answering(
                422, "{\"detail\":[{\"loc\":[\"body\",\"prompt\"],\"msg\":\"Field required\"}]}")));
  }

  @Test
  void followsNoRedirect(Vertx vertx) {
    assertEquals(
        new AttemptEnd.Failed("beta answered 302", true),
        attempt(
            vertx,
            request ->
                request
                    .response()
                    .setStatusCode(302)
                    .putHeader("Location", "http://127.0.0.1:1/")
                    .end()));
  }

  @Test
  void failsWhenNobodyListens(Vertx vertx) {
    TestingRunner runner = TestingRunner.start(vertx, request -> {}).await();
    URI closed = runner.url();
    runner.close().await();
    assertFailed(
        "beta could not be reached: no connection",
        onEventLoop(
            vertx,
            () ->
                orchestrator(vertx, closed)
                    .attempt(TestingJobs.plain(8, 8), result, new Cancellation(), () -> {})));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void failsWhenTheConnectionBreaks(boolean midAnswer, Vertx vertx) {
    AttemptEnd end =
        attempt(
            vertx,
            request -> {
              if (midAnswer) {
                String half = TestingPng.success(ANSWER, "7").substring(0, 1000);
                request
                    .response()
                    .putHeader("Content-Length", "5000")
                    .write(half)
                    .onComplete(v -> request.connection().close());
              } else {
                request.connection().close();
              }
            });
    assertFailed("beta closed the connection before its answer was complete", end);
  }

  @Test
  void saysThatOurStoreFailed(Vertx vertx) {
    TestingRunner runner =
        TestingRunner.start(vertx, TestingRunner.answering(200, TestingPng.success(ANSWER, "7")))
            .await();
    assertEquals(
        new AttemptEnd.StoreFailed("the result could not be stored"),
        onEventLoop(
            vertx,
            () ->
                orchestrator(vertx, runner.url())
                    .attempt(
                        TestingJobs.plain(8, 8),
                        TestingResultWriter.broken(),
                        new Cancellation(),
                        () -> {})));
  }

  /** What was dispatched may be owed, so a refused connection must not count as dispatched. */
  @Test
  void saysThatAJobIsDispatchedOnlyWhenItLeaves(Vertx vertx) {
    TestingRunner runner = TestingRunner.start(vertx, TestingRunner.answering(503, "{}")).await();
    assertTrue(dispatches(vertx, runner.url()));
    assertFalse(dispatches(vertx, URI.create("http://127.0.0.1:1")));
  }

  private boolean dispatches(Vertx vertx, URI url) {
    AtomicBoolean dispatched = new AtomicBoolean();
    onEventLoop(
        vertx,
        () ->
            orchestrator(vertx, url)
                .attempt(
                    TestingJobs.plain(8, 8),
                    result,
                    new Cancellation(),
                    () -> dispatched.set(true)));
    return dispatched.get();
  }

  @Test
  void addressesAnIpv6HostInBrackets(Vertx vertx) {
    assumeTrue(hasIpv6(), "this machine has no IPv6");
    Promise<String> host = Promise.promise();
    HttpServer server =
        vertx
            .createHttpServer()
            .requestHandler(
                request -> {
                  host.complete(request.getHeader("Host"));
                  request.response().setStatusCode(503).end();
                })
            .listen(0, "::1")
            .await();
    URI url = URI.create("http://[::1]:" + server.actualPort());
    onEventLoop(
        vertx,
        () ->
            orchestrator(vertx, url)
                .attempt(TestingJobs.plain(8, 8), result, new Cancellation(), () -> {}));
    assertEquals("[::1]:" + server.actualPort(), host.future().await());
  }

  @Test
  void fetchesAResultFromTheOwnOrigin(Vertx vertx) {
    assertEquals(SERVED, attempt(vertx, linking("http://%s/stream/a.png?x=1")));
    assertArrayEquals(ANSWER, result.written());
  }

  @Test
  void fetchesAResultFromTheAddressThatWasChecked(Vertx vertx) {
    TestingRunner media = TestingRunner.start(vertx, linking("")).await();
    TestingRunner runner =
        TestingRunner.start(
                vertx, linking("http://media.example:" + media.port() + "/stream/a.png?x=1"))
            .await();
    AiRunnerSettings plain = AiRunnerSettings.of("beta", runner.url(), Optional.empty());
    AiRunnerSettings settings =
        new AiRunnerSettings(
            plain.name(),
            plain.base(),
            Optional.of(new BearerToken("geheim")),
            plain.identity(),
            plain.authority(),
            plain.connections(),
            plain.connectTimeout(),
            plain.pictureLimit(),
            true);
    HostResolver hosts = host -> Future.succeededFuture(List.of(InetAddress.getLoopbackAddress()));
    AttemptEnd end =
        onEventLoop(
            vertx,
            () ->
                new AiRunnerOrchestrator(vertx, settings, hosts)
                    .attempt(TestingJobs.plain(8, 8), result, new Cancellation(), () -> {}));
    assertEquals(SERVED, end);
    HttpServerRequest got = media.received().getFirst().request();
    assertEquals("media.example:" + media.port(), got.getHeader("Host"));
    assertNull(got.getHeader("Authorization"));
  }

  @Test
  void fetchesNothingFromAPrivateAddress(Vertx vertx) {
    TestingRunner secret = TestingRunner.start(vertx, linking("")).await();
    AttemptEnd end = attempt(vertx, linking("http://127.0.0.1:" + secret.port() + "/stream/a.png"));
    assertFailed("beta answered a result URL that leads to an address that is not public", end);
    assertEquals(List.of(), secret.received());
  }

  @Test
  void failsWhenTheResultIsGone(Vertx vertx) {
    assertFailed("beta's result URL answered 404", attempt(vertx, linking("http://%s/gone.png")));
  }

  @Test
  void followsWhereAResultHasMoved(Vertx vertx) {
    assertEquals(SERVED, attempt(vertx, linking("http://%s/moved/stream/a.png")));
    assertEquals(SERVED, attempt(vertx, linking("http://%s/moved/moved/moved/stream/a.png")));
  }

  @Test
  void isNotSentOnForEver(Vertx vertx) {
    assertFailed(
        "beta's result URL led on more than 3 times",
        attempt(vertx, linking("http://%s/moved/moved/moved/moved/stream/a.png")));
  }

  @Test
  void isSentToNoPrivateAddress(Vertx vertx) {
    TestingRunner secret = TestingRunner.start(vertx, linking("")).await();
    AttemptEnd end =
        attempt(
            vertx,
            request -> {
              if (request.uri().equals("/upscale")) {
                linking("http://%s/stream/a.png").handle(request);
              } else {
                request
                    .response()
                    .setStatusCode(302)
                    .putHeader("Location", "http://127.0.0.1:" + secret.port() + "/stream/a.png")
                    .end();
              }
            });
    assertFailed("beta answered a result URL that leads to an address that is not public", end);
    assertEquals(List.of(), secret.received());
  }

  private static boolean hasIpv6() {
    try (ServerSocket socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress("::1", 0));
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** Answers a job with a URL, in which %s is the own host and port; GETs of /stream work. */
  private static Handler<HttpServerRequest> linking(String url) {
    return request -> {
      if (request.uri().equals("/upscale")) {
        String link = url.replace("%s", request.authority().toString());
        request
            .response()
            .end("{\"images\":[{\"url\":\"" + link + "\",\"seed\":7,\"nsfw\":false}]}");
      } else if (request.uri().startsWith("/moved/")) {
        request
            .response()
            .setStatusCode(302)
            .putHeader("Location", request.uri().substring("/moved".length()))
            .end();
      } else if (request.uri().startsWith("/stream/")) {
        request.response().end(Buffer.buffer(ANSWER));
      } else {
        request.response().setStatusCode(404).end("gone");
      }
    };
  }

  private AttemptEnd attempt(Vertx vertx, Handler<HttpServerRequest> answer) {
    return attempt(vertx, answer, TestingJobs.plain(8, 8));
  }

  private AttemptEnd attempt(Vertx vertx, Handler<HttpServerRequest> answer, Job job) {
    TestingRunner runner = TestingRunner.start(vertx, answer).await();
    AiRunnerOrchestrator beta = orchestrator(vertx, runner.url());
    return onEventLoop(vertx, () -> beta.attempt(job, result, new Cancellation(), () -> {}));
  }

  static Buffer form(Job job, String boundary, byte[] image) {
    JobBody form = JobBody.of(job, boundary);
    return form.head().copy().appendBytes(image).appendBuffer(form.tail());
  }

  static AiRunnerOrchestrator orchestrator(Vertx vertx, URI url) {
    return new AiRunnerOrchestrator(vertx, AiRunnerSettings.of("beta", url, Optional.empty()));
  }

  static AttemptEnd onEventLoop(Vertx vertx, Supplier<Future<AttemptEnd>> attempt) {
    Promise<AttemptEnd> end = Promise.promise();
    vertx.getOrCreateContext().runOnContext(v -> attempt.get().onComplete(end));
    return end.future().await();
  }

  private static void assertFailed(String reason, AttemptEnd end) {
    assertEquals(new AttemptEnd.Failed(reason), end);
  }

  private static void assertReasonStarts(String reason, AttemptEnd end) {
    String actual = end instanceof AttemptEnd.Failed failed ? failed.reason() : end.toString();
    assertEquals(reason, actual.substring(0, Math.min(reason.length(), actual.length())));
  }
}
