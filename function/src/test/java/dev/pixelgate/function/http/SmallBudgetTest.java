package dev.pixelgate.function.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pixelgate.function.TestingAnswer;
import dev.pixelgate.function.TestingClient;
import dev.pixelgate.function.TestingForm;
import dev.pixelgate.function.TestingPng;
import dev.pixelgate.function.TestingRunner;
import dev.pixelgate.function.TestingRunner.Received;
import dev.pixelgate.function.TestingServer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A budget that is not empty, and too small for the cheapest offer of a picture. */
class SmallBudgetTest {
  /** SHA-256 of {@code foo}. */
  private static final String FOO =
      "2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae";

  private static final String KEY = "Authorization: Bearer foo";

  /** 102,400 px for 0.001024 USD, and 307 kB: so much is spooled. */
  private static final byte[] PICTURE = TestingPng.noise(320, 320, 1);

  private static final int BEGINNING = 600;

  @TempDir private Path folder;
  private TestingRunner cheap;
  private TestingServer gateway;

  @BeforeEach
  void startRunner() {
    cheap = TestingRunner.start();
  }

  private void start(String budget) {
    gateway =
        TestingServer.gateway(
            folder,
            "accounts: [ { name: acme, key-sha256: %s, budget: %s USD/month } ]"
                .formatted(FOO, budget),
            cheap.entry("cheap", "1.0e-8 USD/px"),
            cheap.entry("dear", "2.0e-8 USD/px"),
            cheap.entry("other", "1.5e-8 USD/px").replace(TestingServer.MODEL, "other/model"));
  }

  @AfterEach
  void stop() {
    TestingClient.until(Duration.ofSeconds(10), gateway::spooled, List::isEmpty);
    gateway.close();
    cheap.close();
  }

  private TestingClient begin(byte[] body, int bytes, String... headers) {
    StringBuilder head =
        new StringBuilder("POST /upscale HTTP/1.1\r\nHost: gate.test\r\n" + KEY + "\r\n");
    for (String header : headers) {
      head.append(header).append("\r\n");
    }
    head.append("Content-Type: ").append(TestingForm.contentType());
    head.append("\r\nContent-Length: ").append(body.length).append("\r\n\r\n");
    return TestingClient.to(gateway.port())
        .write(head.toString())
        .write(Arrays.copyOf(body, bytes));
  }

  private static byte[] rest(byte[] body, int from) {
    return Arrays.copyOfRange(body, from, body.length);
  }

  private static TestingForm named(String model) {
    return new TestingForm().text("prompt", "a cat").text("model_id", model);
  }

  private static void assertOverBudget(TestingAnswer answer, String needed) {
    assertEquals(402, answer.status(), answer::toString);
    assertEquals("over-budget", answer.code());
    assertEquals(needed, answer.detail().getString("needed"));
    assertEquals("0.000000000000 USD", answer.header("Pixelgate-Charge").orElseThrow());
    assertEquals("close", answer.header("Connection").orElse("").toLowerCase(Locale.ROOT));
  }

  /** 10 MB, of which a client that is slow has sent 600 bytes. */
  @Test
  void aSlowUploadIsAnsweredBeforeItsEnd() {
    start("0.034");
    byte[] body = named(TestingServer.MODEL).image(TestingPng.noise(1_850, 1_850, 1)).body();
    try (TestingClient client = begin(body, BEGINNING)) {
      TestingAnswer answer = client.answer();

      assertOverBudget(answer, "0.034225000000 USD");
      assertEquals("3422500", answer.header("Pixelgate-Pixels").orElseThrow());
      String id = answer.header("Pixelgate-Request-Id").orElseThrow();
      TestingAnswer decision = TestingClient.get(gateway.port(), "/v1/decisions/" + id, KEY);
      assertEquals(200, decision.status(), decision::toString);
      assertTrue(decision.text().contains("over-budget"), decision::text);
    }
    assertEquals(List.of(), cheap.received());
  }

  /** Whichever it is, the budget does not cover it. */
  @Test
  void aModelThatMayStillBeNamedIsNotWaitedForInVain() {
    start("0.001");
    // What is unknown is asked for, so everybody was asked after this.
    byte[] unknown = named("no/such").image(PICTURE).body();
    try (TestingClient client = begin(unknown, unknown.length)) {
      assertEquals(400, client.answer().status());
    }
    byte[] body = TestingForm.of(PICTURE).body();
    try (TestingClient client = begin(body, BEGINNING)) {
      assertOverBudget(client.answer(), "0.001024000000 USD");
    }
  }

