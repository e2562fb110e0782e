package dev.pixelgate.function.http;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pixelgate.function.TestingAnswer;
import dev.pixelgate.function.TestingClient;
import dev.pixelgate.function.TestingForm;
import dev.pixelgate.function.TestingPng;
import dev.pixelgate.function.TestingRunner;
import dev.pixelgate.function.TestingServer;
import dev.pixelgate.function.s3.TestingS3;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pictures that a bucket sends itself. */
class MediaRedirectTest {
  private static final byte[] PICTURE = TestingPng.noise(40, 40, 3);

  @TempDir private Path folder;
  private final TestingRunner runner = TestingRunner.start();
  private String bucket;
  private TestingServer gateway;

  @BeforeEach
  void start() {
    bucket = TestingS3.shared().newBucket();
    runner.does(
        one ->
            one.request()
                .response()
                .putHeader("Content-Type", "application/json")
                .end(TestingRunner.success(PICTURE, 1)));
    gateway = start("one", "1 h");
  }

  private TestingServer start(String name, String ttl) {
    return TestingServer.gateway(
        folder.resolve(name),
        TestingS3.environment(),
        "media: { ttl: " + ttl + ", url: \"" + bucket + "\" }",
        runner.entry("r", "1.0e-8 USD/px"));
  }

  @AfterEach
  void stop() {
    gateway.close();
    runner.close();
  }

  private static TestingAnswer upscale(TestingServer gateway) {
    TestingAnswer answer =
        TestingClient.upscale(gateway.port(), TestingForm.of(TestingPng.plain(10, 10)));
    assertEquals(200, answer.status(), answer::toString);
    return answer;
  }

  private static String path(TestingAnswer answer) {
    return URI.create(answer.image().getString("url")).getPath();
  }

  /** As a browser does, with the Host that the signature covers. */
  private static HttpResponse<byte[]> follow(TestingAnswer redirect) throws Exception {
    assertEquals(302, redirect.status(), redirect::toString);
    URI url = URI.create(redirect.header("Location").orElseThrow());
    try (HttpClient plain = HttpClient.newHttpClient()) {
      return plain.send(
          HttpRequest.newBuilder(url).build(), HttpResponse.BodyHandlers.ofByteArray());
    }
  }

  @Test
  void urlOfTheAnswerIsTheGatewaysAndLeadsToTheBucket() throws Exception {
    TestingAnswer sold = upscale(gateway);
    assertTrue(
        sold.image().getString("url").startsWith("http://gate.test/stream/"), sold::toString);

    TestingAnswer redirect = TestingClient.get(gateway.port(), path(sold));
    assertEquals("no-store", redirect.header("Cache-Control").orElseThrow());
    HttpResponse<byte[]> got = follow(redirect);
    assertEquals(200, got.statusCode());
    assertArrayEquals(PICTURE, got.body());
    assertEquals("image/png", got.headers().firstValue("Content-Type").orElseThrow());
  }

  @Test
  void whatNeedsNoBytesIsAnsweredByTheGateway() throws Exception {
    String path = path(upscale(gateway));
    TestingAnswer head = TestingClient.once(gateway.port(), "HEAD", path);
    assertEquals(200, head.status());
    assertEquals(Integer.toString(PICTURE.length), head.header("Content-Length").orElseThrow());

    String etag = head.header("ETag").orElseThrow();
    assertEquals(304, TestingClient.get(gateway.port(), path, "If-None-Match: " + etag).status());
    assertEquals(
        etag,
        follow(TestingClient.get(gateway.port(), path)).headers().firstValue("ETag").orElseThrow());
  }

  @Test
  void anotherInstanceFindsAndDeletesIt() throws Exception {
    String path = path(upscale(gateway));
    try (TestingServer other = start("two", "1 h")) {
      assertArrayEquals(PICTURE, follow(TestingClient.get(other.port(), path)).body());
      assertEquals(204, TestingClient.once(other.port(), "DELETE", path).status());
      assertEquals(404, TestingClient.once(other.port(), "DELETE", path).status());
    }
    assertEquals(404, TestingClient.get(gateway.port(), path).status());
  }

  @Test
  void forgetsAPictureWhenItsTimeIsOver() {
    try (TestingServer forgetful = start("two", "1 s")) {
      String path = path(upscale(forgetful));
      TestingClient.until(
          Duration.ofSeconds(30),
          () -> TestingClient.get(forgetful.port(), path).status(),
          status -> status == 404);
      assertEquals(302, TestingClient.get(gateway.port(), path).status());
    }
  }

  @Test
  void leavesNothingOnTheDisk() throws Exception {
    upscale(gateway);
    assertFalse(Files.exists(gateway.data().resolve("media")));
    assertEquals(0, gateway.spooled().size());
  }

  @Test
  void timesWhatTheBucketDoes() {
    String path = path(upscale(gateway));
    TestingClient.get(gateway.port(), path);
    String metrics =
        new String(TestingClient.get(gateway.port(), "/metrics").body(), StandardCharsets.UTF_8);
    for (String operation : new String[] {"put", "head"}) {
      String line =
          "pixelgate_media_seconds_count{operation=\"%s\",outcome=\"done\"} 1".formatted(operation);
      assertTrue(metrics.contains(line), metrics);
    }
  }

  @Test
  void pictureThatTheBucketDoesNotTakeIsInItsAnswer() {
    try (TestingS3 away = TestingS3.start()) {
      bucket = away.newBucket();
      try (TestingServer lonely = start("two", "1 h")) {
        String path = path(upscale(lonely));
        away.kill();
        String url = upscale(lonely).image().getString("url");
        assertTrue(url.startsWith("data:image/png;base64,"), url);

        TestingAnswer lost = TestingClient.get(lonely.port(), path);
        assertEquals(503, lost.status());
        assertEquals("store-unavailable", lost.code());
        assertTrue(lost.header("Retry-After").isPresent());
      }
    }
  }
}
