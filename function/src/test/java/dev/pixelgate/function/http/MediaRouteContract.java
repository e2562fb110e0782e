package dev.pixelgate.function.http;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pixelgate.function.TestingAnswer;
import dev.pixelgate.function.TestingClient;
import dev.pixelgate.function.TestingForm;
import dev.pixelgate.function.TestingPng;
import dev.pixelgate.function.TestingRunner;
import dev.pixelgate.function.TestingServer;
import dev.pixelgate.function.s3.TestingS3;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Result pictures over HTTP, as far as the gateway sends them itself. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class MediaRouteContract {
  TestingRunner runner;
  TestingServer gateway;
  String path;
  byte[] picture;

  /** The configuration's {@code media}, which keeps pictures for an hour. */
  abstract String media();

  @BeforeAll
  void start(@TempDir Path folder) {
    runner = TestingRunner.start();
    gateway =
        TestingServer.gateway(
            folder,
            TestingS3.environment(),
            "media: { ttl: 1 h, " + media() + " }",
            runner.entry("r", "1.0e-8 USD/px"));
    picture = TestingPng.noise(40, 40, 3);
    runner.does(
        one ->
            one.request()
                .response()
                .putHeader("Content-Type", "application/json")
                .end(TestingRunner.success(picture, 1)));
    path = publish();
  }

  @AfterAll
  void stop() {
    gateway.close();
    runner.close();
  }

  String publish() {
    TestingAnswer answer =
        TestingClient.upscale(gateway.port(), TestingForm.of(TestingPng.plain(10, 10)));
    return answer.image().getString("url").replaceAll("^http://[^/]+", "");
  }

  TestingAnswer get(String... headers) {
    return TestingClient.get(gateway.port(), path, headers);
  }

  @Test
  void givesEveryByteOfThePicture() {
    TestingAnswer answer = get();

    assertEquals(200, answer.status());
    assertArrayEquals(picture, answer.body());
    assertEquals("image/png", answer.header("Content-Type").orElseThrow());
    assertEquals("bytes", answer.header("Accept-Ranges").orElseThrow());
    assertTrue(answer.header("ETag").orElseThrow().matches("\"[0-9a-f]+\""));
    String cache = answer.header("Cache-Control").orElseThrow();
    assertTrue(cache.matches("private, max-age=(3600|35[0-9][0-9])"), cache);
  }

  @Test
  void saysTheSameToHeadWithoutTheBytes() {
    try (TestingClient client = TestingClient.to(gateway.port())) {
      TestingAnswer head = client.send("HEAD", path, new byte[0]).answer(true);
      assertEquals(200, head.status());
      assertEquals(Integer.toString(picture.length), head.header("Content-Length").orElseThrow());
      assertEquals(get().header("ETag"), head.header("ETag"));

      TestingAnswer next = client.send("GET", path, new byte[0]).answer();
      assertArrayEquals(picture, next.body(), "the connection is in step after a HEAD");
    }
  }

  @ParameterizedTest
  @CsvSource({"bytes=0-0,0,0", "bytes=5-9,5,9", "bytes=100-,100,-1", "bytes=-7,-7,-1"})
  void givesOneRange(String range, int from, int to) {
    int first = from < 0 ? picture.length + from : from;
    int last = to < 0 ? picture.length + to : to;
    TestingAnswer answer = get("Range: " + range);

    assertEquals(206, answer.status());
    assertEquals(
        "bytes %d-%d/%d".formatted(first, last, picture.length),
        answer.header("Content-Range").orElseThrow());
    assertArrayEquals(Arrays.copyOfRange(picture, first, last + 1), answer.body());
  }

  @ParameterizedTest
  @ValueSource(strings = {"bytes=999999-", "bytes=-0"})
  void refusesARangeBeyondTheEnd(String range) {
    TestingAnswer answer = get("Range: " + range);

    assertEquals(416, answer.status());
    assertEquals("bytes */" + picture.length, answer.header("Content-Range").orElseThrow());
  }

  @ParameterizedTest
  @ValueSource(strings = {"bytes=9-5", "bytes=a-b", "lines=1-2", "bytes=0-1,4-5", "bytes=-"})
  void givesTheWholeForARangeItDoesNotRead(String range) {
    TestingAnswer answer = get("Range: " + range);

    assertEquals(200, answer.status());
    assertArrayEquals(picture, answer.body());
  }

  @Test
  void givesARangeOnlyOfTheVersionThatTheClientHas() {
    String etag = get().header("ETag").orElseThrow();

    assertEquals(206, get("Range: bytes=0-9", "If-Range: " + etag).status());
    assertEquals(200, get("Range: bytes=0-9", "If-Range: \"other\"").status());
  }

  @Test
  void sendsNothingThatTheClientHas() {
    String etag = get().header("ETag").orElseThrow();
    for (String known : new String[] {etag, "*", "\"x\", " + etag, "W/" + etag}) {
      TestingAnswer answer = get("If-None-Match: " + known);
      assertEquals(304, answer.status(), known);
      assertEquals(etag, answer.header("ETag").orElseThrow());
    }
    assertEquals(200, get("If-None-Match: \"other\"").status());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/stream/x/y.png",
        "/stream/../../etc/passwd",
        "/stream/%2e%2e/%2e%2e.png",
        "/stream/..%2f..%2f/pixelgate.db.png",
        "/stream/00000000000000000000000000000000/00000000000000000000000000000000.png",
        "/stream/%00/%00.png",
        "/stream/",
        "/stream"
      })
  void hasNothingUnderOtherNames(String other) {
    TestingAnswer answer = TestingClient.get(gateway.port(), other);

    assertEquals(404, answer.status(), answer::toString);
    assertEquals("not-found", answer.code());
  }

  @Test
  void hasItOnlyUnderItsWholeName() {
    for (String other :
        new String[] {
          path.replace(".png", ""),
          path.replace(".png", ".jpg"),
          path + "/x",
          path.toUpperCase(Locale.ROOT)
        }) {
      assertEquals(404, TestingClient.get(gateway.port(), other).status(), other);
    }
  }

  @Test
  void deletesAPictureOfTheAnonymousAccount() {
    String own = publish();

    assertEquals(204, TestingClient.once(gateway.port(), "DELETE", own).status());
    assertEquals(404, TestingClient.get(gateway.port(), own).status());
  }
}
