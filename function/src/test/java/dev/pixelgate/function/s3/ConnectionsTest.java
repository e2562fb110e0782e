package dev.pixelgate.function.s3;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.junit5.VertxExtension;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Readers who take a byte and then no more. */
@ExtendWith(VertxExtension.class)
class ConnectionsTest {
  private static final int READERS = 64;

  private Vertx vertx;
  private S3Client client;

  @BeforeEach
  void start(Vertx vertx) {
    this.vertx = vertx;
    HttpServer server =
        vertx.createHttpServer().requestHandler(this::answer).listen(0, "127.0.0.1").await();
    client =
        new S3Client(
            vertx,
            S3Location.parse(
                "s3://b-1?endpoint=http://127.0.0.1:" + server.actualPort() + "&region=us-east-1"),
            TestingS3.credentials().fixed(),
            InstantSource.system(),
            S3Watch.NONE);
  }

  /** What is read never ends. */
  private void answer(HttpServerRequest request) {
    if (request.method().equals(HttpMethod.GET) && request.getHeader("Range") != null) {
      request.response().setChunked(true).write("x");
    } else {
      request.body().onSuccess(body -> request.response().end());
    }
  }

  @AfterEach
  void close() {
    client.close().await();
  }

  private <T> Future<T> run(Supplier<Future<T>> work) {
    return Future.future(promise -> vertx.runOnContext(run -> work.get().onComplete(promise)));
  }

  @Test
  void keepNothingWaitingThatIsStored() {
    List<Future<Optional<S3Download>>> readers = new ArrayList<>();
    for (int i = 0; i < READERS; i++) {
      readers.add(run(() -> client.download("x", 0, 999)));
    }
    for (Future<Optional<S3Download>> reader : readers) {
      assertTrue(reader.await().isPresent());
    }

    S3Body body = new S3Body.Bytes(Buffer.buffer("picture"));
    run(() -> client.put("y", body, Map.of())).await();
    run(() -> client.copy("y", "z", Map.of())).await();
    assertTrue(run(() -> client.head("y")).await().isPresent());
    assertTrue(run(() -> client.get("y")).await().isPresent());
    run(() -> client.delete("y")).await();
  }
}
