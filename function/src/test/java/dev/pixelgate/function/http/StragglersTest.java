package dev.pixelgate.function.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.pixelgate.function.TestingAnswer;
import dev.pixelgate.function.TestingClient;
import dev.pixelgate.function.TestingForm;
import dev.pixelgate.function.TestingPng;
import dev.pixelgate.function.TestingRunner;
import dev.pixelgate.function.TestingServer;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of requests that are not done when {@code limits.drain} is over. */
class StragglersTest {
  private static final TestingForm FORM = TestingForm.of(TestingPng.plain(64, 64));
  private static final String KEY = "Authorization: Bearer foo";
  private static final String ORDER = "Idempotency-Key: order-17";
  private static final String NOTHING = "0.000000000000 USD";
  private static final String CHARGE = "0.000040960000 USD";

  /** SHA-256 of {@code foo}. */
  private static final String FOO =
      "2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae";

  @TempDir private Path folder;
  private TestingRunner runner;

  @BeforeEach
  void start() {
    runner = TestingRunner.start().hangs();
  }

  @AfterEach
  void stop() {
    runner.close();
  }

  private TestingServer gateway(String charged) {
    return TestingServer.gateway(
        folder,
        """
        limits: { drain: 1 ms }
        accounts: [ { name: acme, key-sha256: %s, budget: 1 USD/day } ]
        """
            .formatted(FOO),
        runner.entry("r", "1.0e-8 USD/px").replace("kind:", "charged: " + charged + ", kind:"));
  }

  /** What a request is told whose job runs when the gateway ends. */
  private TestingAnswer endsDuringAJob(String charged, String... headers) {
    String[] all = Arrays.copyOf(headers, headers.length + 1);
    all[headers.length] = KEY;
    TestingServer gateway = gateway(charged);
    try (TestingClient client = TestingClient.to(gateway.port())) {
      client.upscale(FORM, all);
      runner.next();
      gateway.close();
      return client.answer();
    }
  }

  private static void assertDraining(TestingAnswer answer) {
    assertEquals(503, answer.status(), answer::toString);
    assertEquals("draining", answer.code());
    assertEquals(Optional.of("1"), answer.header("Retry-After"));
  }

  private static void assertBudget(TestingServer gateway, String spent) {
    JsonObject account =
        TestingClient.get(gateway.port(), "/v1/account", KEY, "Accept: application/json").json();
    assertEquals(NOTHING, account.getString("reserved"));
    assertEquals(spent, account.getString("spent"));
  }

  @Test
  void areAnsweredAndWhatWasReservedForThemIsGivenBack() {
    TestingAnswer answer = endsDuringAJob("on-success");

    assertDraining(answer);
    assertEquals(Optional.of(NOTHING), answer.header("Pixelgate-Charge"));
    try (TestingServer next = gateway("on-success")) {
      assertBudget(next, NOTHING);
    }
  }

  @Test
  void arePaidForWhereAJobIsOwedOnceItIsSent() {
    TestingAnswer answer = endsDuringAJob("on-dispatch");

    assertDraining(answer);
    assertEquals(Optional.of(CHARGE), answer.header("Pixelgate-Charge"));
    try (TestingServer next = gateway("on-dispatch")) {
      assertBudget(next, CHARGE);
    }
  }

  @Test
  void mayComeAgainUnderTheirKey() {
    assertDraining(endsDuringAJob("on-success", ORDER));
    runner.serves();
    try (TestingServer next = gateway("on-success")) {
      TestingAnswer again = TestingClient.upscale(next.port(), FORM, KEY, ORDER);

      assertEquals(200, again.status(), again::toString);
      assertEquals(Optional.empty(), again.header("Idempotency-Replayed"));
    }
  }

  @Test
  void areAnsweredWhileTheirBodyIsOnItsWay() {
    TestingServer gateway = gateway("on-success");
    try (TestingClient client = TestingClient.to(gateway.port())) {
      client.write(
          """
          POST /upscale HTTP/1.1\r
          Host: gate.test\r
          %s\r
          Content-Type: %s\r
          Content-Length: 100000\r
          Expect: 100-continue\r
          \r
          """
              .formatted(KEY, TestingForm.contentType()));
      assertEquals(100, client.answer(true).status());
      gateway.close();

      assertDraining(client.answer());
      assertEquals(0, runner.received().size());
    }
  }
}
