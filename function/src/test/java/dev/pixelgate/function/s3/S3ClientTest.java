package dev.pixelgate.function.s3;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pixelgate.function.s3.S3Exception.Kind;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against a real server, which verifies every signature. */
@ExtendWith(VertxExtension.class)
class S3ClientTest {
  private static final Map<String, String> PNG =
      Map.of("Content-Type", "image/png", "Cache-Control", "private", "x-amz-meta-of", "a/b");

  @TempDir private Path folder;
  private final List<String> watched = new CopyOnWriteArrayList<>();
  private Vertx vertx;
  private String bucket;
  private S3Client client;

  @BeforeEach
  void open(Vertx vertx) {
    this.vertx = vertx;
    bucket = TestingS3.shared().newBucket();
    client = client(bucket, TestingS3.credentials(), InstantSource.system());
  }

  private S3Client client(String url, S3Credentials credentials, InstantSource clock) {
    return new S3Client(
        vertx,
        S3Location.parse(url),
        credentials.fixed(),
        clock,
        (operation, outcome, took) -> watched.add(operation + " " + outcome));
  }

  @AfterEach
  void close() {
    client.close().await();
  }

  private <T> T await(Supplier<Future<T>> work) {
    return Future.<T>future(promise -> vertx.runOnContext(run -> work.get().onComplete(promise)))
        .await();
  }

  private S3Exception refusal(Supplier<Future<?>> work) {
    Throwable failure =
        await(
            () ->
                work.get()
                    .transform(
                        ended ->
                            ended.failed()
                                ? Future.succeededFuture(ended.cause())
                                : Future.failedFuture(new AssertionError("it was done"))));
    return assertInstanceOf(S3Exception.class, failure);
  }

  private static Buffer bytes(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return Buffer.buffer(bytes);
  }

  private static S3Body body(int length) {
    return new S3Body.Bytes(bytes(length));
  }

  private Optional<byte[]> read(Supplier<Future<Optional<S3Download>>> get) {
    return await(
        () ->
            get.get()
                .compose(
                    found ->
                        found
                            .map(
                                download ->
                                    collect(download).map(all -> Optional.of(all.getBytes())))
                            .orElseGet(() -> Future.succeededFuture(Optional.empty()))));
  }

