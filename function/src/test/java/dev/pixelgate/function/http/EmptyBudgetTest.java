package dev.pixelgate.function.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.pixelgate.function.TestingAnswer;
import dev.pixelgate.function.TestingClient;
import dev.pixelgate.function.TestingForm;
import dev.pixelgate.function.TestingPng;
import dev.pixelgate.function.TestingRunner;
import dev.pixelgate.function.TestingServer;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whose budget is empty hears so before sending a picture. */
class EmptyBudgetTest {
  /** SHA-256 of {@code foo}. */
  private static final String FOO =
      "2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae";

  /** 100 px: 0.000001 USD, which is all that there is. */
  private static final TestingForm FORM = TestingForm.of(TestingPng.plain(10, 10));

  private TestingRunner runner;
  private TestingServer gateway;

  @BeforeEach
  void start(@TempDir Path folder) {
    runner = TestingRunner.start();
    gateway =
        TestingServer.gateway(
            folder,
            "accounts: [ { name: acme, key-sha256: %s, budget: 0.000001 USD/month } ]"
                .formatted(FOO),
            runner.entry("r", "1.0e-8 USD/px"));
  }

  @AfterEach
  void stop() {
    gateway.close();
    runner.close();
  }

  private TestingAnswer order() {
    return TestingClient.upscale(
        gateway.port(), FORM, "Authorization: Bearer foo", "Cache-Control: no-store");
  }

  private TestingClient head(String header) {
    return TestingClient.to(gateway.port())
        .write(
            "POST /upscale HTTP/1.1\r\nHost: gate.test\r\nAuthorization: Bearer foo\r\n"
                + header
                + "\r\nContent-Type: "
                + TestingForm.contentType()
                + "\r\nContent-Length: "
                + FORM.body().length
                + "\r\n\r\n");
  }

  @Test
  void refusesBeforeItAsksForTheBody() {
    try (TestingClient client = head("Expect: 100-continue")) {
      assertEquals(100, client.answer(true).status(), "there is money");
    }
    assertEquals(200, order().status());
    assertEquals(402, order().status());
    for (String header : new String[] {"Expect: 100-continue", "Cache-Control: no-store"}) {
      try (TestingClient client = head(header)) {
        TestingAnswer answer = client.answer();
        assertEquals(402, answer.status(), answer::toString);
        assertEquals("over-budget", answer.code());
        assertEquals("0.000001000000 USD", answer.detail().getString("spent"));
      }
    }
  }

  /** What it wants may be known here and cost nothing, which its bytes alone can tell. */
  @Test
  void whoDoesNotWaitIsJudgedByWhatItSends() {
    assertEquals(200, order().status());
    assertEquals(402, order().status());
    TestingAnswer other =
        TestingClient.upscale(
            gateway.port(), TestingForm.of(TestingPng.plain(20, 10)), "Authorization: Bearer foo");
    assertEquals(402, other.status(), other::toString);
    assertEquals("200", other.header("Pixelgate-Pixels").orElseThrow());
  }
}
