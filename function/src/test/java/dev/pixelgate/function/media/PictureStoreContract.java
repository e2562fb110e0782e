package dev.pixelgate.function.media;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pixelgate.router.Cancellation;
import dev.pixelgate.router.ResultWriter;
import dev.pixelgate.router.StoredMedia;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.junit5.VertxExtension;
import java.io.OutputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What each place for pictures does. */
@ExtendWith(VertxExtension.class)
abstract class PictureStoreContract {
  static final Duration TIME_TO_LIVE = Duration.ofHours(24);

  @TempDir Path data;
  final TestingClock clock = new TestingClock();
  Vertx vertx;
  Spool spool;
  PictureStore store;

  @BeforeEach
  void open(Vertx vertx) throws Exception {
    this.vertx = vertx;
    this.spool = Spool.open(data);
    this.store = open();
  }

  @AfterEach
  void closeSpool() throws Exception {
    spool.close();
  }

  /** An empty one. */
  abstract PictureStore open();

  /** Its bytes. */
  abstract Future<Buffer> read(FoundPicture picture);

  <T> T await(Supplier<Future<T>> step) {
    return Future.<T>future(
            promise ->
                vertx.runOnContext(
                    run ->
                        Future.succeededFuture().compose(start -> step.get()).onComplete(promise)))
        .await();
  }

  Throwable failure(Supplier<Future<?>> step) {
    return await(
        () ->
            step.get()
                .transform(
                    ended ->
                        ended.failed()
                            ? Future.succeededFuture(ended.cause())
                            : Future.failedFuture(new AssertionError("did not fail"))));
  }

