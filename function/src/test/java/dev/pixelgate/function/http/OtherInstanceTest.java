package dev.pixelgate.function.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pixelgate.function.TestingAnswer;
import dev.pixelgate.function.TestingClient;
import dev.pixelgate.function.TestingForm;
import dev.pixelgate.function.TestingHash;
import dev.pixelgate.function.TestingPng;
import dev.pixelgate.function.TestingRunner;
import dev.pixelgate.function.TestingServer;
import dev.pixelgate.function.store.TestingPostgres;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What one instance did, asked of another one. */
class OtherInstanceTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final String AUTH = "Authorization: Bearer pg_acme";
  private static final TestingForm FORM = TestingForm.of(TestingPng.plain(16, 8));

  @TempDir private Path folder;
  private final List<TestingServer> servers = new ArrayList<>();
  private TestingRunner alpha;
  private TestingRunner beta;

  @BeforeEach
  void start() {
    alpha = TestingRunner.start();
    beta = TestingRunner.start();
  }

  @AfterEach
  void stop() {
    servers.forEach(TestingServer::close);
    alpha.close();
    beta.close();
  }

  private TestingServer server(String name, String store) {
    String yaml =
        """
        accounts:
          - { name: acme, key-sha256: "%s", budget: 1 USD/month }
          - { name: other, key-sha256: "%s" }
        """
            .formatted(TestingHash.ofKey("pg_acme"), TestingHash.ofKey("pg_other"));
    TestingServer server =
        TestingServer.gateway(
            folder.resolve(name),
            yaml + store,
            alpha.entry("alpha", "1.0e-8 USD/px"),
            beta.entry("beta", "2.0e-8 USD/px"));
    servers.add(server);
    return server;
  }

  private List<TestingServer> two() {
    String store = "store: { url: '" + TestingPostgres.shared().newDatabase() + "' }\n";
    return List.of(server("one", store), server("two", store));
  }

  private static TestingAnswer upscale(TestingServer server, String... headers) {
    String[] all = new String[headers.length + 1];
    all[0] = AUTH;
    System.arraycopy(headers, 0, all, 1, headers.length);
    return TestingClient.upscale(server.port(), FORM, all);
  }

  private static String id(TestingAnswer answer) {
    return answer.header("Pixelgate-Request-Id").orElseThrow();
  }

  /** PostgreSQL takes no text with U+0000: it would look as if the store were away. */
  @Test
  void whatIsNoIdOfARequestIsNotFound() {
    TestingServer one = two().getFirst();
    for (String id : List.of("%00", "r_1%00", "r_%C3%A9", "x".repeat(65))) {
      assertEquals(404, decision(one, id).status(), id);
      assertEquals(404, TestingClient.get(one.port(), "/v1/receipts/" + id, AUTH).status(), id);
    }
  }

  private static TestingAnswer decision(TestingServer server, String id) {
    return TestingClient.get(server.port(), "/v1/decisions/" + id, AUTH);
  }

  @Test
  void tellsADecisionInTheSameWords() {
    List<TestingServer> two = two();
    alpha.answers(500, "{\"detail\":{\"msg\":\"out of memory\"}}");
    String failedOver = id(upscale(two.getFirst()));
    alpha.serves();
    // Suspended by now, for one of them only.
    String after = id(upscale(two.getFirst(), "Pixelgate-Max-Price: 3e-8 USD/px"));
    String elsewhere = id(upscale(two.getLast(), "Pixelgate-Policy: balanced"));
    for (String id : List.of(failedOver, after, elsewhere)) {
      TestingAnswer one = decision(two.getFirst(), id);
      TestingAnswer other = decision(two.getLast(), id);
      assertEquals(200, one.status(), one::toString);
      assertEquals("sold", one.json().getString("outcome"), one::toString);
      assertEquals(one.text(), other.text());
    }
  }

  /** It has no CPU to give the rest of its slice back once the answer has ended. */
  @Test
  void mayUseAtOnceWhatOneWithoutABackgroundHasLeft() {
    String store = "store: { url: '" + TestingPostgres.shared().newDatabase() + "' }\n";
    TestingServer asleep = server("asleep", "background: false\n" + store);
    TestingServer other = server("other", store);
    for (int i = 0; i < 3; i++) {
      TestingAnswer bought = upscale(asleep, "Pixelgate-Max-Price: 3e-8 USD/px");
      assertEquals(200, bought.status(), bought::toString);
      TestingAnswer account = TestingClient.get(other.port(), "/v1/account", AUTH);
      assertTrue(account.text().contains("\"reserved\":\"0.000000000000 USD\""), account::text);
    }
  }

  /** It is written beside the refusal, so soon after it. */
  @Test
  void tellsARefusalInTheSameWords() {
    List<TestingServer> two = two();
    TestingAnswer refused = upscale(two.getFirst(), "Pixelgate-Max-Charge: 0.000001 USD");
    assertEquals(402, refused.status());
    TestingAnswer other =
        TestingClient.until(
            PATIENCE, () -> decision(two.getLast(), id(refused)), answer -> answer.status() == 200);
    assertEquals("over-cap", other.json().getString("outcome"), other::toString);
    assertEquals(decision(two.getFirst(), id(refused)).text(), other.text());
  }

  @Test
  void tellsNobodyElse() {
    List<TestingServer> two = two();
    String path = "/v1/decisions/" + id(upscale(two.getFirst()));
    TestingAnswer foreign =
        TestingClient.get(two.getLast().port(), path, "Authorization: Bearer pg_other");
    assertEquals(403, foreign.status(), foreign::toString);
  }

  @Test
  void tellsWhatAServerDidThatIsGone() {
    TestingServer first = server("one", "");
    String id = id(upscale(first));
    String told = decision(first, id).text();
    servers.remove(first);
    first.close();
    assertEquals(told, decision(server("one", ""), id).text());
  }

  @Test
  void showsAReceiptWithASignatureThatEveryInstancePublishes() {
    List<TestingServer> two = two();
    String path = "/v1/receipts/" + id(upscale(two.getFirst()));
    TestingAnswer one = TestingClient.get(two.getFirst().port(), path, AUTH);
    TestingAnswer other = TestingClient.get(two.getLast().port(), path, AUTH);
    assertEquals(200, other.status(), other::toString);
    // Each time it is signed anew.
    assertEquals(unsigned(one), unsigned(other));
    assertEquals(
        TestingClient.get(two.getFirst().port(), "/.well-known/jwks.json").text(),
        TestingClient.get(two.getLast().port(), "/.well-known/jwks.json").text());
  }

  private static JsonObject unsigned(TestingAnswer receipt) {
    JsonObject json = receipt.json();
    assertEquals(3, json.getString("receipt").split("\\.").length, receipt::toString);
    json.remove("receipt");
    return json;
  }

  @Test
  void takesAQuoteThatAnotherOneGaveAndOnce() {
    List<TestingServer> two = two();
    JsonObject quoted = quoted(two.getFirst());
    String quote = quoted.getString("quote");
    TestingAnswer used = upscale(two.getLast(), "Pixelgate-Quote: " + quote);
    assertEquals(200, used.status(), used::toString);
    assertEquals(
        quoted.getString("charge"), used.header("Pixelgate-Charge").orElseThrow(), used::toString);
    assertEquals("quote-used", upscale(two.getFirst(), "Pixelgate-Quote: " + quote).code());
  }

  private static JsonObject quoted(TestingServer server) {
    try (TestingClient client = TestingClient.to(server.port())) {
      return client
          .send(
              "POST",
              "/v1/quotes",
              "{\"pipeline\":\"upscale\",\"width\":16,\"height\":8}".getBytes(UTF_8),
              AUTH,
              "Content-Type: application/json")
          .answer()
          .json();
    }
  }

  @Test
  void repeatsTheAnswerToAKey() {
    List<TestingServer> two = two();
    TestingAnswer first = upscale(two.getFirst(), "Idempotency-Key: k");
    TestingAnswer again = upscale(two.getLast(), "Idempotency-Key: k");
    assertEquals("true", again.header("Idempotency-Replayed").orElse(""), again::toString);
    assertEquals(picture(first), picture(again));
    assertEquals(1, alpha.received().size() + beta.received().size());
  }

  /** Where it is, whoever gives it. */
  private static String picture(TestingAnswer answer) {
    JsonObject image = answer.json().getJsonArray("images").getJsonObject(0);
    return URI.create(image.getString("url")).getPath() + " " + image.getValue("seed");
  }

  /** The first one has both; it gives them back while the second one waits for the key. */
  @Test
  void takesAKeyAndAQuoteThatWereGivenBackMeanwhile() {
    List<TestingServer> two = two();
    String quote = "Pixelgate-Quote: " + quoted(two.getFirst()).getString("quote");
    BlockingQueue<TestingRunner.Received> held = new LinkedBlockingQueue<>();
    alpha.does(held::add);
    beta.does(OtherInstanceTest::hasNoRoom);
    try (TestingClient first = keyed(two.getFirst(), quote)) {
      TestingRunner.Received job = alpha.next();
      try (TestingClient second = keyed(two.getLast(), quote)) {
        TestingClient.until(
            PATIENCE,
            () -> TestingClient.get(two.getLast().port(), "/metrics").text(),
            text -> text.contains("pixelgate_requests_running 1.0"));
        alpha.serves();
        hasNoRoom(job);
        assertEquals(503, first.answer().status());
        TestingAnswer served = second.answer();
        assertEquals(200, served.status(), served::toString);
      }
    }
  }

  /** For longer than anybody waits. */
  private static void hasNoRoom(TestingRunner.Received job) {
    job.request()
        .response()
        .setStatusCode(503)
        .putHeader("Retry-After", "600")
        .end("{\"detail\":{\"msg\":\"no room\"}}");
  }

  private static TestingClient keyed(TestingServer server, String quote) {
    return TestingClient.to(server.port()).upscale(FORM, AUTH, "Idempotency-Key: q", quote);
  }

  @Test
  void countsWhatTheOthersSpent() {
    List<TestingServer> two = two();
    upscale(two.getFirst());
    upscale(two.getLast());
    JsonObject account = TestingClient.get(two.getFirst().port(), "/v1/account", AUTH).json();
    assertTrue(account.encode().contains("0.000002560000 USD"), account::encode);
  }
}
