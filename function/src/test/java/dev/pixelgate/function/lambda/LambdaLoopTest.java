package dev.pixelgate.function.lambda;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pixelgate.function.assembly.Blocking;
import dev.pixelgate.function.config.InvokeMode;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The loop between Lambda and a server that answers as a test wants. */
class LambdaLoopTest {
  private static final Instant NOW = Instant.parse("2026-11-29T12:00:00Z");

  private final TestingRuntimeApi api = TestingRuntimeApi.start();
  private TestingInnerServer inner;

  @BeforeEach
  void make(@TempDir Path folder) {
    inner = new TestingInnerServer(folder, api);
  }

  @AfterEach
  void end() {
    inner.close();
    api.close();
  }

  private static String get(String target) {
    return TestingEvent.of("GET", target).encode();
  }

  @Test
  void putsEachEventAsARequestAndGivesTheAnswerBack() {
    inner.does(
        request ->
            request
                .body()
                .onSuccess(
                    body ->
                        request
                            .response()
                            .setStatusCode(201)
                            .putHeader("Content-Type", "text/plain")
                            .putHeader("X-Seen", request.method() + " " + request.uri())
                            .end(body)));
    inner.loop(InvokeMode.BUFFERED, 1);

    for (int i = 0; i < 3; i++) {
      TestingCall call =
          api.invoke(TestingEvent.of("PUT", "/a?b=" + i).body(new byte[] {'h', 'i'}).encode());
      assertFalse(call.isError(), call::toString);
      assertEquals(201, call.status());
      assertEquals("PUT /a?b=" + i, call.clientHeader("x-seen"));
      assertEquals("hi", call.json().getString("body"));
    }
  }

  @Test
  void answersAnEventThatIsNoRequestWithAPlainError() {
    inner.does(request -> request.response().end());
    inner.loop(InvokeMode.BUFFERED, 1);

    TestingCall refused = api.invoke("{\"Records\":[]}");

    assertTrue(refused.isError());
    assertEquals(
        "Pixelgate.UnsupportedEvent", refused.header("lambda-runtime-function-error-type"));
    assertEquals("Pixelgate.UnsupportedEvent", refused.json().getString("errorType"));
    assertTrue(refused.json().getString("errorMessage").contains("payload format 2.0"));
    assertEquals(200, api.invoke(get("/")).status(), "and goes on");
  }

  @Test
  void streamsWhatComesThroughAFunctionUrlThatStreams() {
    byte[] large = new byte[8 << 20];
    Arrays.fill(large, (byte) 0x80);
    inner.does(
        request ->
            request
                .response()
                .putHeader("Content-Type", "image/png")
                .putHeader("Set-Cookie", "a=1")
                .end(Buffer.buffer(large)));
    inner.loop(InvokeMode.RESPONSE_STREAM, 1);

    TestingCall call = api.invoke(get("/stream/x/y.png"));

    assertTrue(call.isStreamed());
    assertEquals(
        "application/vnd.awslambda.http-integration-response", call.header("content-type"));
    assertEquals(200, call.status());
    assertEquals("image/png", call.clientHeader("content-type"));
    assertArrayEquals(large, call.clientBody());
    assertEquals("", call.trailers().getOrDefault("lambda-runtime-function-error-type", ""));

    TestingCall whole = api.invoke(TestingEvent.of("GET", "/health").fromHttpApi("p").encode());
    assertFalse(whole.isStreamed(), "an HTTP API takes nothing piece by piece");
  }

  @Test
  void saysInTrailersThatAStreamedAnswerIsNotWhole() {
    inner.does(
        request ->
            request
                .response()
                .setChunked(true)
                .write("the first half")
                .onSuccess(sent -> request.connection().close()));
    inner.loop(InvokeMode.RESPONSE_STREAM, 1);

    TestingCall call = api.invoke(get("/"));

    assertEquals(
        "Pixelgate.AnswerBroken", call.trailers().get("lambda-runtime-function-error-type"));
    assertTrue(call.trailers().containsKey("lambda-runtime-function-error-body"));
    assertEquals(200, call.status());
  }

  @Test
  void refusesABodyThatIsTooMuchForLambdaAndPointsElsewhere() {
    inner.does(request -> request.response().end());
    inner.loop(InvokeMode.BUFFERED, 1);

    byte[] most = new byte[InlineLimit.REQUEST_BYTES];
    assertEquals(200, api.invoke(TestingEvent.of("POST", "/").body(most).encode()).status());
    byte[] more = new byte[InlineLimit.REQUEST_BYTES + 1];
    TestingCall call = api.invoke(TestingEvent.of("POST", "/").body(more).encode());

    assertTooLarge(call, more.length);
  }

