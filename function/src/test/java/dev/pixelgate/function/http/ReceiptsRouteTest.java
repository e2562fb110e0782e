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
import dev.pixelgate.pricing.Sha256;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What accounts are told of what they paid: receipts and statements. */
class ReceiptsRouteTest {
  private static final byte[] PICTURE = TestingPng.plain(64, 64);

  /** 64x64 pixels at 1e-8 USD/px. */
  private static final String CHARGE = "0.000040960000 USD";

  private static final String JSON = "Accept: application/json";

  private TestingRunner runner;
  private TestingServer gateway;

  @BeforeEach
  void start(@TempDir Path folder) {
    runner = TestingRunner.start();
    gateway =
        TestingServer.gateway(
            folder,
            """
            accounts:
              - { name: acme, key-sha256: %s, budget: 1 USD/day }
              - { name: other, key-sha256: %s }
              - { name: root, key-sha256: %s, operator: true }
            """
                .formatted(hash("acme"), hash("other"), hash("root")),
            runner.entry("r", "1.0e-8 USD/px").replace("kind:", "charged: on-dispatch, kind:"));
  }

  @AfterEach
  void stop() {
    gateway.close();
    runner.close();
  }

  private static Sha256 hash(String key) {
    return Sha256.of(key.getBytes(StandardCharsets.US_ASCII));
  }

  private TestingAnswer upscale(int status) {
    TestingAnswer answer =
        TestingClient.upscale(
            gateway.port(),
            TestingForm.of(PICTURE).text("seed", "7"),
            "Authorization: Bearer acme");
    assertEquals(status, answer.status(), answer::toString);
    return answer;
  }

  private static String id(TestingAnswer answer) {
    return answer.header("Pixelgate-Request-Id").orElseThrow();
  }

  private TestingAnswer get(String key, String path, String accept) {
    return TestingClient.get(gateway.port(), path, "Authorization: Bearer " + key, accept);
  }

  private JsonObject receipt(TestingAnswer answer) {
    TestingAnswer receipt = get("acme", "/v1/receipts/" + id(answer), JSON);
    assertEquals(200, receipt.status(), receipt::toString);
    return receipt.json();
  }

  @Test
  void everySaleHasItsSignedReceipt() {
    TestingAnswer sold = upscale(200);
    JsonObject receipt = receipt(sold);

    assertEquals(id(sold), receipt.getString("id"));
    assertEquals("acme", receipt.getString("account"));
    assertEquals(1, receipt.getInteger("seq"));
    assertFalse(receipt.containsKey("previous"));
    assertEquals(4096, receipt.getInteger("pixels"));
    assertEquals(CHARGE, receipt.getString("charge"));
    JsonObject attempt = receipt.getJsonArray("attempts").getJsonObject(0);
    assertEquals("r", attempt.getString("orchestrator"));
    assertEquals("1.0e-8 USD/px", attempt.getString("price"));
    assertEquals(CHARGE, attempt.getString("owed"));
    assertEquals("served", attempt.getString("outcome"));
    assertEquals(
        "r was the first choice of policy cheapest within the caps", receipt.getString("why"));
    String job =
        "{\"pipeline\":\"upscale\",\"model\":\""
            + TestingServer.MODEL
            + "\",\"image\":\""
            + Sha256.of(PICTURE)
            + "\",\"parameters\":{\"prompt\":\"a cat\",\"safety_check\":\"true\",\"seed\":\"7\"}}";
    assertEquals(
        Sha256.of(job.getBytes(StandardCharsets.US_ASCII)).hex(), receipt.getString("job"));

    JsonObject next = receipt(upscale(200));
    assertEquals(2, next.getInteger("seq"));
    assertTrue(next.containsKey("previous"));
  }

  @Test
  void namesTheQuoteThatItWasOrderedUnder() {
    JsonObject job = new JsonObject().put("pipeline", "upscale").put("width", 64).put("height", 64);
    TestingAnswer quoted;
    try (TestingClient client = TestingClient.to(gateway.port())) {
      quoted =
          client
              .send(
                  "POST",
                  "/v1/quotes",
                  job.encode().getBytes(StandardCharsets.UTF_8),
                  "Authorization: Bearer acme",
                  "Content-Type: application/json")
              .answer();
    }
    assertEquals(200, quoted.status(), quoted::toString);
    TestingAnswer sold =
        TestingClient.upscale(
            gateway.port(),
            TestingForm.of(PICTURE),
            "Authorization: Bearer acme",
            "Pixelgate-Quote: " + quoted.json().getString("quote"));
    assertEquals(200, sold.status(), sold::toString);

    String claims =
        new String(
            Base64.getUrlDecoder().decode(quoted.json().getString("quote").split("\\.", -1)[1]),
            StandardCharsets.UTF_8);
    String id = receipt(sold).getString("quote");
    assertTrue(claims.contains('"' + id + '"'), claims);
  }

