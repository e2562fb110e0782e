package dev.pixelgate.router.attempt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pixelgate.router.Upload;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(VertxExtension.class)
@Timeout(30)
class SendingTest {
  @Test
  void sendsAnImageInMemoryInOnePiece(Vertx vertx) {
    Slow connection = new Slow(vertx);
    send(vertx, form(new Upload.InMemory(Buffer.buffer("image"))), connection);
    assertEquals("headimagetail", connection.ended.future().await().toString());
    assertEquals(1, connection.writes);
  }

  @Test
  void readsAFileAsTheConnectionTakesIt(Vertx vertx, @TempDir Path folder) throws IOException {
    byte[] image = new byte[300_000];
    new Random(2).nextBytes(image);
    Path spool = Files.write(folder.resolve("spool"), image);
    Slow connection = new Slow(vertx);
    Future<Sending> sending =
        send(vertx, form(new Upload.Spooled(spool, image.length)), connection);
    assertEquals(
        Buffer.buffer("head").appendBytes(image).appendString("tail"),
        connection.ended.future().await());
    assertFalse(connection.unasked, "bytes came unasked");
    assertTrue(sending.await().whole());
  }

  @Test
  void sendsNothingMoreWhenStopped(Vertx vertx, @TempDir Path folder) throws IOException {
    Path spool = Files.write(folder.resolve("spool"), new byte[300_000]);
    Slow connection = new Slow(vertx);
    Promise<Sending> stopped = Promise.promise();
    connection.onWrite =
        sending -> {
          sending.stop();
          stopped.tryComplete(sending);
        };
    send(vertx, form(new Upload.Spooled(spool, 300_000)), connection);
    assertFalse(stopped.future().await().whole());
    assertTrue(connection.got.length() < 300_000, connection.got.length() + " bytes sent");
  }

  private static JobBody form(Upload image) {
    return new JobBody(
        "text/plain", Buffer.buffer("head"), Optional.of(image), Buffer.buffer("tail"));
  }

  private static Future<Sending> send(Vertx vertx, JobBody body, Slow connection) {
    Promise<Sending> sent = Promise.promise();
    vertx
        .getOrCreateContext()
        .runOnContext(
            v ->
                Sending.open(vertx, body)
                    .onSuccess(
                        sending -> {
                          connection.sending = sending;
                          sending.to(connection.request(), connection.ended::tryFail);
                        })
                    .onComplete(sent));
    return sent.future();
  }

  /** A request whose queue is full after each buffer, and has room again a turn later. */
  private static final class Slow {
    private final Vertx vertx;
    private final Buffer got = Buffer.buffer();
    private final Promise<Buffer> ended = Promise.promise();
    private Sending sending = Sending.nothing();
    private Handler<Sending> onWrite = sending -> {};
    private Handler<Void> drain = v -> {};
    private boolean full;
    private boolean unasked;
    private int writes;

    Slow(Vertx vertx) {
      this.vertx = vertx;
    }

    @SuppressWarnings("unchecked")
    HttpClientRequest request() {
      return (HttpClientRequest)
          Proxy.newProxyInstance(
              HttpClientRequest.class.getClassLoader(),
              new Class<?>[] {HttpClientRequest.class},
              (proxy, method, args) ->
                  switch (method.getName()) {
                    case "drainHandler" -> {
                      drain = (Handler<Void>) args[0];
                      yield proxy;
                    }
                    case "writeQueueFull" -> full;
                    case "write" -> {
                      write((Buffer) args[0]);
                      yield Future.succeededFuture();
                    }
                    case "end" -> {
                      writes++;
                      ended.complete(got.appendBuffer((Buffer) args[0]));
                      yield Future.succeededFuture();
                    }
                    default -> throw new UnsupportedOperationException(method.getName());
                  });
    }

    private void write(Buffer bytes) {
      unasked |= full;
      writes++;
      got.appendBuffer(bytes);
      full = writes > 1;
      onWrite.handle(sending);
      vertx.runOnContext(
          v -> {
            full = false;
            drain.handle(null);
          });
    }
  }
}
