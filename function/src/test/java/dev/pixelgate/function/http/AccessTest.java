package dev.pixelgate.function.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pixelgate.function.TestingAnswer;
import dev.pixelgate.function.TestingClient;
import dev.pixelgate.function.TestingForm;
import dev.pixelgate.function.TestingPng;
import dev.pixelgate.function.TestingRunner;
import dev.pixelgate.function.TestingServer;
import dev.pixelgate.function.store.NewKey;
import dev.pixelgate.function.store.TestingKeys;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys: who may upscale, delete and read metrics, and from when on. */
class AccessTest {
  private static final TestingForm FORM = TestingForm.of(TestingPng.plain(8, 8));

  /** A change of keys takes effect within 2 s; a slow machine gets more. */
  private static final long PATIENCE_NANOS = 20_000_000_000L;

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

  private NewKey newKey(TestingServer gateway, String account, boolean operator) {
    try (TestingKeys keys = TestingKeys.open(gateway.data(), InstantSource.system())) {
      return keys.create(account, operator);
    }
  }

  private static TestingAnswer upscale(TestingServer gateway, String... headers) {
    return TestingClient.upscale(gateway.port(), FORM, headers);
  }

  private static void eventually(BooleanSupplier state) {
    long end = System.nanoTime() + PATIENCE_NANOS;
    while (!state.getAsBoolean()) {
      assertTrue(System.nanoTime() < end, "the state did not come");
      Thread.onSpinWait();
    }
  }

  @Test
  void asksForAKeyFromTheFirstAccountOn() {
    try (TestingServer gateway = gateway("")) {
      assertEquals(200, upscale(gateway).status());
      NewKey key = newKey(gateway, "acme", false);
      eventually(() -> upscale(gateway).status() == 401);

      assertEquals(200, upscale(gateway, "Authorization: Bearer " + key.key()).status());
    }
  }

  /** The account stays: the gateway must not open because its last key has gone. */
  @Test
  void staysClosedWhenTheLastKeyIsRevoked() {
    try (TestingServer gateway = gateway("")) {
      NewKey key = newKey(gateway, "acme", false);
      String header = "Authorization: Bearer " + key.key();
      eventually(() -> upscale(gateway).status() == 401);
      assertEquals(200, upscale(gateway, header).status());
      try (TestingKeys keys = TestingKeys.open(gateway.data(), InstantSource.system())) {
        keys.revoke(key.id());
      }
      eventually(() -> upscale(gateway, header).status() == 401);

      assertEquals(401, upscale(gateway).status());
    }
  }

  @Test
  void forgetsARevokedKeyWithoutARestart() {
    try (TestingServer gateway = gateway("auth: keys")) {
      NewKey good = newKey(gateway, "acme", false);
      NewKey bad = newKey(gateway, "acme", false);
      String header = "Authorization: Bearer " + bad.key();
      eventually(() -> upscale(gateway, header).status() == 200);

      try (TestingKeys keys = TestingKeys.open(gateway.data(), InstantSource.system())) {
        keys.revoke(bad.id());
      }
      eventually(() -> upscale(gateway, header).status() == 401);
      assertEquals(200, upscale(gateway, "Authorization: Bearer " + good.key()).status());
    }
  }

  @Test
  void saysToAClientWithoutAKeyWhatItNeeds() {
    try (TestingServer gateway = gateway("auth: keys")) {
      for (String header : new String[] {"Accept: */*", "Authorization: Basic YTpi"}) {
        TestingAnswer answer = upscale(gateway, header);
        assertEquals(401, answer.status(), answer::toString);
        assertEquals("unauthorized", answer.code());
        assertEquals("Bearer", answer.header("WWW-Authenticate").orElseThrow());
        assertTrue(answer.header("Pixelgate-Request-Id").isPresent());
      }
      TestingAnswer wrong = upscale(gateway, "Authorization: Bearer pg_wrong");
      assertEquals(401, wrong.status());
      assertEquals("unauthorized", wrong.code());
      assertTrue(!wrong.text().contains("pg_wrong"));
      assertEquals(0, runner.received().size());
    }
  }

  @Test
  void takesTheSchemeInAnyCase() {
    try (TestingServer gateway = gateway("auth: keys")) {
      NewKey key = newKey(gateway, "acme", false);
      eventually(() -> upscale(gateway, "authorization: bearer " + key.key()).status() == 200);

      assertEquals(200, upscale(gateway, "AUTHORIZATION: BEARER " + key.key()).status());
    }
  }

  @Test
  void showsMetricsToOperatorsOnly() {
    try (TestingServer gateway = gateway("auth: keys\nmetrics: operator")) {
      NewKey client = newKey(gateway, "acme", false);
      NewKey operator = newKey(gateway, "ops", true);
      eventually(() -> upscale(gateway, "Authorization: Bearer " + operator.key()).status() == 200);

      assertEquals(401, TestingClient.get(gateway.port(), "/metrics").status());
      TestingAnswer forbidden =
          TestingClient.get(gateway.port(), "/metrics", "Authorization: Bearer " + client.key());
      assertEquals(403, forbidden.status());
      assertEquals("forbidden", forbidden.code());
      TestingAnswer scrape =
          TestingClient.get(gateway.port(), "/metrics", "Authorization: Bearer " + operator.key());
      assertEquals(200, scrape.status());
    }
  }

  @Test
  void leavesProbesAndTheContractOpen() {
    try (TestingServer gateway = gateway("auth: keys")) {
      eventually(() -> TestingClient.get(gateway.port(), "/health/ready").status() == 200);
      for (String path :
          new String[] {"/health", "/health/live", "/health/ready", "/openapi.json", "/docs"}) {
        assertEquals(200, TestingClient.get(gateway.port(), path).status(), path);
      }
    }
  }

  @Test
  void deletesAPictureForItsOwnAccountOnly() {
    try (TestingServer gateway = gateway("auth: keys")) {
      String own = "Authorization: Bearer " + newKey(gateway, "acme", false).key();
      String others = "Authorization: Bearer " + newKey(gateway, "other", false).key();
      eventually(() -> upscale(gateway, others).status() == 200);
      String path = upscale(gateway, own).image().getString("url").replaceAll("^http://[^/]+", "");

      assertEquals(401, TestingClient.once(gateway.port(), "DELETE", path).status());
      assertEquals(404, TestingClient.once(gateway.port(), "DELETE", path, others).status());
      assertEquals(200, TestingClient.get(gateway.port(), path).status());
      assertEquals(204, TestingClient.once(gateway.port(), "DELETE", path, own).status());
      assertEquals(404, TestingClient.get(gateway.port(), path).status());
      assertEquals(404, TestingClient.once(gateway.port(), "DELETE", path, own).status());
    }
  }
}
