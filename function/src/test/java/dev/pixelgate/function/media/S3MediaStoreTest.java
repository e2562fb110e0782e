package dev.pixelgate.function.media;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pixelgate.function.TestingRunner;
import dev.pixelgate.function.s3.S3Client;
import dev.pixelgate.function.s3.TestingS3;
import dev.pixelgate.router.Cancellation;
import dev.pixelgate.router.LooseMedia;
import dev.pixelgate.router.ResultWriter;
import dev.pixelgate.router.StoredMedia;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class S3MediaStoreTest extends PictureStoreContract {
  private String url = "";
  private S3Client client;

  @Override
  PictureStore open() {
    url = TestingS3.shared().newBucket();
    client = TestingS3.client(vertx, url);
    return new S3MediaStore(vertx, client, spool, TIME_TO_LIVE, clock);
  }

  @AfterEach
  void close() {
    client.close().await();
  }

  @Override
  Future<Buffer> read(FoundPicture picture) {
    if (picture.size() == 0) {
      return Future.succeededFuture(Buffer.buffer());
    }
    return ((MediaObject) picture)
        .read(0, picture.size() - 1)
        .compose(
            found -> {
              Buffer all = Buffer.buffer();
              return Future.future(
                  promise ->
                      found
                          .orElseThrow()
                          .body()
                          .handler(all::appendBuffer)
                          .exceptionHandler(promise::fail)
                          .endHandler(end -> promise.complete(all))
                          .resume());
            });
  }

  private static HttpResponse<byte[]> get(URI url) throws Exception {
    try (HttpClient plain = HttpClient.newHttpClient()) {
      return plain.send(
          HttpRequest.newBuilder(url).build(), HttpResponse.BodyHandlers.ofByteArray());
    }
  }

  @Test
  void anotherInstanceFindsAndDeletesIt() {
    StoredMedia stored = publish("acme", bytes(1_000));
    S3Client others = TestingS3.client(vertx, url);
    PictureStore other = new S3MediaStore(vertx, others, spool, TIME_TO_LIVE, clock);

    assertTrue(
        await(() -> other.find(TestingMedia.session(stored), TestingMedia.name(stored)))
            .isPresent());
    assertTrue(
        await(() -> other.delete(TestingMedia.session(stored), TestingMedia.name(stored), "acme")));
    assertTrue(find(stored).isEmpty());
    others.close().await();
  }

  @Test
  void givesItToWhoeverHasALinkAsAPictureOfHisOwn() throws Exception {
    StoredMedia stored = publish("acme", bytes(1_000));
    MediaObject found = (MediaObject) find(stored).orElseThrow();
    URI link = await(() -> found.link(clock.instant()));

    assertTrue(link.getQuery().contains("X-Amz-Expires=300&"), link.getQuery());
    HttpResponse<byte[]> got = get(link);
    assertArrayEquals(bytes(1_000), got.body());
    assertEquals("image/png", got.headers().firstValue("Content-Type").orElseThrow());
    assertEquals("private", got.headers().firstValue("Cache-Control").orElseThrow());
  }

  @Test
  void linkEndsWithThePicture() {
    MediaObject found = (MediaObject) find(publish("acme", bytes(10))).orElseThrow();
    URI link = await(() -> found.link(found.expires().minus(Duration.ofSeconds(42))));
    assertTrue(link.getQuery().contains("X-Amz-Expires=42&"), link.getQuery());
    URI last = await(() -> found.link(found.expires().minusMillis(1)));
    assertTrue(last.getQuery().contains("X-Amz-Expires=1&"), last.getQuery());
  }

  @Test
  void copyTellsNobodyTheUrlOfWhatItIsACopyOf() throws Exception {
    StoredMedia stored = publish("acme", bytes(10));
    StoredMedia copy = await(() -> store.borrow(stored).publish("other"));
    MediaObject found = (MediaObject) find(copy).orElseThrow();
    String headers = get(await(() -> found.link(clock.instant()))).headers().map().toString();
    assertTrue(headers.contains("x-amz-meta-pixelgate-picture"), headers);
    assertTrue(!headers.contains(TestingMedia.name(stored)), headers);
  }

  /** As the router does: publish, and rescue when that fails. */
  private LooseMedia loose(PictureStore away, byte[] all) {
    ResultWriter writer = away.open("acme");
    return await(
        () ->
            write(writer, all)
                .compose(written -> writer.publish(new Cancellation()))
                .transform(
                    published ->
                        published.failed()
                            ? writer.rescue()
                            : Future.failedFuture(new AssertionError("it was published"))));
  }

  private byte[] read(LooseMedia loose) {
    Buffer all = Buffer.buffer();
    while (all.length() < loose.size()) {
      all.appendBuffer(await(() -> loose.read(all.length(), 100_000)));
    }
    return all.getBytes();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 1_000, 256 << 10, 1_000_000})
  void whatNoBucketTakesIsThereForItsAnswer(int length) throws Exception {
    S3Client wrong = TestingS3.client(vertx, url.replaceFirst("b-", "none-"));
    PictureStore away = new S3MediaStore(vertx, wrong, spool, TIME_TO_LIVE, clock);
    LooseMedia loose = loose(away, bytes(length));

    assertEquals(length, loose.size());
    assertArrayEquals(bytes(length), read(loose));
    await(loose::discard);
    assertEquals(List.of(), spooled());
    wrong.close().await();
  }

  @ParameterizedTest
  @ValueSource(ints = {1_000, 1_000_000})
  void whatABucketIsTooSlowForIsThereForItsAnswer(int length) throws Exception {
    try (TestingRunner slow = TestingRunner.start().hangs()) {
      S3Client silent =
          TestingS3.client(vertx, "s3://b-1?endpoint=" + slow.url() + "&region=us-east-1");
      PictureStore away = new S3MediaStore(vertx, silent, spool, TIME_TO_LIVE, clock);
      ResultWriter writer = away.open("acme");
      Cancellation stop = new Cancellation();
      Future<LooseMedia> rescued =
          Future.future(
              promise ->
                  vertx.runOnContext(
                      run ->
                          write(writer, bytes(length))
                              .compose(written -> writer.publish(stop))
                              .transform(published -> writer.rescue())
                              .onComplete(promise)));
      slow.next();
      vertx.runOnContext(late -> stop.cancel());
      LooseMedia loose = rescued.await();

      assertArrayEquals(bytes(length), read(loose));
      await(loose::discard);
      assertEquals(List.of(), spooled());
      assertEquals(1, slow.received().size());
      silent.close().await();
    }
  }

  @Test
  void needsNoDiskForASmallPicture() throws Exception {
    Files.delete(spool.newFile().getParent());
    StoredMedia small = publish("acme", bytes(10_000));
    StoredMedia large = publish("acme", bytes(1_000_000));
    assertArrayEquals(bytes(10_000), bytesOf(small));
    assertArrayEquals(bytes(1_000_000), bytesOf(large));
  }
}
