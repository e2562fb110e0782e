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
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who may connect how: browsers, proxies, too many at once, and a server that ends. */
class ConnectionTest {
  private static final TestingForm FORM = TestingForm.of(TestingPng.plain(8, 8));

  @TempDir private Path folder;
  private TestingRunner runner;

  @BeforeEach
  void startRunner() {
    runner = TestingRunner.start();
  }

  @AfterEach
  void stopRunner() {
    runner.close();
  }

  private TestingServer gateway(String yaml) {
    return TestingServer.gateway(folder, yaml, runner.entry("r", "1.0e-8 USD/px"));
  }

  private static String url(TestingServer gateway, String... headers) {
    return TestingClient.upscale(gateway.port(), FORM, headers).image().getString("url");
  }

  @Test
  void answersThePreflightOfAPermittedOrigin() {
    try (TestingServer gateway = gateway("cors: { origins: [ \"https://app.example\" ] }")) {
      TestingAnswer answer =
          TestingClient.once(
              gateway.port(),
              "OPTIONS",
              "/upscale",
              "Origin: https://app.example",
              "Access-Control-Request-Method: POST",
              "Access-Control-Request-Headers: authorization,pixelgate-max-charge");

      assertTrue(List.of(200, 204).contains(answer.status()), answer::toString);
      assertEquals(
          "https://app.example", answer.header("Access-Control-Allow-Origin").orElseThrow());
      assertTrue(answer.header("Access-Control-Allow-Methods").orElseThrow().contains("POST"));
      String headers =
          answer.header("Access-Control-Allow-Headers").orElseThrow().toLowerCase(Locale.ROOT);
      assertTrue(headers.contains("authorization") && headers.contains("pixelgate-max-charge"));
    }
  }

  @Test
  void exposesItsHeadersToAPermittedOrigin() {
    try (TestingServer gateway = gateway("cors: { origins: [ \"https://app.example\" ] }")) {
      TestingAnswer answer =
          TestingClient.upscale(gateway.port(), FORM, "Origin: https://app.example");

      assertEquals(200, answer.status());
      assertEquals(
          "https://app.example", answer.header("Access-Control-Allow-Origin").orElseThrow());
      String exposed = answer.header("Access-Control-Expose-Headers").orElseThrow();
      for (String line : answer.head()) {
        String name = line.split(":")[0];
        assertTrue(!name.startsWith("Pixelgate-") || exposed.contains(name), name);
      }
    }
  }

  @Test
  void lettsAPermittedOriginReadARefusalToo() {
    try (TestingServer gateway = gateway("cors: { origins: [ \"https://app.example\" ] }")) {
      TestingAnswer answer =
          TestingClient.upscale(
              gateway.port(), FORM, "Origin: https://app.example", "Pixelgate-Quote: q");

      assertEquals(400, answer.status());
      assertEquals(
          "https://app.example", answer.header("Access-Control-Allow-Origin").orElseThrow());
    }
  }

  @Test
  void refusesAnyOtherOrigin() {
    try (TestingServer gateway = gateway("cors: { origins: [ \"https://app.example\" ] }")) {
      TestingAnswer answer =
          TestingClient.upscale(gateway.port(), FORM, "Origin: https://evil.example");

      assertEquals(403, answer.status(), answer::toString);
      assertEquals("forbidden", answer.code());
      assertFalse(answer.header("Access-Control-Allow-Origin").isPresent());
      assertEquals(0, runner.received().size());
    }
  }

  @Test
  void logsNoErrorForAnotherOrigin() {
    try (TestingServer gateway = gateway("cors: { origins: [ \"https://app.example\" ] }");
        TestingLog log = TestingLog.open()) {
      TestingClient.upscale(gateway.port(), FORM, "Origin: https://evil.example");

      assertFalse(log.text().contains("ERROR"), log::text);
    }
  }

  @Test
  void saysNothingOfOriginsWhenNoneIsConfigured() {
    try (TestingServer gateway = gateway("")) {
      TestingAnswer answer =
          TestingClient.upscale(gateway.port(), FORM, "Origin: https://app.example");

      assertEquals(200, answer.status());
      assertFalse(answer.header("Access-Control-Allow-Origin").isPresent());
    }
  }

