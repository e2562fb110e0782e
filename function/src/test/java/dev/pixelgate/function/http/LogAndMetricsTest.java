package dev.pixelgate.function.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pixelgate.function.TestingAnswer;
import dev.pixelgate.function.TestingClient;
import dev.pixelgate.function.TestingForm;
import dev.pixelgate.function.TestingLog;
import dev.pixelgate.function.TestingPng;
import dev.pixelgate.function.TestingRunner;
import dev.pixelgate.function.TestingServer;
import dev.pixelgate.function.store.TestingKeys;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an operator sees of requests: one line each, and meters. */
class LogAndMetricsTest {
  private static final String PROMPT = "a very secret prompt";
  private static final TestingForm FORM =
      new TestingForm().text("prompt", PROMPT).image(TestingPng.plain(100, 50));

  private static TestingRunner runner;
  private static TestingServer gateway;
  private static String key;

  @BeforeAll
  static void start(@TempDir Path folder) {
    runner = TestingRunner.start();
    Path data = folder.resolve("pixelgate-data");
    try (TestingKeys keys = TestingKeys.open(data, InstantSource.system())) {
      key = keys.create("acme", false).key();
    }
    gateway = TestingServer.gateway(folder, "metrics: open", runner.entry("beta", "1.0e-8 USD/px"));
  }

  @AfterAll
  static void stop() {
    gateway.close();
    runner.close();
  }

  @BeforeEach
  void forget() {
    runner.forget();
  }

  private static TestingAnswer upscale(String... headers) {
    String[] all = Arrays.copyOf(headers, headers.length + 1);
    all[headers.length] = "Authorization: Bearer " + key;
    return TestingClient.upscale(gateway.port(), FORM, all);
  }

  @Test
  void writesOneLineOfFactsAtTheEndOfARequest() {
    try (TestingLog log = TestingLog.open()) {
      TestingAnswer answer = upscale("X-Request-Id: mine");
      assertEquals(200, answer.status(), answer::toString);
      List<String> lines = awaitRequests(log, 1);

      assertEquals(1, lines.size());
      String id = answer.header("Pixelgate-Request-Id").orElseThrow();
      assertTrue(
          lines
              .getFirst()
              .matches(
                  "request id="
                      + id
                      + " client-id=mine account=acme pipeline=upscale model="
                      + TestingServer.MODEL
                      + " pixels=5000 orchestrator=beta attempts=1"
                      + " charge=0.000050000000 status=200 ms=[0-9]+"),
          lines::toString);
    }
  }

  @Test
  void writesOneLineForARefusalToo() {
    try (TestingLog log = TestingLog.open()) {
      upscale("Pixelgate-Max-Price: 1e-9 USD/px");
      TestingClient.upscale(gateway.port(), FORM);
      List<String> lines = awaitRequests(log, 2);

      assertTrue(lines.get(0).contains("account=acme"), lines::toString);
      assertTrue(lines.get(0).contains("charge=0.000000000000 status=402"), lines::toString);
      assertTrue(lines.get(1).contains("account=- "), lines::toString);
      assertTrue(lines.get(1).contains("status=401"), lines::toString);
    }
  }

  @Test
  void logsNoSecretsAndNothingOfTheJob() {
    try (TestingLog log = TestingLog.open()) {
      String url = upscale().image().getString("url");
      runner.answers(500, "{\"detail\":{\"msg\":\"broken\"}}");
      upscale();
      awaitRequests(log, 2);
      TestingClient.get(gateway.port(), url.replaceAll("^http://[^/]+", ""));

      assertFalse(log.text().contains(PROMPT), log::text);
      assertFalse(log.text().contains(key), log::text);
      assertFalse(log.text().contains("/stream/"), log::text);
    }
  }

  @Test
  void lineCannotBeForgedByAModelsName() {
    try (TestingLog log = TestingLog.open()) {
      TestingForm form =
          TestingForm.of(TestingPng.plain(9, 9)).text("model_id", "x\nrequest id=r_0 status=200");
      TestingAnswer answer =
          TestingClient.upscale(gateway.port(), form, "Authorization: Bearer " + key);
      assertEquals(400, answer.status());
      List<String> lines = awaitRequests(log, 1);

      assertEquals(1, lines.size(), lines::toString);
      assertTrue(lines.getFirst().contains("model=x?request?id=r_0?status=200 "), lines::toString);
    }
  }

  /** The line is written right after the answer, on the server's thread. */
  private static List<String> awaitRequests(TestingLog log, int count) {
    long end = System.nanoTime() + 20_000_000_000L;
    while (log.requests().size() < count && System.nanoTime() < end) {
      Thread.onSpinWait();
    }
    return log.requests();
  }

