package dev.pixelgate.function.http;

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
import dev.pixelgate.pricing.Sha256;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two gateways, which share a bucket and nothing else. */
class BucketUploadsTest {
  private static final String KEY = "pg_bucket";

  /** About 1.5 MB: over limits.body. */
  private static final byte[] LARGE = TestingPng.noise(700, 700, 5);

  private static TestingRunner runner;
  private static TestingServer one;
  private static TestingServer other;

  @BeforeAll
  static void start(@TempDir Path folder) {
    runner = TestingRunner.start();
    String yaml =
        """
        limits: { body: 1 MiB, reference: 2 MiB }
        accounts: [ { name: acme, key-sha256: "%s" } ]
        media: { url: "%s" }
        """
            .formatted(
                Sha256.of(KEY.getBytes(StandardCharsets.UTF_8)).hex(),
                TestingS3.shared().newBucket());
    one = gateway(folder.resolve("one"), yaml);
    other = gateway(folder.resolve("other"), yaml);
  }

  private static TestingServer gateway(Path folder, String yaml) {
    return TestingServer.gateway(
        folder, TestingS3.environment(), yaml, runner.entry("r", "1.0e-8 USD/px"));
  }

  @AfterAll
  static void stop() {
    other.close();
    one.close();
    runner.close();
  }

  @BeforeEach
  void forget() {
    runner.forget();
  }

  private static TestingAnswer post(String json) {
    try (TestingClient client = TestingClient.to(one.port())) {
      return client
          .send(
              "POST",
              "/v1/uploads",
              json.getBytes(StandardCharsets.UTF_8),
              "Authorization: Bearer " + KEY,
              "Content-Type: application/json")
          .answer();
    }
  }

  private static JsonObject place(String json) {
    TestingAnswer answer = post(json);
    assertEquals(201, answer.status(), answer::toString);
    return answer.json();
  }

  private static int put(JsonObject place, byte[] bytes) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(place.getString("url")))
            .PUT(HttpRequest.BodyPublishers.ofByteArray(bytes));
    place
        .getJsonObject("headers")
        .forEach(header -> request.header(header.getKey(), header.getValue().toString()));
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(request.build(), HttpResponse.BodyHandlers.discarding()).statusCode();
    }
  }

  private static TestingAnswer upscale(TestingServer at, JsonObject place) {
    TestingForm form =
        new TestingForm().text("prompt", "a cat").text("image", place.getString("id"));
    return TestingClient.upscale(at.port(), form, "Authorization: Bearer " + KEY);
  }

  @Test
  void eachBuysWhatWasPutToAPlaceOfTheOther() throws Exception {
    JsonObject place = place("{\"size\":" + LARGE.length + ",\"content_type\":\"image/png\"}");
    assertEquals(TestingS3.shared().port(), URI.create(place.getString("url")).getPort());
    assertEquals(200, put(place, LARGE));

    for (TestingServer gateway : List.of(one, other)) {
      TestingAnswer bought = upscale(gateway, place);
      assertEquals(200, bought.status(), bought::toString);
      assertEquals("0.004900000000 USD", bought.header("Pixelgate-Charge").orElseThrow());
      String sent = runner.next().text();
      assertTrue(sent.contains(new String(LARGE, StandardCharsets.ISO_8859_1)));
      TestingClient.until(Duration.ofSeconds(20), gateway::spooled, files -> files.isEmpty());
    }
    assertFalse(Files.exists(one.data().resolve("uploads")));
  }

  @Test
  void knowNothingThatWasNotPut() {
    JsonObject place = place("{\"size\":9}");
    TestingAnswer unknown = upscale(other, place);

    assertEquals(404, unknown.status(), unknown::toString);
    assertEquals("unknown-upload", unknown.code());
    assertEquals(List.of(), runner.received());
  }

  /** The bucket would take 5 GiB. */
  @Test
  void giveNoPlaceForAnySize() {
    TestingAnswer any = post("{}");
    assertEquals(422, any.status(), any::toString);
    assertTrue(any.text().contains("\"size\""), any::text);
    assertEquals(413, post("{\"size\":" + ((2 << 20) + 1) + "}").status());
  }

  @Test
  void takeNoSecondPictureToAPlace() throws Exception {
    byte[] small = TestingPng.plain(8, 8);
    byte[] another = small.clone();
    JsonObject place = place("{\"size\":" + small.length + "}");
    assertEquals(200, put(place, small));
    assertEquals(412, put(place, another));
    assertEquals(200, upscale(other, place).status());
    runner.next();
  }

  @Test
  void takeNoPutsThemselves() {
    String id = place("{\"size\":9}").getString("id");
    assertEquals(404, TestingClient.once(one.port(), "PUT", "/v1/uploads/" + id).status());
  }
}