  static byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }

  StoredMedia publish(String account, byte[] bytes) {
    ResultWriter writer = store.open(account);
    return await(() -> write(writer, bytes).compose(written -> writer.publish(new Cancellation())));
  }

  static Future<Void> write(ResultWriter writer, byte[] bytes) {
    Buffer all = Buffer.buffer(bytes);
    Future<Void> written = Future.succeededFuture();
    for (int from = 0; from < bytes.length; from += 50_000) {
      Buffer piece = all.slice(from, Math.min(bytes.length, from + 50_000));
      written = written.compose(before -> writer.write(piece));
    }
    return written;
  }

  Optional<FoundPicture> find(StoredMedia stored) {
    return await(() -> store.find(TestingMedia.session(stored), TestingMedia.name(stored)));
  }

  byte[] bytesOf(StoredMedia stored) {
    FoundPicture found = find(stored).orElseThrow();
    return await(() -> read(found)).getBytes();
  }

  boolean delete(StoredMedia stored, String account) {
    return await(
        () -> store.delete(TestingMedia.session(stored), TestingMedia.name(stored), account));
  }

  List<Path> spooled() throws Exception {
    List<Path> files = new ArrayList<>();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(spool.newFile().getParent())) {
      all.forEach(files::add);
    }
    return files;
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 256 << 10, (256 << 10) + 1, 3 << 20})
  void givesWhatWasWritten(int length) throws Exception {
    StoredMedia stored = publish("acme", bytes(length));
    assertTrue(stored.path().matches("/stream/[0-9a-f]{32}/[0-9a-f]{32}\\.png"), stored.path());
    FoundPicture found = find(stored).orElseThrow();
    assertEquals(length, stored.size());
    assertEquals(length, found.size());
    assertArrayEquals(bytes(length), await(() -> read(found)).getBytes());
    assertEquals(List.of(), spooled());
  }

  @ParameterizedTest
  @ValueSource(ints = {10, 1_000_000})
  void givesWhatAWorkerThreadWrote(int length) throws Exception {
    ResultWriter writer = store.open("acme");
    try (OutputStream out = writer.blocking()) {
      for (int start = 0; start < length; start += 9_999) {
        out.write(bytes(length), start, Math.min(9_999, length - start));
      }
    }
    StoredMedia stored = await(() -> writer.publish(new Cancellation()));
    assertArrayEquals(bytes(length), bytesOf(stored));
  }

  @Test
  void saysWhatAnAnswerNeeds() {
    StoredMedia stored = publish("acme", bytes(10));
    FoundPicture found = find(stored).orElseThrow();
    assertTrue(found.etag().matches("\"[0-9a-f]{32}\""), found.etag());
    assertTrue(found.lastModified().isAfter(Instant.now().minusSeconds(600)));
    assertEquals(found.lastModified().plus(TIME_TO_LIVE), found.expires());
  }

  @Test
  void findsNothingUnderAnotherName() {
    StoredMedia stored = publish("acme", bytes(1));
    String other = "0".repeat(32);
    assertTrue(await(() -> store.find(TestingMedia.session(stored), other)).isEmpty());
    assertTrue(await(() -> store.find(other, TestingMedia.name(stored))).isEmpty());
    for (String wrong : List.of("..", "", "../secret", "..%2fsecret", "a\0b", "A".repeat(32))) {
      assertTrue(await(() -> store.find(wrong, TestingMedia.name(stored))).isEmpty());
      assertFalse(await(() -> store.delete(TestingMedia.session(stored), wrong, "acme")));
    }
  }

  @Test
  void pictureIsGoneAfterItsTime() {
    StoredMedia stored = publish("acme", bytes(1));
    clock.advance(TIME_TO_LIVE.minus(Duration.ofMinutes(1)));
    assertTrue(find(stored).isPresent());
    clock.advance(Duration.ofMinutes(2));
    assertTrue(find(stored).isEmpty());
  }

  @Test
  void onlyItsAccountDeletesAPicture() {
    StoredMedia stored = publish("acme", bytes(1));
    assertFalse(delete(stored, "other"));
    assertFalse(delete(stored, ""));
    assertTrue(find(stored).isPresent());
    assertTrue(delete(stored, "acme"));
    assertTrue(find(stored).isEmpty());
    assertFalse(delete(stored, "acme"));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 10, 1_000_000})
  void discardLeavesNothing(int length) throws Exception {
    ResultWriter writer = store.open("acme");
    await(() -> write(writer, bytes(length)).compose(written -> writer.discard()));
    assertEquals(List.of(), spooled());
  }

  @Test
  void othersGetItUnderUrlsOfTheirOwn() {
    StoredMedia stored = publish("acme", bytes(10_000));
    SharedPicture shared = await(() -> store.share(stored, data.resolve("shared")));
    StoredMedia given = await(() -> shared.publish("other"));
    StoredMedia again = await(() -> shared.publish("other"));

    assertNotEquals(TestingMedia.name(given), TestingMedia.name(again));
    assertEquals(10_000, given.size());
    assertArrayEquals(bytes(10_000), bytesOf(given));
    assertFalse(delete(given, "acme"));
    assertTrue(delete(given, "other"));
    assertTrue(find(stored).isPresent());
    assertTrue(find(again).isPresent());
    await(shared::release);
  }

  @Test
  void isKnownUnderEachOfItsUrls() {
    StoredMedia stored = publish("acme", bytes(10));
    SharedPicture shared = await(() -> store.share(stored, data.resolve("shared")));
    StoredMedia given = await(() -> shared.publish("other"));
    List<Object> told = new ArrayList<>();

    for (StoredMedia one : List.of(given, stored)) {
      String account = one.equals(given) ? "other" : "acme";
      await(
          () ->
              store.delete(TestingMedia.session(one), TestingMedia.name(one), account, told::add));
    }
    assertEquals(List.of(shared.identity(), shared.identity()), told);
    assertNotEquals(shared.identity(), store.borrow(publish("acme", bytes(10))).identity());
  }

  @Test
  void saysThatAPictureIsGoneThatOthersWant() {
    StoredMedia stored = publish("acme", bytes(10));
    SharedPicture borrowed = store.borrow(stored);
    await(() -> borrowed.publish("other"));
    delete(stored, "acme");
    assertInstanceOf(PictureGoneException.class, failure(() -> borrowed.publish("other")));
  }

  @Test
  void futuresCompleteOnTheContextOfTheCaller() {
    ResultWriter writer = store.open("acme");
    await(
        () -> {
          Context caller = vertx.getOrCreateContext();
          return writer
              .publish(new Cancellation())
              .compose(
                  stored -> store.find(TestingMedia.session(stored), TestingMedia.name(stored)))
              .map(
                  found -> {
                    assertEquals(caller, vertx.getOrCreateContext());
                    return found;
                  });
        });
  }
}