  @Test
  void countsMoneyPixelsAndAttempts() {
    double charged =
        meter("pixelgate_charge_usd_total{orchestrator=\"beta\",pipeline=\"upscale\"}");
    double owed = meter("pixelgate_owed_usd_total{orchestrator=\"beta\"}");
    double pixels = meter("pixelgate_pixels_total{orchestrator=\"beta\",pipeline=\"upscale\"}");
    String attempts = "pixelgate_attempts_total{orchestrator=\"beta\",outcome=\"%s\"}";
    double served = meter(attempts.formatted("served"));
    double failed = meter(attempts.formatted("failed"));

    assertEquals(200, upscale().status());
    runner.answers(500, "{\"detail\":{\"msg\":\"broken\"}}");
    assertEquals(502, upscale().status());

    assertEquals(
        charged + 0.00005,
        meter("pixelgate_charge_usd_total{orchestrator=\"beta\",pipeline=\"upscale\"}"),
        1e-12);
    assertEquals(owed + 0.00005, meter("pixelgate_owed_usd_total{orchestrator=\"beta\"}"), 1e-12);
    assertEquals(
        pixels + 5000, meter("pixelgate_pixels_total{orchestrator=\"beta\",pipeline=\"upscale\"}"));
    assertEquals(served + 1, meter(attempts.formatted("served")));
    assertEquals(failed + 1, meter(attempts.formatted("failed")));
  }

  @Test
  void countsRequestsByOutcomeAndRefusalsByCode() {
    String requests = "pixelgate_requests_total{outcome=\"%s\",pipeline=\"upscale\"}";
    String refusals = "pixelgate_refusals_total{code=\"over-cap\"}";
    double done = meter(requests.formatted("done"));
    double over = meter(requests.formatted("over-cap"));
    double refused = meter(refusals);
    String seconds = "pixelgate_request_seconds_count{pipeline=\"upscale\"}";
    double timed = meter(seconds);

    upscale();
    upscale("Pixelgate-Max-Charge: 0.000001 USD");

    assertEquals(done + 1, meter(requests.formatted("done")));
    assertEquals(over + 1, meter(requests.formatted("over-cap")));
    assertEquals(refused + 1, meter(refusals));
    assertEquals(timed + 2, meter(seconds));
  }

  @Test
  void showsOffersHistogramsAndTheMachine() {
    upscale();
    String scrape = scrape();

    assertEquals(
        1e-8,
        meter(
            "pixelgate_offer_price_usd_per_pixel{model=\"%s\",orchestrator=\"beta\",pipeline=\"upscale\"}"
                .formatted(TestingServer.MODEL)));
    assertEquals(1, meter("pixelgate_offers{pipeline=\"upscale\",warm=\"true\"}"));
    assertTrue(scrape.contains("pixelgate_request_seconds_bucket{pipeline=\"upscale\",le="));
    assertTrue(scrape.contains("pixelgate_attempt_seconds_bucket{orchestrator=\"beta\",le="));
    assertTrue(scrape.contains("\njvm_memory_used_bytes{"));
  }

  @Test
  void showsTheServersOwnHttpMeters() {
    double before = sum("vertx_http_server_requests_total");
    TestingClient.get(gateway.port(), "/health");
    TestingClient.get(gateway.port(), "/health");

    // This scrape counts itself when it is answered, so it sees at least the two and the first one.
    assertTrue(sum("vertx_http_server_requests_total") >= before + 2);
    upscale();
    assertTrue(sum("vertx_http_client_requests_total") > 0);
  }

  @Test
  void wordsOfAClientBecomeNoLabels() {
    TestingClient.once(gateway.port(), "FOOBAR", "/health");
    TestingClient.get(gateway.port(), "/no-such-path-at-all");

    String metrics = TestingClient.get(gateway.port(), "/metrics").text();
    assertFalse(metrics.contains("FOOBAR"), metrics);
    assertFalse(metrics.contains("no-such-path-at-all"), metrics);
  }

  @Test
  void answersInPrometheusText() {
    TestingAnswer answer = TestingClient.get(gateway.port(), "/metrics");

    assertEquals(
        "text/plain; version=0.0.4; charset=utf-8", answer.header("Content-Type").orElseThrow());
    assertTrue(answer.text().lines().allMatch(l -> l.startsWith("#") || l.contains(" ")));
  }

  private static String scrape() {
    return TestingClient.get(gateway.port(), "/metrics").text();
  }

  /** Zero while nothing was counted. */
  private static double meter(String series) {
    return scrape()
        .lines()
        .filter(line -> line.startsWith(series + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(series.length() + 1)))
        .findFirst()
        .orElse(0);
  }

  private static double sum(String name) {
    return scrape()
        .lines()
        .filter(line -> line.startsWith(name + "{") || line.startsWith(name + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }
}
