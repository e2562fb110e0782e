package dev.pixelgate.function.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pixelgate.function.TestingAnswer;
import dev.pixelgate.function.TestingClient;
import dev.pixelgate.function.TestingForm;
import dev.pixelgate.function.TestingPng;
import dev.pixelgate.function.TestingServer;
import dev.pixelgate.function.signing.PublicKeys;
import dev.pixelgate.function.signing.Verdict;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code POST /v1/quotes} and {@code GET /.well-known/jwks.json}. */
class QuotesRouteTest {
  private static final String NEAR =
      """
      { name: near, url: "http://127.0.0.1:9", kind: ai-runner, offers: [
          { pipeline: upscale, model: some/model, price: 1.2e-8 USD/px, formats: [ png, jpeg ] },
          { pipeline: image-to-image, model: turns/it, price: 2e-8 USD/px },
          { pipeline: upscale, model: dear/model, price: 9e-8 USD/px },
          { pipeline: upscale, model: jpeg/only, price: 1e-8 USD/px, formats: [ jpeg ] },
          { pipeline: text-to-image, model: paints/it, price: 0.01 USD/Mpx } ] }""";
  private static final String FAR =
      """
      { name: far, url: "http://127.0.0.1:9", kind: ai-runner, offers: [
          { pipeline: upscale, model: some/model, price: 1.1e-8 USD/px } ] }""";

  /** SHA-256 of {@code foo}. */
  private static final String FOO =
      "2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae";

  /** Some 190 kB, of which a test sends the first ones only. */
  private static final byte[] PICTURE = TestingPng.noise(250, 250, 1);

  private static TestingServer gateway;

