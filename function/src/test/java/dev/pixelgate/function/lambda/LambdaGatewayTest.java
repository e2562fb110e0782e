package dev.pixelgate.function.lambda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.pixelgate.function.TestingForm;
import dev.pixelgate.function.TestingPng;
import dev.pixelgate.function.TestingRunner;
import dev.pixelgate.function.TestingServer;
import dev.pixelgate.function.assembly.LambdaServer;
import dev.pixelgate.function.assembly.StartException;
import dev.pixelgate.function.s3.TestingS3;
import dev.pixelgate.function.store.TestingPostgres;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole gateway behind Lambda. */
class LambdaGatewayTest {
  private static final String KEY = "pg_lambda";

  /** {@code printf %s pg_lambda | sha256sum}. */
  private static final String HASH =
      "9c6d6dba0984f917d14bee7dd32850632dca245d5fe9354c702013c41230a00e";

  private final TestingRuntimeApi api = TestingRuntimeApi.start();
  private TestingRunner runner;
  @TempDir private Path folder;

  @BeforeEach
  void startRunner() {
    runner = TestingRunner.start();
  }

  @AfterEach
  void stop() {
    runner.close();
    api.close();
  }

  private LambdaServer serve(String name, String yaml) throws StartException {
    return serve(name, yaml, api);
  }

  private LambdaServer serve(String name, String yaml, TestingRuntimeApi from)
      throws StartException {
    return LambdaServer.start(
        TestingServer.configuration(
            folder.resolve(name),
            "role: gateway\nlisten: { host: 0.0.0.0 }\norchestrators:\n  - "
                + runner.entry("alpha", "1.0e-8 USD/px")
                + "\n"
                + yaml),
        from.environment(1));
  }

  private static String accounts(String more) {
    return "accounts: [ { name: acme, key-sha256: \"" + HASH + "\"" + more + " } ]\n";
  }

  private static TestingEvent upscale() {
    return TestingEvent.of("POST", "/upscale")
        .header("Content-Type", TestingForm.contentType())
        .header("Authorization", "Bearer " + KEY)
        .body(TestingForm.of(TestingPng.plain(64, 64)).body());
  }

  @Test
  void sellsAnUpscaleAndGivesItsPicture() throws StartException, IOException {
    try (LambdaServer server = serve("one", accounts(""))) {
      assertFalse(server.ended().isComplete());
      TestingCall sold = api.invoke(upscale().encode());

      assertEquals(200, sold.status(), sold::toString);
      assertEquals("0.000040960000 USD", sold.clientHeader("pixelgate-charge"));
      assertEquals("alpha", sold.clientHeader("pixelgate-orchestrator"));
      assertFalse(sold.clientHeader("x-request-id").isEmpty());
      JsonObject image = sold.clientJson().getJsonArray("images").getJsonObject(0);
      URI url = URI.create(image.getString("url"));
      assertEquals("https", url.getScheme());
      assertEquals(TestingEvent.DOMAIN, url.getAuthority());

      TestingCall media = api.invoke(TestingEvent.of("GET", url.getRawPath()).encode());
      assertEquals(200, media.status());
      assertEquals("image/png", media.clientHeader("content-type"));
      assertEquals(256, ByteBuffer.wrap(media.clientBody()).getInt(16), "its width");
    }
  }

  @Test
  void tellsPricesAndQuotes() throws StartException, IOException {
    try (LambdaServer server = serve("one", accounts(""))) {
      assertFalse(server.ended().isComplete());
      String key = "Bearer " + KEY;
      TestingCall prices =
          api.invoke(
              TestingEvent.of("GET", "/v1/prices?width=64&height=64")
                  .header("Authorization", key)
                  .encode());
      assertEquals(200, prices.status(), prices::toString);
      TestingCall quote =
          api.invoke(
              TestingEvent.of("POST", "/v1/quotes")
                  .header("Authorization", key)
                  .header("Content-Type", "application/json")
                  .body("{\"pipeline\":\"upscale\",\"width\":64,\"height\":64}")
                  .encode());
      assertEquals(200, quote.status(), quote::toString);
      TestingCall sold =
          api.invoke(
              upscale().header("Pixelgate-Quote", quote.clientJson().getString("quote")).encode());
      assertEquals(200, sold.status(), sold::toString);
      for (String own : List.of("decisions", "receipts")) {
        String path = "/v1/" + own + "/" + sold.clientHeader("pixelgate-request-id");
        TestingCall told =
            api.invoke(TestingEvent.of("GET", path).header("Authorization", key).encode());
        assertEquals(200, told.status(), told::toString);
      }
    }
  }

  /** Each request may come to an environment of its own. */
  @Test
  void anotherEnvironmentGivesAPictureOfTheBucket() throws Exception {
    String bucket =
        "media: { url: \"%s\", access-key: %s, secret-key: \"%s\" }\n"
            .formatted(TestingS3.shared().newBucket(), TestingS3.ACCESS_KEY, TestingS3.SECRET_KEY);
    try (TestingRuntimeApi other = TestingRuntimeApi.start();
        LambdaServer one = serve("one", accounts("") + bucket, api);
        LambdaServer two = serve("two", accounts("") + bucket, other)) {
      assertFalse(one.ended().isComplete() || two.ended().isComplete());
      TestingCall sold = api.invoke(upscale().encode());
      assertEquals(200, sold.status(), sold::toString);
      JsonObject image = sold.clientJson().getJsonArray("images").getJsonObject(0);
      String path = URI.create(image.getString("url")).getRawPath();

      TestingCall media = other.invoke(TestingEvent.of("GET", path).encode());
      assertEquals(302, media.status(), media::toString);
      try (HttpClient browser = HttpClient.newHttpClient()) {
        HttpResponse<byte[]> got =
            browser.send(
                HttpRequest.newBuilder(URI.create(media.clientHeader("location"))).build(),
                HttpResponse.BodyHandlers.ofByteArray());
        assertEquals(200, got.statusCode());
        assertEquals(256, ByteBuffer.wrap(got.body()).getInt(16), "its width");
      }
    }
  }