  @Test
  void refusesAnAnswerThatIsTooMuchForLambdaAndPointsElsewhere() {
    inner.does(
        request ->
            request
                .response()
                .putHeader("Content-Type", "image/png")
                .end(Buffer.buffer(new byte[Integer.parseInt(request.path().substring(1))])));
    inner.loop(InvokeMode.BUFFERED, 1);

    int fits = InlineLimit.ANSWER_BYTES / 4 * 3 - 300;
    assertEquals(fits, api.invoke(get("/" + fits)).clientBody().length);
    assertTooLarge(api.invoke(get("/" + (fits + 300))), fits + 300);
    assertTooLarge(api.invoke(get("/50000000")), 50_000_000);
  }

  private static void assertTooLarge(TestingCall call, long bytes) {
    assertEquals(413, call.status(), call::toString);
    assertEquals("too-large", call.clientJson().getJsonObject("detail").getString("code"));
    assertEquals("/v1/uploads", call.clientJson().getJsonObject("detail").getString("uploads"));
    assertEquals(bytes, call.clientJson().getJsonObject("detail").getLong("value"));
  }

  @Test
  void tellsTheServerHowMuchTimeIsLeftUnlessTheClientWantsLess() {
    inner.does(request -> request.response().end(request.getHeader("Pixelgate-Deadline")));
    inner.loop(InvokeMode.BUFFERED, 1, Freezing.NONE, InstantSource.fixed(NOW));
    Instant deadline = NOW.plusSeconds(20);

    assertEquals("19000 ms", deadlineSeen(TestingEvent.of("POST", "/upscale"), deadline));
    TestingEvent less = TestingEvent.of("POST", "/upscale").header("Pixelgate-Deadline", "2 s");
    assertEquals("2 s", deadlineSeen(less, deadline));
    TestingEvent more = TestingEvent.of("POST", "/upscale").header("Pixelgate-Deadline", "1 min");
    assertEquals("19000 ms", deadlineSeen(more, deadline));
    TestingEvent nonsense =
        TestingEvent.of("POST", "/upscale").header("Pixelgate-Deadline", "soon");
    assertEquals("soon", deadlineSeen(nonsense, deadline));
  }

  /** Its own routes refuse the header: of those only the loop knows how much time is left. */
  @Test
  void tellsNoTimeToWhatTakesNone() {
    inner.does(
        request -> request.response().end(String.valueOf(request.getHeader("Pixelgate-Deadline"))));
    inner.loop(InvokeMode.BUFFERED, 1, Freezing.NONE, InstantSource.fixed(NOW));
    Instant deadline = NOW.plusSeconds(20);

    assertEquals("null", deadlineSeen(TestingEvent.of("GET", "/v1/prices"), deadline));
    assertEquals("null", deadlineSeen(TestingEvent.of("POST", "/v1/quotes"), deadline));
  }

  private String deadlineSeen(TestingEvent event, Instant deadline) {
    TestingCall call = api.answer(api.send(event.encode(), deadline));
    return new String(call.clientBody());
  }

  @Test
  void answersBeforeLambdasDeadlineWhatTheServerDoesNot() {
    BlockingQueue<HttpServerRequest> closed = new LinkedBlockingQueue<>();
    inner.does(request -> request.response().closeHandler(gone -> closed.add(request)));
    inner.loop(InvokeMode.BUFFERED, 1, Freezing.NONE, InstantSource.fixed(NOW));

    TestingCall late = api.answer(api.send(get("/"), NOW.plusMillis(1_010)));
    assertEquals(504, late.status());
    assertEquals("deadline", late.clientJson().getJsonObject("detail").getString("code"));
    next(closed); // and the server was told that nobody waits

    TestingCall over = api.answer(api.send(get("/"), NOW.plusMillis(900)));
    assertEquals(504, over.status());
    assertTrue(closed.isEmpty(), "what has no time left is not begun");
  }