  @Test
  void believesForwardedHeadersOfATrustedProxy() {
    try (TestingServer gateway = gateway("listen: { trusted-proxies: [ 127.0.0.0/8 ] }")) {
      String url =
          url(gateway, "X-Forwarded-Proto: https", "X-Forwarded-Host: gate.example, inner");
      assertTrue(url.startsWith("https://gate.example/stream/"), url);

      String odd = url(gateway, "X-Forwarded-Proto: javascript", "X-Forwarded-Host: a\"b/c");
      assertTrue(odd.startsWith("http://gate.test/stream/"), odd);
    }
  }

  @Test
  void believesNobodyElsesForwardedHeaders() {
    try (TestingServer gateway = gateway("listen: { trusted-proxies: [ 10.0.0.0/8 ] }")) {
      String url = url(gateway, "X-Forwarded-Proto: https", "X-Forwarded-Host: gate.example");

      assertTrue(url.startsWith("http://gate.test/stream/"), url);
    }
  }

  @Test
  void linksToItsPublicUrlWhateverTheClientAddressed() {
    try (TestingServer gateway = gateway("public-url: https://gate.example/base")) {
      String url = url(gateway, "X-Forwarded-Host: other");

      assertTrue(url.startsWith("https://gate.example/base/stream/"), url);
    }
  }

  @Test
  void linksToItsOwnAddressForAClientWithoutAHost() {
    try (TestingServer gateway = gateway("");
        TestingClient client = TestingClient.to(gateway.port())) {
      byte[] body = FORM.body();
      client.write(
          "POST /upscale HTTP/1.0\r\nContent-Type: "
              + TestingForm.contentType()
              + "\r\nContent-Length: "
              + body.length
              + "\r\n\r\n");
      String url = client.write(body).answer().image().getString("url");

      assertTrue(url.startsWith("http://127.0.0.1:" + gateway.port() + "/stream/"), url);
      assertEquals(200, TestingClient.get(url).status());
    }
  }

  @Test
  void hasNoRoomForMoreThanItsLimitAtOnce() {
    runner.hangs();
    try (TestingServer gateway = gateway("limits: { concurrent: 1, drain: 1 s }");
        TestingClient first = TestingClient.to(gateway.port())) {
      first.upscale(FORM);
      runner.next();
      TestingAnswer second = TestingClient.upscale(gateway.port(), FORM);

      assertEquals(503, second.status(), second::toString);
      assertEquals("no-capacity", second.code());
      assertEquals("1", second.header("Retry-After").orElseThrow());
      assertTrue(second.detail().getString("msg").contains("limits.concurrent"));
    }
  }

  @Test
  void hasRoomAgainAfterEveryKindOfEnd() {
    try (TestingServer gateway = gateway("limits: { concurrent: 1 }")) {
      int port = gateway.port();
      assertEquals(200, TestingClient.upscale(port, FORM).status());
      assertEquals(422, TestingClient.upscale(port, new TestingForm().text("a", "b")).status());
      TestingForm text = TestingForm.of("text".repeat(99).getBytes(StandardCharsets.UTF_8));
      assertEquals(400, TestingClient.upscale(port, text).status());
      runner.answers(500, "{}");
      assertEquals(502, TestingClient.upscale(port, FORM).status());
      runner.serves();
      assertEquals(200, TestingClient.upscale(port, FORM).status());
    }
  }

  @Test
  void finishesWhatRunsAndTakesNothingNewWhileItEnds() throws Exception {
    TestingServer gateway = gateway("limits: { drain: 20 s }");
    CompletableFuture<Void> ended;
    try (TestingClient running = TestingClient.to(gateway.port());
        TestingClient waiting = TestingClient.to(gateway.port())) {
      runner.hangs();
      assertEquals(200, waiting.send("GET", "/health", new byte[0]).answer().status());
      running.upscale(FORM);
      TestingRunner.Received held = runner.next();
      ended = CompletableFuture.runAsync(gateway::close);

      waiting.write("GET /health/ready HTTP/1.1\r\nHost: g\r\n\r\n");
      held.request()
          .response()
          .putHeader("Content-Type", "application/json")
          .end(TestingRunner.success(TestingPng.plain(32, 32), 5));
      TestingAnswer answer = running.answer();
      assertEquals(200, answer.status(), answer::toString);
    }
    ended.get(20, TimeUnit.SECONDS);
  }
}