  @Test
  void aDearModelThatIsNamedFirstIsRefused() {
    start("0.0015");
    byte[] body = named("other/model").image(PICTURE).body();
    try (TestingClient client = begin(body, BEGINNING)) {
      assertOverBudget(client.answer(), "0.001536000000 USD");
    }
  }

  @Test
  void whoWasAskedForTheBodyIsAnsweredAtItsHeader() {
    start("0.001");
    byte[] body = named(TestingServer.MODEL).image(PICTURE).body();
    try (TestingClient client = begin(body, 0, "Expect: 100-continue")) {
      assertEquals(100, client.answer(true).status());
      assertOverBudget(client.write(Arrays.copyOf(body, BEGINNING)).answer(), "0.001024000000 USD");
    }
  }

  @Test
  void anOrderUnderAQuoteIsRefusedToo() {
    start("0.001");
    String json =
        "{\"pipeline\":\"upscale\",\"model_id\":\"%s\",\"width\":320,\"height\":320}"
            .formatted(TestingServer.MODEL);
    String quote;
    try (TestingClient client = TestingClient.to(gateway.port())) {
      quote =
          client
              .send(
                  "POST",
                  "/v1/quotes",
                  json.getBytes(StandardCharsets.UTF_8),
                  KEY,
                  "Content-Type: application/json")
              .answer()
              .json()
              .getString("quote");
    }
    byte[] body = TestingForm.of(PICTURE).body();
    try (TestingClient client = begin(body, BEGINNING, "Pixelgate-Quote: " + quote)) {
      assertOverBudget(client.answer(), "0.001024000000 USD");
    }
  }

  @Test
  void exactlyEnoughIsEnough() {
    start("0.001024");
    byte[] body = named(TestingServer.MODEL).image(PICTURE).body();
    try (TestingClient client = begin(body, BEGINNING)) {
      assertEquals(200, client.write(rest(body, BEGINNING)).answer().status());
    }
  }

  /** All is held when the second one is looked at, and comes back before the second one ends. */
  @Test
  void whatAnotherOneHoldsIsWaitedFor() {
    start("0.001024");
    cheap.hangs();
    byte[] body = named(TestingServer.MODEL).image(PICTURE).body();
    int most = 290_000;
    try (TestingClient first = begin(body, body.length)) {
      Received held = cheap.next();
      try (TestingClient second = begin(body, most)) {
        // So much of it is spooled, and what was asked of the store before is answered before.
        TestingClient.until(Duration.ofSeconds(10), gateway::spooled, files -> files.size() == 2);
        assertEquals(200, TestingClient.get(gateway.port(), "/v1/account", KEY).status());
        cheap.answers(500, "{\"detail\":{\"msg\":\"broken\"}}");
        held.request().response().setStatusCode(500).end("{\"detail\":{\"msg\":\"broken\"}}");
        assertEquals(502, first.answer().status());
        cheap.serves();
        assertEquals(200, second.write(rest(body, most)).answer().status());
      }
    }
  }

  /** 24 at once on a budget that is worth 6: as many are served as if nobody had looked early. */
  @Test
  void aStormOfSlowUploadsSpendsTheBudgetToItsEnd() throws Exception {
    start("0.006144");
    byte[] body = named(TestingServer.MODEL).image(PICTURE).body();
    CyclicBarrier begun = new CyclicBarrier(24);
    List<Callable<Integer>> orders = new ArrayList<>();
    for (int i = 0; i < 24; i++) {
      orders.add(
          () -> {
            try (TestingClient client = begin(body, BEGINNING)) {
              begun.await();
              return client.write(rest(body, BEGINNING)).answer().status();
            }
          });
    }
    List<Integer> statuses = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Integer> status : threads.invokeAll(orders)) {
        statuses.add(status.get());
      }
    }
    assertEquals(6, statuses.stream().filter(status -> status == 200).count(), statuses::toString);
    assertEquals(18, statuses.stream().filter(status -> status == 402).count(), statuses::toString);
  }
}