  @BeforeAll
  static void start(@TempDir Path home) {
    gateway =
        TestingServer.gateway(
            home,
            """
            caps: [ { max: 5e-8 USD/px } ]
            limits: { side: 4096, input-pixels: 1000000 }
            quotes: { ttl: 2 min, outstanding: 1 USD }
            defaults: { upscale: some/model }
            accounts: [ { name: acme, key-sha256: %s } ]
            """
                .formatted(FOO),
            NEAR,
            FAR);
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  @AfterEach
  void leavesNoSpoolBehind() {
    assertEquals(List.of(), gateway.spooled());
  }

  private static TestingAnswer json(String body, String... headers) {
    return post("/v1/quotes", "application/json", body.getBytes(StandardCharsets.UTF_8), headers);
  }

  private static TestingAnswer form(String path, TestingForm form, String... headers) {
    return post(path, TestingForm.contentType(), form.body(), headers);
  }

  private static TestingAnswer post(String path, String type, byte[] body, String... headers) {
    String[] all = Arrays.copyOf(headers, headers.length + 2);
    all[headers.length] = "Authorization: Bearer foo";
    all[headers.length + 1] = "Content-Type: " + type;
    try (TestingClient client = TestingClient.to(gateway.port())) {
      return client.send("POST", path, body, all).answer();
    }
  }

  private static JsonObject claims(TestingAnswer answer) {
    TestingAnswer keys = TestingClient.get(gateway.port(), "/.well-known/jwks.json");
    assertEquals(200, keys.status());
    assertEquals("application/jwk-set+json", keys.header("Content-Type").orElseThrow());
    assertEquals("public, max-age=300", keys.header("Cache-Control").orElseThrow());
    Verdict verdict =
        PublicKeys.parse(keys.json().encode())
            .verdict(answer.json().getString("quote"), "pixelgate-quote+jwt");
    return new JsonObject(assertInstanceOf(Verdict.Genuine.class, verdict).payload());
  }

  @Test
  void promisesTheChargeOfTheFirstOffer() {
    Instant before = Instant.now();
    TestingAnswer answer =
        json("{\"pipeline\":\"upscale\",\"model_id\":\"some/model\",\"width\":100,\"height\":50}");

    assertEquals(200, answer.status(), answer::toString);
    assertEquals("no-store", answer.header("Cache-Control").orElseThrow());
    JsonObject quote = answer.json();
    assertEquals("0.000055000000 USD", quote.getString("charge"));
    assertEquals("1.1e-8 USD/px", quote.getString("price"));
    assertEquals(5000, quote.getInteger("pixels"));
    assertEquals("far", quote.getString("orchestrator"));
    Instant expires = Instant.parse(quote.getString("expires"));
    assertFalse(expires.isAfter(Instant.now().plus(Duration.ofMinutes(2))));
    assertTrue(expires.isAfter(before.plus(Duration.ofSeconds(100))));
    assertEquals(2, quote.getJsonArray("offers").size());
    assertTrue(quote.getJsonArray("offers").getJsonObject(0).getBoolean("eligible"));

    JsonObject claims = claims(answer);
    assertEquals("acme", claims.getString("sub"));
    assertEquals(quote.getString("id"), claims.getString("jti"));
    assertEquals("upscale", claims.getString("pipeline"));
    assertEquals("some/model", claims.getString("model_id"));
    assertEquals(5000, claims.getInteger("pixels"));
    assertEquals(1, claims.getInteger("images"));
    assertEquals("0.000055000000 USD", claims.getString("charge"));
    assertEquals(expires.getEpochSecond(), claims.getLong("exp"));
  }

  @ParameterizedTest
  @CsvSource({
    "image-to-image, turns/it, 3, 15000, 0.000300000000 USD",
    "text-to-image, paints/it, 2, 10000, 0.000100000000 USD",
    "upscale, '', 1, 5000, 0.000055000000 USD"
  })
  void quotesEveryPipeline(String pipeline, String model, int images, int pixels, String charge) {
    TestingAnswer answer =
        json(
            new JsonObject()
                .put("pipeline", pipeline)
                .put("model_id", model)
                .put("width", 100)
                .put("height", 50)
                .put("images", images)
                .encode());

    assertEquals(200, answer.status(), answer::toString);
    assertEquals(pixels, answer.json().getInteger("pixels"));
    assertEquals(charge, answer.json().getString("charge"));
    assertEquals(images, claims(answer).getInteger("images"));
  }

  @Test
  void quotesAPipelinesOwnForm() {
    TestingAnswer answer = form("/v1/quotes", TestingForm.of(PICTURE));
    assertEquals(200, answer.status(), answer::toString);
    assertEquals(62_500, answer.json().getInteger("pixels"));

    TestingAnswer several =
        form(
            "/v1/quotes?pipeline=image-to-image",
            TestingForm.of(PICTURE)
                .text("model_id", "turns/it")
                .text("num_images_per_prompt", "2"));
    assertEquals(200, several.status(), several::toString);
    assertEquals(125_000, several.json().getInteger("pixels"));
  }

  @Test
  void takesNoMoreOfAPictureThanItsHeader() {
    byte[] body = new TestingForm().text("model_id", "some/model").image(PICTURE).body();
    try (TestingClient client = TestingClient.to(gateway.port())) {
      client
          .write(
              "POST /v1/quotes HTTP/1.1\r\nHost: gate.test\r\nAuthorization: Bearer foo\r\n"
                  + "Content-Type: "
                  + TestingForm.contentType()
                  + "\r\nContent-Length: "
                  + body.length
                  + "\r\n\r\n")
          .write(Arrays.copyOf(body, 600));
      TestingAnswer answer = client.answer();

      assertEquals(200, answer.status(), answer::toString);
      assertEquals(62_500, answer.json().getInteger("pixels"));
      client.write(Arrays.copyOfRange(body, 600, body.length));
      assertTrue(client.isClosedByServer());
    }
  }

  @Test
  void asksForABodyAfterItsKeyAlone() {
    String head =
        "POST /v1/quotes HTTP/1.1\r\nHost: gate.test\r\nExpect: 100-continue\r\n"
            + "Content-Type: application/json\r\nContent-Length: 60\r\nAuthorization: Bearer ";
    try (TestingClient client = TestingClient.to(gateway.port())) {
      assertEquals(401, client.write(head + "bar\r\n\r\n").answer().status());
    }
    try (TestingClient client = TestingClient.to(gateway.port())) {
      assertEquals(100, client.write(head + "foo\r\n\r\n").answer(true).status());
      String body = "{\"pipeline\":\"upscale\",\"width\":100,\"height\":50}";
      assertEquals(200, client.write(body + " ".repeat(60 - body.length())).answer().status());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"pipeline\":\"upscale\",\"model_id\":\"dear/model\",\"width\":9,\"height\":9}|402|over-cap",
        "{\"pipeline\":\"upscale\",\"model_id\":\"no/such\",\"width\":9,\"height\":9}|400|unknown-model",
        "{\"pipeline\":\"upscale\",\"width\":5000,\"height\":9}|413|too-large",
        "{\"pipeline\":\"upscale\",\"width\":2000,\"height\":2000}|413|too-large",
        "[]|400|bad-request",
        "null|400|bad-request",
        "{|400|bad-request",
        "''|400|bad-request"
      })
  void refusesAsTheJobWouldBe(String body, int status, String code) {
    TestingAnswer answer = json(body);

    assertEquals(status, answer.status(), answer::toString);
    assertEquals(code, answer.code());
  }

  @Test
  void refusesAPictureThatNobodyReads() {
    TestingAnswer answer =
        form("/v1/quotes", TestingForm.of(PICTURE).text("model_id", "jpeg/only"));

    assertEquals(415, answer.status(), answer::toString);
    assertEquals("unsupported-media-type", answer.code());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"width\":9,\"height\":9}|pipeline",
        "{\"pipeline\":\"paint\",\"width\":9,\"height\":9}|pipeline",
        "{\"pipeline\":\"upscale\",\"height\":9}|width",
        "{\"pipeline\":\"upscale\",\"width\":\"9\",\"height\":9}|width",
        "{\"pipeline\":\"upscale\",\"width\":9.5,\"height\":9}|width",
        "{\"pipeline\":\"upscale\",\"width\":0,\"height\":9}|width",
        "{\"pipeline\":\"upscale\",\"width\":99999999999,\"height\":9}|width",
        "{\"pipeline\":\"upscale\",\"width\":9,\"height\":9,\"images\":2}|images",
        "{\"pipeline\":\"text-to-image\",\"width\":9,\"height\":9}|model_id",
        "{\"pipeline\":\"upscale\",\"model_id\":7,\"width\":9,\"height\":9}|model_id",
        "{\"pipeline\":\"upscale\",\"width\":9,\"height\":9,\"prompt\":\"x\"}|prompt"
      })
  void namesTheFieldThatIsWrong(String body, String field) {
    TestingAnswer answer = json(body);

    assertEquals(422, answer.status(), answer::toString);
    assertEquals(
        field,
        answer.json().getJsonArray("detail").getJsonObject(0).getJsonArray("loc").getString(1));
  }