  @Test
  void countsWhatTheThawTook() {
    AtomicReference<Instant> now = new AtomicReference<>(NOW);
    Freezing slow =
        new Freezing() {
          @Override
          public Future<Void> thawed() {
            now.set(NOW.plusSeconds(3));
            return Future.succeededFuture();
          }

          @Override
          public Future<Void> freezes() {
            return Future.succeededFuture();
          }
        };
    inner.does(request -> request.response().end(request.getHeader("Pixelgate-Deadline")));
    inner.loop(InvokeMode.BUFFERED, 1, slow, now::get);

    assertEquals(
        "16000 ms", deadlineSeen(TestingEvent.of("POST", "/upscale"), NOW.plusSeconds(20)));
  }

  private static <T> T next(BlockingQueue<T> queue) {
    try {
      T one = queue.poll(20, TimeUnit.SECONDS);
      if (one == null) {
        throw new AssertionError("nothing came within 20 s");
      }
      return one;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void closesTheBooksBeforeTheAnswerEnds() {
    List<String> order = new CopyOnWriteArrayList<>();
    BlockingQueue<Promise<Void>> freezes = new LinkedBlockingQueue<>();
    Freezing freezing =
        new Freezing() {
          @Override
          public Future<Void> thawed() {
            order.add("thawed");
            return Future.succeededFuture();
          }

          @Override
          public Future<Void> freezes() {
            order.add("freezes");
            Promise<Void> done = Promise.promise();
            freezes.add(done);
            return done.future();
          }
        };
    inner.does(
        request -> {
          order.add("request");
          request.response().end("x");
        });
    inner.loop(InvokeMode.RESPONSE_STREAM, 1, freezing, InstantSource.system());

    for (TestingEvent event :
        List.of(TestingEvent.of("GET", "/"), TestingEvent.of("GET", "/health").fromHttpApi("p"))) {
      String id = api.send(event.encode(), Instant.now().plusSeconds(60));
      Promise<Void> written = next(freezes);
      assertTrue(api.isOpen(id), "the answer does not end before the books are closed");
      written.complete();
      assertEquals(200, api.answer(id).status());
    }
    assertEquals(List.of("thawed", "request", "freezes", "thawed", "request", "freezes"), order);
  }

  @Test
  void asksForAsManyEventsAsLambdaSendsAtOnce() {
    BlockingQueue<HttpServerRequest> waiting = new LinkedBlockingQueue<>();
    inner.does(waiting::add);
    inner.loop(InvokeMode.BUFFERED, 2);
    Instant deadline = Instant.now().plusSeconds(60);
    String one = api.send(get("/1"), deadline);
    String two = api.send(get("/2"), deadline);

    List<HttpServerRequest> both = List.of(next(waiting), next(waiting));
    both.forEach(request -> request.response().end(request.path()));

    assertEquals("/1", new String(api.answer(one).clientBody()));
    assertEquals("/2", new String(api.answer(two).clientBody()));
  }

  @Test
  void asksOnceMoreOnAConnectionThatHasDied() {
    api.dropNext(1);
    inner.does(request -> request.response().end("x"));
    inner.loop(InvokeMode.BUFFERED, 1);

    assertEquals(200, api.invoke(get("/")).status());
    assertEquals(1, api.dropped());
  }

  @Test
  void endsWhenTheRuntimeApiIsGone() {
    inner.does(request -> request.response().end("x"));
    LambdaLoop loop = inner.loop(InvokeMode.BUFFERED, 1);
    assertEquals(200, api.invoke(get("/")).status());

    api.close();

    assertThrows(CompletionException.class, () -> Blocking.join(loop.ended()));
  }

  @Test
  void endsWithTheInvocationThatRuns() {
    BlockingQueue<HttpServerRequest> waiting = new LinkedBlockingQueue<>();
    inner.does(waiting::add);
    inner.loop(InvokeMode.BUFFERED, 1);
    String id = api.send(get("/"), Instant.now().plusSeconds(60));
    HttpServerRequest request = next(waiting);

    Future<Void> ended = inner.undeploy();
    assertFalse(ended.isComplete());
    request.response().end("done");

    assertEquals("done", new String(api.answer(id).clientBody()));
    Blocking.join(ended);
  }

  @Test
  void saysWhatIsWrongWithTheServer() {
    inner.does(request -> request.connection().close());
    inner.loop(InvokeMode.BUFFERED, 1);

    TestingCall call = api.invoke(get("/"));

    assertTrue(call.isError());
    assertEquals("Pixelgate.Internal", call.header("lambda-runtime-function-error-type"));
  }
}
