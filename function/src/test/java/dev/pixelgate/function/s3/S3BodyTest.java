package dev.pixelgate.function.s3;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pixelgate.function.TestingOpenFiles;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Files on their way: each is closed, however it ends. */
@ExtendWith(VertxExtension.class)
class S3BodyTest {
  private static final int PUTS = 50;

  /** More than sockets hold. */
  private static final int LARGE = 12 << 20;

  @TempDir private Path folder;
  private final AtomicInteger asked = new AtomicInteger();
  private volatile Consumer<HttpServerRequest> behaviour = request -> {};
  private Vertx vertx;
  private S3Client client;
  private Path file;

  @BeforeEach
  void start(Vertx vertx) throws IOException {
    this.vertx = vertx;
    HttpServer server =
        vertx
            .createHttpServer()
            .requestHandler(
                request -> {
                  asked.incrementAndGet();
                  behaviour.accept(request);
                })
            .listen(0, "127.0.0.1")
            .await();
    client =
        new S3Client(
            vertx,
            S3Location.parse(
                "s3://b-1?endpoint=http://127.0.0.1:" + server.actualPort() + "&region=us-east-1"),
            TestingS3.credentials().fixed(),
            InstantSource.system(),
            S3Watch.NONE);
    file = folder.toRealPath().resolve("x");
  }

  @AfterEach
  void close() {
    client.close().await();
  }

  private Future<Boolean> put(Path path) {
    return Future.future(
        promise ->
            vertx.runOnContext(
                run ->
                    client
                        .put("x", new S3Body.File(path, path.toFile().length()), Map.of())
                        .map(true)
                        .otherwise(false)
                        .onComplete(promise)));
  }

  private static void take(HttpServerRequest request) {
    request.body().onSuccess(body -> request.response().end());
  }

  private static void refuse(HttpServerRequest request) {
    request.response().setStatusCode(403).end("<Error><Code>AccessDenied</Code></Error>");
  }

  @Test
  void isClosedWhenItWasTakenOrRefused() throws IOException {
    Files.write(file, new byte[300_000]);
    for (int i = 0; i < PUTS; i++) {
      boolean good = i % 2 == 0;
      behaviour =
          request ->
              request
                  .body()
                  .onSuccess(
                      body -> {
                        if (good) {
                          request.response().end();
                        } else {
                          refuse(request);
                        }
                      });
      assertEquals(good, put(file).await());
    }
    assertEquals(PUTS, asked.get());
    TestingOpenFiles.assertClosed(file);
  }

  /** Nothing more is read from it then, and nothing is sent. */
  @Test
  void isClosedWhenItIsRefusedBeforeItHasCome() throws IOException {
    Files.write(file, new byte[LARGE]);
    behaviour =
        request -> {
          request.pause();
          refuse(request);
        };
    for (int i = 0; i < 5; i++) {
      assertEquals(false, put(file).await());
    }
    TestingOpenFiles.assertClosed(file);

    behaviour = S3BodyTest::take;
    assertEquals(true, put(file).await(), "no connection is left with half a request on it");
  }

  /** The last bytes are there, and that they are the last ones is not known here yet. */
  @Test
  void leavesNoBrokenConnectionWhenTheAnswerComesWithItsLastByte() throws IOException {
    Files.write(file, new byte[1]);
    behaviour = request -> request.handler(last -> request.response().end());
    for (int i = 0; i < PUTS; i++) {
      assertEquals(true, put(file).await());
    }
    assertEquals(PUTS, asked.get());
    TestingOpenFiles.assertClosed(file);
  }

  @Test
  void isClosedWhenTheBucketHangsUp() throws IOException {
    Files.write(file, new byte[LARGE]);
    behaviour = request -> request.handler(some -> request.connection().close());

    assertEquals(false, put(file).await());
    assertTrue(asked.get() > 1, "it was tried again");
    TestingOpenFiles.assertClosed(file);
  }
}