  @Test
  void holdsTheRequestsOwnCaps() {
    String body = "{\"pipeline\":\"upscale\",\"width\":100,\"height\":50}";
    assertEquals(402, json(body, "Pixelgate-Max-Charge: 0.00005 USD").status());
    assertEquals(402, json(body, "Pixelgate-Max-Price: 1e-8 USD/px").status());
    assertEquals(400, json(body, "Pixelgate-Deadline: 3 s").status());
    assertEquals(200, json(body, "Pixelgate-Policy: fastest").status());
  }

  @Test
  void refusesALongDocument() {
    assertEquals(413, json("{\"pipeline\":\"" + "x".repeat(20_000) + "\"}").status());
  }

  @Test
  void promisesNoMoreThanTheBound(@TempDir Path home) {
    try (TestingServer small =
        TestingServer.gateway(home, "quotes: { outstanding: 0.0001 USD }", NEAR, FAR)) {
      byte[] body =
          "{\"pipeline\":\"upscale\",\"model_id\":\"some/model\",\"width\":100,\"height\":50}"
              .getBytes(StandardCharsets.UTF_8);
      try (TestingClient client = TestingClient.to(small.port())) {
        assertEquals(
            200,
            client
                .send("POST", "/v1/quotes", body, "Content-Type: application/json")
                .answer()
                .status());
        TestingAnswer second =
            client.send("POST", "/v1/quotes", body, "Content-Type: application/json").answer();
        assertEquals(503, second.status(), second::toString);
        assertEquals("no-capacity", second.code());
        assertEquals("0.000055000000 USD", second.detail().getString("outstanding"));
        assertEquals("0.000100000000 USD", second.detail().getString("limit"));
        assertTrue(Integer.parseInt(second.header("Retry-After").orElseThrow()) > 200);
      }
    }
  }
}