  private static Future<Buffer> collect(S3Download download) {
    Buffer all = Buffer.buffer();
    return Future.future(
        promise ->
            download
                .body()
                .handler(all::appendBuffer)
                .exceptionHandler(promise::fail)
                .endHandler(end -> promise.complete(all))
                .resume());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 65_536, 3_000_001})
  void givesBackWhatWasPut(int length) throws IOException {
    await(() -> client.put("s/memory.png", body(length), PNG));
    Path file = Files.write(folder.resolve("x"), bytes(length).getBytes());
    await(() -> client.put("s/file.png", new S3Body.File(file, length), PNG));

    for (String name : List.of("s/memory.png", "s/file.png")) {
      assertArrayEquals(bytes(length).getBytes(), read(() -> client.get(name)).orElseThrow());
      S3Object found = await(() -> client.head(name)).orElseThrow();
      assertEquals(length, found.size());
      assertEquals(Optional.of("image/png"), found.contentType());
      assertEquals("a/b", found.metadata().get("of"));
      assertTrue(found.etag().matches("\"[0-9a-f]+\""), found.etag());
      assertTrue(found.lastModified().isAfter(Instant.now().minusSeconds(600)));
    }
    assertEquals(
        List.of("put done", "put done", "get done", "head done", "get done", "head done"), watched);
  }

  @Test
  void givesAPart() {
    await(() -> client.put("x", body(1_000), PNG));

    assertArrayEquals(
        bytes(1_000).getBytes(10, 20), read(() -> client.download("x", 10, 19)).orElseThrow());
    assertArrayEquals(
        bytes(1_000).getBytes(999, 1_000),
        read(() -> client.download("x", 999, 999)).orElseThrow());
  }

  @Test
  void knowsNothingOfWhatIsNotThere() {
    assertEquals(Optional.empty(), await(() -> client.head("none")));
    assertEquals(Optional.empty(), read(() -> client.get("none")));
    await(() -> client.delete("none"));
    assertEquals(Kind.NOT_FOUND, refusal(() -> client.copy("none", "other", PNG)).kind());
    assertEquals(
        List.of("head not-found", "get not-found", "delete done", "copy not-found"), watched);
  }

  @Test
  void removesAnObject() {
    await(() -> client.put("x", body(10), PNG));
    await(() -> client.delete("x"));
    assertEquals(Optional.empty(), await(() -> client.head("x")));
  }

  @Test
  void copiesWithinTheBucket() {
    await(() -> client.put("a/x.png", body(5_000), PNG));
    Map<String, String> headers = Map.of("Content-Type", "image/png", "x-amz-meta-of", "c/d");
    await(() -> client.copy("a/x.png", "b/y.png", headers));
    await(() -> client.delete("a/x.png"));

    assertArrayEquals(bytes(5_000).getBytes(), read(() -> client.get("b/y.png")).orElseThrow());
    S3Object copy = await(() -> client.head("b/y.png")).orElseThrow();
    assertEquals("c/d", copy.metadata().get("of"));
    assertEquals(Optional.of("image/png"), copy.contentType());
  }

  private static HttpResponse<byte[]> send(String method, URI url, byte[] body, String... headers)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(url).method(method, HttpRequest.BodyPublishers.ofByteArray(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    try (HttpClient plain = HttpClient.newHttpClient()) {
      return plain.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }
  }

  @Test
  void letsWhoeverHasAUrlGetAnObjectAndNothingElse() throws Exception {
    await(() -> client.put("x.png", body(100), PNG));
    URI url = await(() -> client.presign(HttpMethod.GET, "x.png", Map.of(), Duration.ofMinutes(5)));

    HttpResponse<byte[]> got = send("GET", url, new byte[0]);
    assertEquals(200, got.statusCode());
    assertArrayEquals(bytes(100).getBytes(), got.body());
    assertEquals("image/png", got.headers().firstValue("Content-Type").orElseThrow());
    assertEquals(206, send("GET", url, new byte[0], "Range", "bytes=1-2").statusCode());
    assertEquals(403, send("PUT", url, new byte[] {1}).statusCode());
    URI other = URI.create(url.toString().replace("x.png", "y.png"));
    assertEquals(403, send("GET", other, new byte[0]).statusCode());
  }

  @Test
  void letsWhoeverHasAUrlPutOneObject() throws Exception {
    URI url =
        await(
            () ->
                client.presign(
                    HttpMethod.PUT,
                    "up.png",
                    Map.of("Content-Type", "image/png"),
                    Duration.ofMinutes(5)));
    assertEquals(
        403, send("PUT", url, bytes(100).getBytes(), "Content-Type", "text/html").statusCode());
    assertEquals(
        200, send("PUT", url, bytes(100).getBytes(), "Content-Type", "image/png").statusCode());
    assertArrayEquals(bytes(100).getBytes(), read(() -> client.get("up.png")).orElseThrow());
  }

  @Test
  void urlEndsWithItsTime() throws Exception {
    await(() -> client.put("x.png", body(100), PNG));
    S3Client past =
        client(bucket, TestingS3.credentials(), () -> Instant.now().minus(Duration.ofMinutes(10)));
    URI url = await(() -> past.presign(HttpMethod.GET, "x.png", Map.of(), Duration.ofMinutes(5)));

    assertEquals(403, send("GET", url, new byte[0]).statusCode());
  }

  @Test
  void saysThatTheSecretIsWrongAtOnce() {
    S3Client wrong =
        client(
            bucket,
            new S3Credentials(TestingS3.ACCESS_KEY, "wrong", Optional.empty()),
            InstantSource.system());

    S3Exception refusal = refusal(() -> wrong.put("x", body(10), PNG));
    assertEquals(Kind.DENIED, refusal.kind());
    assertTrue(
        refusal.getMessage().startsWith("the bucket answered 403 SignatureDoesNotMatch: "),
        refusal.getMessage());
    assertFalse(refusal.getMessage().contains(TestingS3.ACCESS_KEY));
    assertEquals(Kind.DENIED, refusal(() -> wrong.head("x")).kind());
    assertEquals(List.of("put denied", "head denied"), watched);
  }

  @Test
  void saysThatTheKeyIsUnknown() {
    S3Client unknown =
        client(
            bucket, new S3Credentials("AKIDNOBODY", "x", Optional.empty()), InstantSource.system());
    assertEquals(Kind.DENIED, refusal(() -> unknown.head("x")).kind());
  }

  @Test
  void saysThatTheClockIsWrong() {
    S3Client slow =
        client(bucket, TestingS3.credentials(), () -> Instant.now().minusSeconds(7_200));

    for (S3Exception refusal :
        List.of(refusal(() -> slow.put("x", body(10), PNG)), refusal(() -> slow.head("x")))) {
      assertEquals(Kind.DENIED, refusal.kind());
      assertTrue(
          refusal
              .getMessage()
              .matches(
                  ".*; the clock of this machine is 7[12]\\d\\d s behind the bucket's, and .*"),
          refusal.getMessage());
    }
  }

  @Test
  void bucketThatIsNotThereIsNoAbsentObject() {
    S3Client nowhere =
        client(bucket.replaceFirst("b-", "none-"), TestingS3.credentials(), InstantSource.system());

    S3Exception refusal = refusal(() -> nowhere.put("x", body(10), PNG));
    assertEquals(Kind.REFUSED, refusal.kind());
    assertTrue(refusal.getMessage().contains("404 NoSuchBucket"), refusal.getMessage());
  }

  @Test
  void fileThatIsGoneIsNoFailureOfTheBucket() {
    S3Body gone = new S3Body.File(folder.resolve("gone"), 10);
    Throwable failure =
        await(
            () ->
                client
                    .put("x", gone, PNG)
                    .<Throwable>map(done -> new AssertionError("it was done"))
                    .otherwise(cause -> cause));
    assertInstanceOf(NoSuchFileException.class, failure);
    assertEquals(List.of("put refused"), watched);
  }

  @Test
  void completesOnTheContextOfTheCaller() {
    await(
        () -> {
          Context caller = vertx.getOrCreateContext();
          return client
              .put("x", body(10), PNG)
              .compose(done -> client.presign(HttpMethod.GET, "x", Map.of(), Duration.ofHours(1)))
              .map(
                  done -> {
                    assertEquals(caller, vertx.getOrCreateContext());
                    return done;
                  });
        });
    // And from a thread that is none of Vert.x's.
    assertEquals(10, client.head("x").await().orElseThrow().size());
  }
}