  @Test
  void takesAPictureThatIsNamed() throws StartException, IOException {
    byte[] picture = TestingPng.noise(100, 100, 3);
    try (LambdaServer server = serve("one", accounts("") + "limits: { body: 1 KiB }\n")) {
      assertFalse(server.ended().isComplete());
      TestingCall placed =
          api.invoke(
              TestingEvent.of("POST", "/v1/uploads")
                  .header("Authorization", "Bearer " + KEY)
                  .encode());
      assertEquals(201, placed.status(), placed::toString);
      URI place = URI.create(placed.clientJson().getString("url"));
      assertEquals(TestingEvent.DOMAIN, place.getAuthority());
      TestingCall put =
          api.invoke(TestingEvent.of("PUT", place.getRawPath()).body(picture).encode());
      assertEquals(200, put.status(), put::toString);
      TestingCall sold = api.invoke(naming(placed.clientJson().getString("id")).encode());

      assertEquals(200, sold.status(), sold::toString);
      assertEquals("0.000100000000 USD", sold.clientHeader("pixelgate-charge"));
    }
  }

  /** What Lambda does not take in an event goes to the bucket without it. */
  @Test
  void takesAPictureThatWentAroundLambda() throws Exception {
    byte[] picture = TestingPng.noise(1300, 1300, 3);
    JsonObject size = new JsonObject().put("size", picture.length);
    String media =
        "media: { url: \"%s\", access-key: %s, secret-key: \"%s\" }\n"
            .formatted(TestingS3.shared().newBucket(), TestingS3.ACCESS_KEY, TestingS3.SECRET_KEY);
    try (LambdaServer server = serve("one", accounts("") + media);
        HttpClient http = HttpClient.newHttpClient()) {
      assertFalse(server.ended().isComplete());
      TestingCall large =
          api.invoke(
              TestingEvent.of("POST", "/upscale")
                  .header("Content-Type", TestingForm.contentType())
                  .header("Authorization", "Bearer " + KEY)
                  .body(TestingForm.of(picture).body())
                  .encode());
      assertEquals(413, large.status(), large::toString);
      TestingCall placed =
          api.invoke(
              TestingEvent.of(
                      "POST", large.clientJson().getJsonObject("detail").getString("uploads"))
                  .header("Authorization", "Bearer " + KEY)
                  .header("Content-Type", "application/json")
                  .body(size.toBuffer().getBytes())
                  .encode());
      HttpRequest put =
          HttpRequest.newBuilder(URI.create(placed.clientJson().getString("url")))
              .header("If-None-Match", "*")
              .PUT(HttpRequest.BodyPublishers.ofByteArray(picture))
              .build();
      assertEquals(200, http.send(put, HttpResponse.BodyHandlers.discarding()).statusCode());

      TestingCall sold = api.invoke(naming(placed.clientJson().getString("id")).encode());

      assertEquals(200, sold.status(), sold::toString);
      assertEquals("0.016900000000 USD", sold.clientHeader("pixelgate-charge"));
    }
  }

  private static TestingEvent naming(String id) {
    return TestingEvent.of("POST", "/upscale")
        .header("Content-Type", TestingForm.contentType())
        .header("Authorization", "Bearer " + KEY)
        .body(new TestingForm().text("prompt", "a cat").text("image", id).body());
  }

  @Test
  void asksForKeysSinceTheWorldMayAsk() throws StartException, IOException {
    try (LambdaServer server = serve("two", "")) {
      assertFalse(server.ended().isComplete());
      assertEquals(401, api.invoke(upscale().encode()).status());
      assertEquals(401, api.invoke(TestingEvent.of("GET", "/metrics").encode()).status());
      assertEquals(200, api.invoke(TestingEvent.of("GET", "/health").encode()).status());
      assertEquals(404, api.invoke(TestingEvent.of("GET", "/no%20such").encode()).status());
    }
  }

  /** What a process that stands still has leased, no other could spend. */
  @Test
  void leavesTheWholeBudgetToOthersBeforeTheAnswerEnds() throws StartException, IOException {
    // Two of these jobs, to the picodollar.
    String money =
        accounts(", budget: 0.00008192 USD/day")
            + "store: { url: '"
            + TestingPostgres.shared().newDatabase()
            + "' }\n";
    try (TestingRuntimeApi other = TestingRuntimeApi.start();
        LambdaServer one = serve("one", money, api);
        LambdaServer two = serve("two", money, other)) {
      assertFalse(one.ended().isComplete() || two.ended().isComplete());
      assertEquals(200, api.invoke(upscale().encode()).status());
      assertEquals(200, other.invoke(upscale().encode()).status());
      TestingCall refused = api.invoke(upscale().encode());
      assertEquals(402, refused.status(), refused::toString);
      assertEquals("over-budget", refused.clientJson().getJsonObject("detail").getString("code"));
    }
  }
}
