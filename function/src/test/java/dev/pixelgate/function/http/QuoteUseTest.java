package dev.pixelgate.function.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pixelgate.function.TestingAnswer;
import dev.pixelgate.function.TestingClient;
import dev.pixelgate.function.TestingForm;
import dev.pixelgate.function.TestingPng;
import dev.pixelgate.function.TestingRunner;
import dev.pixelgate.function.TestingServer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an order under a quote costs, and how often. */
class QuoteUseTest {
  /** 100 px: 0.000001 USD at the price of the cheap one. */
  private static final TestingForm FORM = TestingForm.of(TestingPng.plain(10, 10));

  private TestingRunner cheap;
  private TestingRunner dear;
  private TestingServer gateway;

  @BeforeEach
  void start(@TempDir Path folder) {
    cheap = TestingRunner.start();
    dear = TestingRunner.start();
    gateway =
        TestingServer.gateway(
            folder,
            "caps: [ { max: 2e-8 USD/px } ]\nquotes: { outstanding: 0.000001 USD }",
            cheap.entry("cheap", "1.0e-8 USD/px"),
            dear.entry("dear", "5.0e-8 USD/px"));
  }

  @AfterEach
  void stop() {
    gateway.close();
    cheap.close();
    dear.close();
  }

  private TestingAnswer ask() {
    byte[] body =
        "{\"pipeline\":\"upscale\",\"width\":10,\"height\":10}".getBytes(StandardCharsets.UTF_8);
    try (TestingClient client = TestingClient.to(gateway.port())) {
      return client.send("POST", "/v1/quotes", body, "Content-Type: application/json").answer();
    }
  }

  private String quote() {
    TestingAnswer answer = ask();
    assertEquals(200, answer.status(), answer::toString);
    return answer.json().getString("quote");
  }

  private TestingAnswer upscale(String quote) {
    return TestingClient.upscale(
        gateway.port(), FORM, "Pixelgate-Quote: " + quote, "Cache-Control: no-store");
  }

  private void assertMetric(String line) {
    String metrics = TestingClient.get(gateway.port(), "/metrics").text();
    assertTrue(metrics.lines().anyMatch(line::equals), metrics);
  }

  @Test
  void isUsedOnce() {
    String quote = quote();
    assertEquals(503, ask().status(), "it is outstanding");
    TestingAnswer first = upscale(quote);
    assertEquals(200, first.status(), first::toString);
    TestingAnswer second = upscale(quote);

    assertEquals(409, second.status(), second::toString);
    assertEquals("quote-used", second.code());
    assertEquals(1, cheap.received().size());
    assertEquals(200, ask().status(), "it is not outstanding any more");
  }

  @Test
  void isJudgedAsUsedBeforeTheBodyIsAskedFor() {
    String quote = quote();
    upscale(quote);
    try (TestingClient client = TestingClient.to(gateway.port())) {
      TestingAnswer answer =
          client
              .write(
                  "POST /upscale HTTP/1.1\r\nHost: gate.test\r\nExpect: 100-continue\r\n"
                      + "Content-Type: "
                      + TestingForm.contentType()
                      + "\r\nContent-Length: 1000\r\nPixelgate-Quote: "
                      + quote
                      + "\r\n\r\n")
              .answer();
      assertEquals("quote-used", answer.code(), answer::toString);
    }
  }

  /** The cheap one fails, and the other one is above every cap: the gateway bears the loss. */
  @Test
  void noMoreIsChargedThanWasPromised() {
    String quote = quote();
    cheap.answers(500, "{\"detail\":{\"msg\":\"broken\"}}");
    TestingAnswer answer = upscale(quote);

    assertEquals(200, answer.status(), answer::toString);
    assertEquals("dear", answer.header("Pixelgate-Orchestrator").orElseThrow());
    assertEquals("0.000001000000 USD", answer.header("Pixelgate-Charge").orElseThrow());
    assertEquals("2", answer.header("Pixelgate-Attempts").orElseThrow());
    assertMetric("pixelgate_quote_loss_usd_total 4.0E-6");
  }

  @Test
  void canBeUsedAgainWhenNothingWasOwed() {
    String quote = quote();
    cheap.answers(500, "{\"detail\":{\"msg\":\"broken\"}}");
    dear.answers(500, "{\"detail\":{\"msg\":\"broken\"}}");
    assertEquals(502, upscale(quote).status());
    cheap.serves();
    TestingAnswer again = upscale(quote);

    assertEquals(200, again.status(), again::toString);
    assertEquals("0.000001000000 USD", again.header("Pixelgate-Charge").orElseThrow());
    assertEquals(409, upscale(quote).status());
  }
}
