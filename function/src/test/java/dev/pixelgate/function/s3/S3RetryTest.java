package dev.pixelgate.function.s3;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pixelgate.function.s3.S3Exception.Kind;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.junit5.VertxExtension;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a server does when it is not well. */
@ExtendWith(VertxExtension.class)
class S3RetryTest {
  private static final String SLOW_DOWN =
      "<Error><Code>SlowDown</Code><Message>Please reduce your request rate.</Message></Error>";

  private final Queue<Consumer<HttpServerRequest>> script = new ArrayDeque<>();
  private final List<String> bodies = new CopyOnWriteArrayList<>();
  private Vertx vertx;
  private S3Client client;

  @BeforeEach
  void start(Vertx vertx) {
    this.vertx = vertx;
    HttpServer server =
        vertx
            .createHttpServer()
            .requestHandler(
                request ->
                    request
                        .body()
                        .onSuccess(
                            body -> {
                              bodies.add(body.toString());
                              Consumer<HttpServerRequest> next = script.poll();
                              (next == null ? answer(200, "") : next).accept(request);
                            }))
            .listen(0, "127.0.0.1")
            .await();
    client = client(server.actualPort());
  }

  private S3Client client(int port) {
    return new S3Client(
        vertx,
        S3Location.parse("s3://b-1?endpoint=http://127.0.0.1:" + port + "&region=us-east-1"),
        TestingS3.credentials().fixed(),
        InstantSource.system(),
        S3Watch.NONE);
  }

  private static Consumer<HttpServerRequest> answer(int status, String body) {
    return request -> request.response().setStatusCode(status).end(body);
  }

  private static Consumer<HttpServerRequest> hangUp() {
    return request -> request.connection().close();
  }

  private <T> Future<T> run(Supplier<Future<T>> work) {
    return Future.future(promise -> vertx.runOnContext(run -> work.get().onComplete(promise)));
  }

  private Future<Void> put(S3Client client) {
    return run(() -> client.put("x", new S3Body.Bytes(Buffer.buffer("picture")), Map.of()));
  }

  private static S3Exception refusal(Future<?> failed) {
    return assertInstanceOf(
        S3Exception.class,
        failed
            .<Throwable>map(done -> new AssertionError("it was done"))
            .otherwise(cause -> cause)
            .await());
  }

  @Test
  void putsAgainWhatABusyBucketDidNotTake() {
    script.addAll(List.of(answer(503, SLOW_DOWN), answer(500, ""), hangUp()));
    put(client).await();
    assertEquals(List.of("picture", "picture", "picture", "picture"), bodies);
  }

  @Test
  void givesUpAfterFourTries() {
    for (int i = 0; i < 5; i++) {
      script.add(answer(503, SLOW_DOWN));
    }
    S3Exception refusal = refusal(put(client));
    assertEquals(Kind.UNREACHABLE, refusal.kind());
    assertEquals(
        "the bucket answered 503 SlowDown: Please reduce your request rate.", refusal.getMessage());
    assertEquals(4, bodies.size());
  }

  @Test
  void usesNoConnectionThatDiedInThePoolForLong() {
    put(client).await();
    script.add(hangUp());
    put(client).await();
    assertEquals(3, bodies.size());
  }

  @Test
  void asksOnceWhatNoWaitingMends() {
    script.add(answer(403, "<Error><Code>AccessDenied</Code><Message>no</Message></Error>"));
    script.add(answer(400, "<Error><Code>InvalidRequest</Code></Error>"));
    assertEquals(Kind.DENIED, refusal(put(client)).kind());
    assertEquals(Kind.REFUSED, refusal(put(client)).kind());
    assertEquals(2, bodies.size());
  }

  @Test
  void copyThatFailsAfterItsStatusIsNoCopy() {
    script.add(answer(200, "<?xml version=\"1.0\"?><Error><Code>InternalError</Code></Error>"));
    run(() -> client.copy("a", "b", Map.of())).await();
    assertEquals(2, bodies.size());

    script.add(answer(200, "<Error><Code>NoSuchKey</Code></Error>"));
    assertEquals(Kind.NOT_FOUND, refusal(run(() -> client.copy("a", "b", Map.of()))).kind());
  }

  @Test
  void saysThatNobodyIsThere() {
    HttpServer gone =
        vertx.createHttpServer().requestHandler(r -> {}).listen(0, "127.0.0.1").await();
    gone.close().await();
    S3Exception refusal = refusal(put(client(gone.actualPort())));
    assertEquals(Kind.UNREACHABLE, refusal.kind());
    assertEquals("the bucket could not be reached: no connection", refusal.getMessage());
  }

  @Test
  void keepsStrangeWordsOutOfMessages() {
    script.add(
        answer(400, "<Error><Code>X</Code><Message>a\nb\u001b" + "z".repeat(900) + "</Message>"));
    String said = refusal(put(client)).getMessage();
    assertTrue(said.startsWith("the bucket answered 400 X: a?b?zz"), said);
    assertTrue(said.length() < 300, said);
  }
}
