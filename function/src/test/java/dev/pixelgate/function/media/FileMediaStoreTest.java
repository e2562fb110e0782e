package dev.pixelgate.function.media;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pixelgate.router.Cancellation;
import dev.pixelgate.router.ResultWriter;
import dev.pixelgate.router.StoredMedia;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(VertxExtension.class)
final class FileMediaStoreTest {
  @TempDir Path data;
  private TestingMedia media;

  @BeforeEach
  void open(Vertx vertx) throws IOException {
    media = new TestingMedia(vertx, data);
  }

  @AfterEach
  void close() throws IOException {
    media.close();
  }

  private static byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }

  private Optional<MediaFile> find(StoredMedia stored) throws Exception {
    return media
        .await(() -> media.store.find(TestingMedia.session(stored), TestingMedia.name(stored)))
        .map(MediaFile.class::cast);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 64 << 10, 256 << 10, (256 << 10) + 1, 1_000_000, 3 << 20})
  void keepsWhatWasWrittenInOnePiece(int length) throws Exception {
    StoredMedia stored = media.publish("acme", bytes(length));
    MediaFile found = find(stored).orElseThrow();
    assertEquals(length, stored.size());
    assertEquals(length, found.size());
    assertArrayEquals(bytes(length), Files.readAllBytes(found.file()));
    assertEquals(List.of(), media.spooled());
  }

  @ParameterizedTest
  @ValueSource(ints = {1_000, 100_000, 1_000_000})
  void keepsWhatWasWrittenInManyPieces(int length) throws Exception {
    Buffer all = Buffer.buffer(bytes(length));
    ResultWriter writer = media.store.open("acme");
    StoredMedia stored =
        media.await(
            () -> writeFrom(writer, all, 0).compose(done -> writer.publish(new Cancellation())));
    assertArrayEquals(bytes(length), Files.readAllBytes(find(stored).orElseThrow().file()));
  }

  private static Future<Void> writeFrom(ResultWriter writer, Buffer all, int start) {
    int end = Math.min(all.length(), start + 8_191);
    return start == end
        ? Future.succeededFuture()
        : writer.write(all.slice(start, end)).compose(done -> writeFrom(writer, all, end));
  }

  @Test
  void keepsTheOrderOfAWriterThatDoesNotWait() throws Exception {
    Buffer all = Buffer.buffer(bytes(1_000_000));
    ResultWriter writer = media.store.open("acme");
    StoredMedia stored =
        media.await(
            () -> {
              for (int start = 0; start < all.length(); start += 50_000) {
                writer.write(all.slice(start, start + 50_000));
              }
              return writer.publish(new Cancellation());
            });
    assertArrayEquals(bytes(1_000_000), Files.readAllBytes(find(stored).orElseThrow().file()));
  }

  @Test
  void holdsAWriterUpWhileTheDiskIsBehind() throws Exception {
    CountDownLatch diskIsBusy = new CountDownLatch(1);
    Vertx oneWorker = Vertx.vertx(new VertxOptions().setWorkerPoolSize(1));
    try (TestingMedia slow = new TestingMedia(oneWorker, data)) {
      oneWorker.executeBlocking(() -> diskIsBusy.await(20, TimeUnit.SECONDS));
      ResultWriter writer = slow.store.open("acme");
      Future<Void> second =
          slow.await(
              () -> {
                assertTrue(writer.write(Buffer.buffer(bytes(200 << 10))).isComplete());
                return Future.succeededFuture(writer.write(Buffer.buffer(bytes(200 << 10))));
              });
      assertFalse(second.isComplete());
      diskIsBusy.countDown();
      slow.await(() -> second);
      assertEquals(1, slow.spooled().size());
      slow.await(writer::discard);
    } finally {
      diskIsBusy.countDown();
      oneWorker.close();
    }
  }

  @Test
  void futuresCompleteOnTheContextOfTheCaller() throws Exception {
    ResultWriter writer = media.store.open("acme");
    media.await(
        () -> {
          Context caller = media.vertx.getOrCreateContext();
          return writer
              .publish(new Cancellation())
              .map(
                  stored -> {
                    assertEquals(caller, media.vertx.getOrCreateContext());
                    return stored;
                  });
        });
  }

  @ParameterizedTest
  @ValueSource(ints = {10, 1_000, 1_000_000})
  void keepsWhatAWorkerThreadWrote(int length) throws Exception {
    ResultWriter writer = media.store.open("acme");
    byte[] all = bytes(length);
    try (OutputStream out = writer.blocking()) {
      out.write(all[0]);
      for (int start = 1; start < length; start += 9_999) {
        out.write(all, start, Math.min(9_999, length - start));
      }
    }
    StoredMedia stored = media.await(() -> writer.publish(new Cancellation()));
    assertEquals(length, stored.size());
    assertArrayEquals(all, Files.readAllBytes(find(stored).orElseThrow().file()));
  }

  @ParameterizedTest
  @ValueSource(ints = {10, 1_000_000})
  void nothingIsVisibleBeforePublish(int length) throws Exception {
    ResultWriter writer = media.store.open("acme");
    media.await(() -> writer.write(Buffer.buffer(bytes(length))));
    media.await(() -> writer.write(Buffer.buffer(bytes(length))));
    assertEquals(List.of(), media.files());
    media.await(() -> writer.publish(new Cancellation()));
    assertEquals(1, media.files().size());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 10, 1_000_000})
  void discardLeavesNothing(int length) throws Exception {
    ResultWriter writer = media.store.open("acme");
    media.await(() -> writer.write(Buffer.buffer(bytes(length))));
    media.await(() -> writer.write(Buffer.buffer(bytes(length))));
    media.await(writer::discard);
    ResultWriter worker = media.store.open("acme");
    worker.blocking().write(bytes(length));
    worker.blocking().write(bytes(length));
    media.await(worker::discard);
    assertEquals(List.of(), media.files());
    assertEquals(List.of(), media.spooled());
  }

  @Test
  void endsExactlyOnce() throws Exception {
    ResultWriter writer = media.store.open("acme");
    media.await(() -> writer.publish(new Cancellation()));
    assertThrows(IllegalStateException.class, () -> writer.publish(new Cancellation()));
    assertThrows(IllegalStateException.class, writer::discard);
    assertThrows(IllegalStateException.class, () -> writer.write(Buffer.buffer("x")));
    assertThrows(IOException.class, () -> writer.blocking().write(1));
  }

  @Test
  void saysWhyAPictureCannotBeStored() throws Exception {
    for (int length : new int[] {10, 300 << 10}) {
      ResultWriter writer = media.store.open("acme");
      media.spool.close();
      Throwable failure =
          media.failure(
              () -> {
                writer.write(Buffer.buffer(bytes(length)));
                writer.write(Buffer.buffer(bytes(length)));
                return writer.publish(new Cancellation());
              });
      assertInstanceOf(IOException.class, failure);
      assertTrue(
          failure.getMessage().startsWith("a result picture cannot be stored: "),
          failure.getMessage());
      assertEquals(List.of(), media.files());
    }
  }

  @Test
  void namesCannotBeGuessed() throws Exception {
    StoredMedia one = media.publish("acme", bytes(1));
    StoredMedia two = media.publish("acme", bytes(1));
    StoredMedia other = media.publish("other", bytes(1));
    assertTrue(one.path().matches("/stream/[0-9a-f]{32}/[0-9a-f]{32}\\.png"), one.path());
    assertNotEquals(TestingMedia.name(one), TestingMedia.name(two));
    assertNotEquals(TestingMedia.session(one), TestingMedia.session(other));
  }

  @Test
  void findsNothingUnderAnotherName() throws Exception {
    StoredMedia stored = media.publish("acme", bytes(1));
    String session = TestingMedia.session(stored);
    String name = TestingMedia.name(stored);
    String other = "0".repeat(32);
    assertTrue(find(stored).isPresent());
    assertTrue(media.await(() -> media.store.find(session, other)).isEmpty());
    assertTrue(media.await(() -> media.store.find(other, name)).isEmpty());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "..",
        ".",
        "",
        "../secret",
        "..%2fsecret",
        "/etc/passwd",
        "a\0b",
        "ABCDEF0123456789ABCDEF0123456789"
      })
  void cannotBeLedOutOfItsFolder(String wrong) throws Exception {
    Files.writeString(data.resolve("secret.png"), "secret");
    StoredMedia stored = media.publish("acme", bytes(1));
    String session = TestingMedia.session(stored);
    String name = TestingMedia.name(stored);
    assertTrue(media.await(() -> media.store.find(wrong, name)).isEmpty());
    assertTrue(media.await(() -> media.store.find(session, wrong)).isEmpty());
    assertFalse(media.await(() -> media.store.delete(wrong, name, "acme")));
    assertFalse(media.await(() -> media.store.delete(session, wrong, "acme")));
    assertTrue(Files.exists(data.resolve("secret.png")));
  }

  @Test
  void saysWhatAnAnswerNeeds() throws Exception {
    StoredMedia stored = media.publish("acme", bytes(1));
    MediaFile found = find(stored).orElseThrow();
    assertEquals('"' + TestingMedia.name(stored) + '"', found.etag());
    assertEquals(Files.getLastModifiedTime(found.file()).toInstant(), found.lastModified());
    assertEquals(found.lastModified().plus(TestingMedia.TIME_TO_LIVE), found.expires());
  }

  @Test
  void pictureIsGoneAfterItsTime() throws Exception {
    StoredMedia stored = media.publish("acme", bytes(1));
    media.clock.advance(TestingMedia.TIME_TO_LIVE.minus(Duration.ofMinutes(1)));
    assertTrue(find(stored).isPresent());
    media.clock.advance(Duration.ofMinutes(2));
    assertTrue(find(stored).isEmpty());
  }

  @Test
  void onlyItsAccountDeletesAPicture() throws Exception {
    StoredMedia stored = media.publish("acme", bytes(1));
    String session = TestingMedia.session(stored);
    String name = TestingMedia.name(stored);
    assertFalse(media.await(() -> media.store.delete(session, name, "other")));
    assertFalse(media.await(() -> media.store.delete(session, name, "")));
    assertTrue(find(stored).isPresent());
    assertTrue(media.await(() -> media.store.delete(session, name, "acme")));
    assertTrue(find(stored).isEmpty());
    assertFalse(media.await(() -> media.store.delete(session, name, "acme")));
  }
}
