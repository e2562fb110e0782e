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
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an account may spend, over HTTP. One request of 64x64 at 1e-8 USD/px is 0.00004096 USD. */
class BudgetTest {
  private static final TestingForm FORM = TestingForm.of(TestingPng.plain(64, 64));

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

  private TestingServer gateway(String budget, String charged) {
    return TestingServer.gateway(
        folder,
        "accounts: [ { name: acme, key-sha256: %s, budget: %s } ]\n".formatted(FOO, budget),
        runner.entry("r", "1.0e-8 USD/px").replace("kind:", "charged: " + charged + ", kind:"));
  }

  private static TestingAnswer upscale(TestingServer gateway) {
    return TestingClient.upscale(gateway.port(), FORM, "Authorization: Bearer foo");
  }

  @Test
  void sellsExactlyWhatItCoversAndThenSaysWhatToDo() {
    try (TestingServer gateway = gateway("0.0001 USD/month Europe/Berlin", "on-success")) {
      assertEquals(200, upscale(gateway).status());
      assertEquals(200, upscale(gateway).status());
      TestingAnswer answer = upscale(gateway);

      assertEquals(402, answer.status(), answer::toString);
      assertEquals("over-budget", answer.code());
      assertEquals("0.0001 USD/month Europe/Berlin", answer.detail().getString("budget"));
      assertEquals("0.000100000000 USD", answer.detail().getString("limit"));
      assertEquals("0.000081920000 USD", answer.detail().getString("spent"));
      assertEquals("0.000000000000 USD", answer.detail().getString("reserved"));
      assertEquals("0.000040960000 USD", answer.detail().getString("needed"));
      Instant resets = Instant.parse(answer.detail().getString("resets"));
      assertTrue(resets.isAfter(Instant.now()), answer::toString);
      assertTrue(answer.detail().getString("msg").contains("pixelgate account set"));
      assertEquals("0.000000000000 USD", answer.header("Pixelgate-Charge").orElseThrow());
      assertEquals(2, runner.received().size());
    }
  }

  @Test
  void remembersWhatWasSpentAfterARestart() {
    for (int i = 0; i < 2; i++) {
      try (TestingServer gateway = gateway("0.0001 USD/month", "on-success")) {
        assertEquals(200, upscale(gateway).status());
      }
    }
    try (TestingServer gateway = gateway("0.0001 USD/month", "on-success")) {
      assertEquals("over-budget", upscale(gateway).code());
    }
  }

  @Test
  void aFailureThatIsNotOwedCostsNothing() {
    runner.answers(500, "{}");
    try (TestingServer gateway = gateway("0.0001 USD/month", "on-success")) {
      for (int i = 0; i < 4; i++) {
        assertEquals(502, upscale(gateway).status());
      }
      runner.serves();
      assertEquals(200, upscale(gateway).status());
    }
  }

  @Test
  void aFailureThatIsOwedIsPaidFromIt() {
    runner.answers(500, "{}");
    try (TestingServer gateway = gateway("0.0001 USD/month", "on-dispatch")) {
      TestingAnswer failed = upscale(gateway);
      assertEquals(502, failed.status());
      assertEquals("0.000040960000 USD", failed.header("Pixelgate-Charge").orElseThrow());
      assertEquals(502, upscale(gateway).status());
      runner.serves();
      assertEquals("over-budget", upscale(gateway).code());
    }
  }

  @Test
  void showsWhatIsReservedWhileAnAttemptRuns() {
    runner.hangs();
    try (TestingServer gateway = gateway("1 USD/month", "on-success");
        TestingClient client = TestingClient.to(gateway.port())) {
      client.upscale(FORM, "Authorization: Bearer foo");
      runner.next();
      assertTrue(
          metrics(gateway).contains("pixelgate_reserved_usd 4.096E-5"), () -> metrics(gateway));
    }
  }

  private static String metrics(TestingServer gateway) {
    return TestingClient.get(gateway.port(), "/metrics").text();
  }

  @Test
  void aBudgetOfTheStoreTakesEffectBesideARunningServer() {
    try (TestingServer gateway =
            TestingServer.gateway(folder, "auth: keys", runner.entry("r", "1.0e-8 USD/px"));
        TestingKeys keys = TestingKeys.open(gateway.data(), InstantSource.system())) {
      String key = keys.create("acme", false).key();
      until(gateway, key, answer -> answer.status() == 200);

      keys.budget("acme", "0.00000001 USD/day");
      TestingAnswer refused = until(gateway, key, answer -> answer.status() == 402);
      assertEquals("0.00000001 USD/day", refused.detail().getString("budget"));

      keys.budget("acme", "prepaid");
      TestingAnswer unpaid =
          until(gateway, key, answer -> "prepaid".equals(answer.detail().getString("budget")));
      assertTrue(unpaid.detail().getString("msg").contains("pixelgate account top-up"));
      assertTrue(!unpaid.detail().containsKey("resets"), unpaid::toString);

      keys.topUp("acme", "0.00005 USD");
      until(gateway, key, answer -> answer.status() == 200);
      until(gateway, key, answer -> answer.status() == 402);
    }
  }

  private static TestingAnswer until(
      TestingServer gateway, String key, Predicate<TestingAnswer> enough) {
    return TestingClient.until(
        Duration.ofSeconds(20),
        () -> TestingClient.upscale(gateway.port(), FORM, "Authorization: Bearer " + key),
        enough);
  }
}
