package dev.pixelgate.function.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pixelgate.function.TestingAnswer;
import dev.pixelgate.function.TestingClient;
import dev.pixelgate.function.TestingForm;
import dev.pixelgate.function.TestingPng;
import dev.pixelgate.function.TestingRunner;
import dev.pixelgate.function.TestingServer;
import dev.pixelgate.function.store.TestingKeys;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code GET /v1/decisions/{id}}. */
class DecisionsRouteTest {
  private static TestingRunner alpha;
  private static TestingRunner beta;
  private static TestingServer gateway;
  private static String acme;
  private static String other;
  private static String operator;

  @BeforeAll
  static void start(@TempDir Path home) {
    try (TestingKeys keys =
        TestingKeys.open(home.resolve("pixelgate-data"), InstantSource.system())) {
      acme = keys.create("acme", false).key();
      other = keys.create("other", false).key();
      operator = keys.create("ops", true).key();
    }
    alpha = TestingRunner.start();
    beta = TestingRunner.start();
    gateway =
        TestingServer.gateway(
            home, "", alpha.entry("alpha", "1.0e-8 USD/px"), beta.entry("beta", "2.0e-8 USD/px"));
  }

  @AfterAll
  static void stop() {
    gateway.close();
    alpha.close();
    beta.close();
  }

  @BeforeEach
  void serve() {
    alpha.forget();
    beta.forget();
  }

  private static TestingAnswer upscale(String... headers) {
    String[] all = new String[headers.length + 1];
    all[0] = "Authorization: Bearer " + acme;
    System.arraycopy(headers, 0, all, 1, headers.length);
    TestingForm form = TestingForm.of(TestingPng.plain(16, 8));
    return TestingClient.upscale(gateway.port(), form, all);
  }

  private static String id(TestingAnswer answer) {
    return answer.header("Pixelgate-Request-Id").orElseThrow();
  }

  private static TestingAnswer decision(String id, String key) {
    return TestingClient.get(gateway.port(), "/v1/decisions/" + id, "Authorization: Bearer " + key);
  }

  @Test
  void tellsItsAccountWhyARequestWentAsItDid() {
    alpha.answers(500, "{\"detail\":{\"msg\":\"out of memory\"}}");
    TestingAnswer answer = upscale("Pixelgate-Max-Price: 3e-8 USD/px");
    assertEquals("beta", answer.header("Pixelgate-Orchestrator").orElseThrow(), answer::toString);

    TestingAnswer told = decision(id(answer), acme);

    assertEquals(200, told.status(), told::toString);
    assertEquals("no-store", told.header("Cache-Control").orElseThrow());
    JsonObject decision = told.json();
    assertEquals(id(answer), decision.getString("id"));
    assertEquals("acme", decision.getString("account"));
    assertEquals("sold", decision.getString("outcome"));
    assertTrue(
        decision
            .getString("summary")
            .startsWith("beta did it, after alpha (failed). It was number 2 of 2 that could be"),
        decision::encode);
    assertEquals(128, decision.getJsonObject("job").getInteger("pixels"));
    assertEquals("png", decision.getJsonObject("job").getString("format"));
    assertEquals("3.0e-8 USD/px (Pixelgate-Max-Price)", decision.getString("cap"));
    assertEquals("0.000002560000 USD", decision.getString("owed"));
    assertEquals(2, decision.getJsonArray("attempts").size());
    JsonObject failed = decision.getJsonArray("attempts").getJsonObject(0);
    assertTrue(failed.getString("what").contains("out of memory"), failed::encode);
    assertEquals(2, decision.getJsonArray("candidates").size());
  }

  @Test
  void tellsOfARefusal() {
    TestingAnswer refused = upscale("Pixelgate-Max-Charge: 0.000001 USD");
    assertEquals(402, refused.status());

    JsonObject decision = decision(id(refused), acme).json();

    assertEquals("over-cap", decision.getString("outcome"));
    assertEquals(0, decision.getJsonArray("attempts").size());
    JsonObject nearest = decision.getJsonArray("candidates").getJsonObject(0);
    assertEquals("over-cap", nearest.getString("reason"));
    assertEquals("0.000000280000 USD", nearest.getString("over_by"));
    assertTrue(
        nearest.getString("counterfactual").startsWith(nearest.getString("orchestrator")),
        nearest::encode);
  }

  @Test
  void saysThatOneWasTheOnlyOneThatCouldBeAsked() {
    String id = id(upscale("Pixelgate-Max-Price: 1.5e-8 USD/px"));
    assertEquals(
        "alpha did it. It was the only one that could be asked; 1 more could not.",
        decision(id, acme).json().getString("summary"));
  }

  @Test
  void tellsAnOperator() {
    TestingAnswer told = decision(id(upscale()), operator);
    assertEquals(200, told.status(), told::toString);
    assertEquals("acme", told.json().getString("account"));
  }

  @Test
  void doesNotTellAnotherAccountNorNobody() {
    String id = id(upscale());
    TestingAnswer foreign = decision(id, other);
    assertEquals(403, foreign.status(), foreign::toString);
    assertEquals("forbidden", foreign.code());
    assertEquals(401, TestingClient.get(gateway.port(), "/v1/decisions/" + id).status());
    assertEquals(401, decision(id, "pg_wrong").status());
  }

  @Test
  void doesNotKnowWhatNeverWas() {
    TestingAnswer unknown = decision("r_0000000000000000", operator);
    assertEquals(404, unknown.status());
    assertEquals("not-found", unknown.code());
    assertEquals(404, decision("", acme).status());
  }

  @Test
  void keepsNothingOfWhatNeverBecameAnOrder() {
    TestingAnswer bad = upscale("Pixelgate-Quote: q");
    assertEquals(400, bad.status());
    assertEquals(404, decision(id(bad), acme).status());
  }

  @Test
  void answersHeadAndRefusesDelete() {
    String path = "/v1/decisions/" + id(upscale());
    String auth = "Authorization: Bearer " + acme;
    assertEquals(200, TestingClient.once(gateway.port(), "HEAD", path, auth).status());
    TestingAnswer delete = TestingClient.once(gateway.port(), "DELETE", path, auth);
    assertEquals(405, delete.status());
    assertEquals("GET, HEAD", delete.header("Allow").orElseThrow());
  }
}
