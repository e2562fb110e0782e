package dev.pixelgate.router.airunner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.AsyncFile;
import io.vertx.core.file.OpenOptions;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class HeldBodyTest {
  private final List<String> events = new ArrayList<>();

  @Test
  void sendsOneBufferAndEndsOnlyWithTheAnswer() {
    HeldBody body = observed(HeldBody.of(Buffer.buffer("form")));
    assertEquals(List.of("form"), events);
    body.answered(Future.succeededFuture());
    assertEquals(List.of("form", "end"), events);
    body.abort(new IOException("late"));
    body.answered(Future.succeededFuture());
    assertEquals(List.of("form", "end"), events);
  }

  @Test
  void waitsWhilePaused() {
    HeldBody body = HeldBody.of(Buffer.buffer("form"));
    body.pause();
    observed(body);
    assertEquals(List.of(), events);
    body.fetch(1);
    assertEquals(List.of("form"), events);
  }

  @Test
  void failsWhenAbortedWhileHeld() {
    observed(HeldBody.of(Buffer.buffer("form"))).abort(new IOException("enough"));
    assertEquals(List.of("form", "enough"), events);
  }

  @Test
  void failsWhenTheAnswerComesFirst() {
    HeldBody body = HeldBody.of(Buffer.buffer("form"));
    body.pause();
    observed(body).answered(Future.succeededFuture());
    body.resume();
    assertEquals(List.of("the answer came before the end of the request"), events);
  }

  @Test
  void failsWithTheAnswer() {
    observed(HeldBody.of(Buffer.buffer("form"))).answered(Future.failedFuture("no"));
    assertEquals(List.of("form", "the answer came before the end of the request"), events);
  }

  @Test
  @ExtendWith(VertxExtension.class)
  void readsTheFileAsItIsAskedFor(Vertx vertx, @TempDir Path folder) throws IOException {
    byte[] image = new byte[300_000];
    new Random(2).nextBytes(image);
    Path spool = Files.write(folder.resolve("spool"), image);
    Buffer got = Buffer.buffer();
    Promise<Boolean> sent = Promise.promise();
    vertx
        .getOrCreateContext()
        .runOnContext(
            v ->
                open(vertx, spool)
                    .onSuccess(
                        file -> {
                          Buffer tail = Buffer.buffer("tail");
                          HeldBody body =
                              HeldBody.of(Buffer.buffer("head"), file, image.length, tail);
                          oneByOne(vertx, body, got, 300_008, sent);
                        }));
    assertFalse(sent.future().await(), "bytes came unasked");
    assertEquals(Buffer.buffer("head").appendBytes(image).appendString("tail"), got);
  }

  /**
   * Asks for a buffer only a turn after the last one came; completes with whether one came unasked.
   */
  private static void oneByOne(
      Vertx vertx, HeldBody body, Buffer got, int whole, Promise<Boolean> sent) {
    boolean[] asked = {true};
    body.pause();
    body.exceptionHandler(sent::tryFail);
    body.handler(
        bytes -> {
          if (!asked[0]) {
            sent.tryComplete(true);
          }
          asked[0] = false;
          got.appendBuffer(bytes);
          if (got.length() == whole) {
            sent.tryComplete(false);
          }
          vertx.runOnContext(
              v -> {
                asked[0] = true;
                body.fetch(1);
              });
        });
    body.fetch(1);
  }

  @Test
  @ExtendWith(VertxExtension.class)
  void closesTheFileWhenAborted(Vertx vertx, @TempDir Path folder) throws IOException {
    Path spool = Files.write(folder.resolve("spool"), new byte[100_000]);
    Promise<Boolean> closed = Promise.promise();
    vertx
        .getOrCreateContext()
        .runOnContext(
            v ->
                open(vertx, spool)
                    .onSuccess(
                        file -> {
                          HeldBody body =
                              HeldBody.of(Buffer.buffer(), file, 100_000, Buffer.buffer());
                          body.abort(new IOException("enough"));
                          closed.complete(isClosed(file));
                        }));
    assertTrue(closed.future().await());
  }

  private static boolean isClosed(AsyncFile file) {
    try {
      file.flush();
      return false;
    } catch (IllegalStateException e) {
      return true;
    }
  }

  private HeldBody observed(HeldBody body) {
    return body.endHandler(v -> events.add("end"))
        .exceptionHandler(failure -> events.add(failure.getMessage()))
        .handler(bytes -> events.add(bytes.toString()));
  }

  private static Future<AsyncFile> open(Vertx vertx, Path file) {
    return vertx
        .fileSystem()
        .open(file.toString(), new OpenOptions().setRead(true).setWrite(false).setCreate(false));
  }
}
