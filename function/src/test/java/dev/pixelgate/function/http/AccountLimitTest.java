package dev.pixelgate.function.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pixelgate.function.TestingAnswer;
import dev.pixelgate.function.TestingClient;
import dev.pixelgate.function.TestingForm;
import dev.pixelgate.function.TestingPng;
import dev.pixelgate.function.TestingRunner;
import dev.pixelgate.function.TestingServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rate and concurrency of an account over HTTP; what they mean is tested at the throttle. */
class AccountLimitTest {
  private static final TestingForm FORM = TestingForm.of(TestingPng.plain(8, 8));

  /** SHA-256 of {@code foo}. */
  private static final String FOO =
      "2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae";

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

  private TestingServer gateway(String limit) {
    String accounts = "accounts: [ { name: acme, key-sha256: %s, %s } ]\n".formatted(FOO, limit);
    return TestingServer.gateway(folder, accounts, runner.entry("r", "1.0e-8 USD/px"));
  }

  private static TestingAnswer upscale(TestingServer gateway) {
    return TestingClient.upscale(gateway.port(), FORM, "Authorization: Bearer foo");
  }

  @Test
  void refusesWhatComesTooFastAndSaysWhenThereIsRoom() {
    try (TestingServer gateway = gateway("rate: 1/h")) {
      assertEquals(200, upscale(gateway).status());
      TestingAnswer answer = upscale(gateway);

      assertEquals(429, answer.status(), answer::toString);
      assertEquals("rate-limited", answer.code());
      assertEquals(1, answer.detail().getInteger("limit"));
      assertEquals(2, answer.detail().getInteger("value"));
      assertEquals("requests/h", answer.detail().getString("unit"));
      long after = Long.parseLong(answer.header("Retry-After").orElseThrow());
      assertTrue(after > 3_500 && after <= 3_600, answer::toString);
      assertEquals(1, runner.received().size());
      TestingAnswer metrics = TestingClient.get(gateway.port(), "/metrics");
      assertTrue(
          metrics.text().contains("pixelgate_refusals_total{code=\"rate-limited\"} 1"),
          metrics::text);
    }
  }

  /** The first one's body is not whole, so that it runs as long as the test wants. */
  @Test
  void refusesWhatIsOneTooManyBeforeItReadsIt() {
    try (TestingServer gateway = gateway("concurrent: 1");
        TestingClient first = TestingClient.to(gateway.port());
        TestingClient second = TestingClient.to(gateway.port())) {
      byte[] body = FORM.body();
      first.write(head(body.length)).write(Arrays.copyOf(body, 10));
      TestingClient.until(
          Duration.ofSeconds(20),
          () -> TestingClient.get(gateway.port(), "/metrics").text(),
          metrics -> metrics.contains("pixelgate_requests_running 1"));
      TestingAnswer answer = second.write(head(1_000_000)).answer();

      assertEquals(429, answer.status(), answer::toString);
      assertEquals(1, answer.detail().getInteger("limit"));
      assertEquals("requests", answer.detail().getString("unit"));
      assertEquals("1", answer.header("Retry-After").orElseThrow());
      first.write(Arrays.copyOfRange(body, 10, body.length));
      assertEquals(200, first.answer().status());
      assertEquals(200, upscale(gateway).status());
    }
  }

  /** A form may have a picture fetched, for a quote too. */
  @Test
  void countsTheFormOfAQuote() {
    try (TestingServer gateway = gateway("concurrent: 1");
        TestingClient first = TestingClient.to(gateway.port());
        TestingClient second = TestingClient.to(gateway.port())) {
      byte[] body = FORM.body();
      first.write(head("/v1/quotes", body.length)).write(Arrays.copyOf(body, 10));
      TestingClient.until(
          Duration.ofSeconds(20),
          () -> TestingClient.get(gateway.port(), "/metrics").text(),
          metrics -> metrics.contains("pixelgate_requests_running 1"));
      TestingAnswer answer = second.write(head("/v1/quotes", 1_000_000)).answer();

      assertEquals(429, answer.status(), answer::toString);
      assertEquals("rate-limited", answer.code());
      first.write(Arrays.copyOfRange(body, 10, body.length));
      assertEquals(200, first.answer().status());
      assertEquals(200, upscale(gateway).status());
    }
  }

  private static String head(int length) {
    return head("/upscale", length);
  }

  private static String head(String path, int length) {
    return String.join(
        "\r\n",
        "POST " + path + " HTTP/1.1",
        "Host: gateway",
        "Authorization: Bearer foo",
        "Content-Type: " + TestingForm.contentType(),
        "Content-Length: " + length,
        "",
        "");
  }
}