  @Test
  void itsJwsSaysWhatItShows() {
    TestingAnswer sold = upscale(200);
    TestingAnswer shown = get("acme", "/v1/receipts/" + id(sold), JSON);
    TestingAnswer alone = get("acme", "/v1/receipts/" + id(sold), "Accept: application/jose");

    assertEquals("application/jose", alone.header("Content-Type").orElseThrow());
    String payload =
        new String(
            Base64.getUrlDecoder().decode(alone.text().split("\\.", -1)[1]),
            StandardCharsets.US_ASCII);
    assertEquals(
        "{\"receipt\":\"" + shown.json().getString("receipt") + "\"," + payload.substring(1),
        shown.text());
  }

  @Test
  void aFailureThatIsOwedHasOneToo() {
    runner.answers(500, "{}");
    JsonObject receipt = receipt(upscale(502));

    assertEquals(CHARGE, receipt.getString("charge"));
    assertEquals("failed", receipt.getJsonArray("attempts").getJsonObject(0).getString("outcome"));
    assertEquals(
        "there was no picture: policy cheapest chose r (failed)", receipt.getString("why"));
  }

  @Test
  void whatWasNeverSentHasNone() {
    TestingAnswer refused =
        TestingClient.upscale(
            gateway.port(),
            TestingForm.of(PICTURE),
            "Authorization: Bearer acme",
            "Pixelgate-Max-Charge: 0.00000001 USD");
    assertEquals(402, refused.status());

    assertEquals("not-found", get("acme", "/v1/receipts/" + id(refused), JSON).code());
  }

  @Test
  void isForItsAccountAndOperators() {
    String path = "/v1/receipts/" + id(upscale(200));

    assertEquals(200, get("root", path, JSON).status());
    assertEquals(404, get("other", path, JSON).status());
    assertEquals(401, TestingClient.get(gateway.port(), path).status());
  }

  @Test
  void anAccountSeesWhatItSpent() {
    upscale(200);
    runner.answers(500, "{}");
    upscale(502);

    JsonObject mine = get("acme", "/v1/account", JSON).json();
    assertEquals("1 USD/day", mine.getString("budget"));
    assertEquals("0.000081920000 USD", mine.getString("spent"));
    assertEquals("0.000081920000 USD", mine.getString("charge"));
    assertTrue(mine.containsKey("resets"));
    JsonObject line = mine.getJsonArray("days").getJsonObject(0);
    assertEquals(TestingServer.MODEL, line.getString("model_id"));
    assertEquals(2, line.getInteger("requests"));
    assertEquals(2, line.getInteger("attempts"));
    assertEquals(8192, line.getInteger("pixels"));
    assertFalse(line.containsKey("owed"));
  }

  @Test
  void anOperatorSeesEveryAccountAndWhatIsOwed() {
    upscale(200);

    TestingAnswer csv = get("root", "/v1/account?account=acme", "Accept: text/csv");
    String[] lines = csv.text().split("\r\n", -1);
    assertEquals(
        "day,pipeline,model,requests,attempts,pixels,charge_usd,owed_usd,owed_wei,paid_wei",
        lines[0]);
    assertTrue(
        lines[1].endsWith(
            ",upscale," + TestingServer.MODEL + ",1,1,4096,0.000040960000,0.000040960000,0,0"),
        csv::text);
    assertEquals("", lines[2]);
    assertEquals(403, get("other", "/v1/account?account=acme", JSON).status());
    assertFalse(get("other", "/v1/account", JSON).json().containsKey("budget"));
  }

  @Test
  void refusesDaysThatAreNone() {
    for (String query :
        new String[] {
          "from=yesterday", "from=2026-01-02&until=2026-01-02", "from=2020-01-01", "day=1"
        }) {
      TestingAnswer answer = get("acme", "/v1/account?" + query, JSON);
      assertEquals(422, answer.status(), answer::toString);
    }
  }
}
