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
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an account may pay, beside what its gateway and its request allow. */
class AccountCapTest {
  private static final TestingForm FORM = TestingForm.of(TestingPng.plain(8, 8));

  /** SHA-256 of {@code foo}. */
  private static final String FOO =
      "2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae";

  /** A change takes effect within 2 s; a slow machine gets more. */
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

  private static String accounts(String cap) {
    return "accounts: [ { name: acme, key-sha256: %s, cap: %s } ]\n".formatted(FOO, cap);
  }

  private static TestingAnswer upscale(TestingServer gateway, String key, String... more) {
    String[] headers = new String[more.length + 1];
    headers[0] = "Authorization: Bearer " + key;
    System.arraycopy(more, 0, headers, 1, more.length);
    return TestingClient.upscale(gateway.port(), FORM, headers);
  }

  private static TestingAnswer eventually(
      TestingServer gateway, String key, Predicate<TestingAnswer> wanted) {
    long end = System.nanoTime() + PATIENCE_NANOS;
    TestingAnswer answer = upscale(gateway, key);
    while (!wanted.test(answer)) {
      assertTrue(System.nanoTime() < end, answer::toString);
      answer = upscale(gateway, key);
    }
    return answer;
  }

  @Test
  void refusesWhatIsDearerThanTheAccountsCapAndNamesIt() {
    try (TestingServer gateway = gateway(accounts("9e-9 USD/px"))) {
      TestingAnswer answer = upscale(gateway, "foo");

      assertEquals(402, answer.status(), answer::toString);
      assertEquals("over-cap", answer.code());
      assertEquals("9.0e-9 USD/px (account acme)", answer.detail().getString("cap"));
      assertTrue(answer.detail().getString("msg").contains("(account acme)"), answer::toString);
      assertEquals(List.of(), runner.received());
    }
  }

  @Test
  void showsPricesAsTheAccountMayPayThem() {
    try (TestingServer gateway = gateway(accounts("9e-9 USD/px"))) {
      TestingAnswer board =
          TestingClient.get(gateway.port(), "/v1/prices", "Authorization: Bearer foo");

      assertEquals(200, board.status(), board::toString);
      JsonObject offer = board.json().getJsonArray("offers").getJsonObject(0);
      assertEquals(false, offer.getBoolean("eligible"), offer::encode);
      assertTrue(offer.encode().contains("(account acme)"), offer::encode);
    }
  }

  @Test
  void sellsAtExactlyTheAccountsCap() {
    try (TestingServer gateway = gateway(accounts("1e-8 USD/px"))) {
      assertEquals(200, upscale(gateway, "foo").status());
    }
  }

  @Test
  void theStrictestOfGatewayAccountAndRequestHolds() {
    String yaml = accounts("6e-9 USD/px") + "caps: [ { max: 7e-9 USD/px } ]\n";
    try (TestingServer gateway = gateway(yaml)) {
      assertEquals(
          "6.0e-9 USD/px (account acme)", upscale(gateway, "foo").detail().getString("cap"));
      assertEquals(
          "5.0e-9 USD/px (Pixelgate-Max-Price)",
          upscale(gateway, "foo", "Pixelgate-Max-Price: 5e-9 USD/px").detail().getString("cap"));
      assertEquals(
          "6.0e-9 USD/px (account acme)",
          upscale(gateway, "foo", "Pixelgate-Max-Price: 6e-9 USD/px").detail().getString("cap"));
    }
  }

  @Test
  void theGatewaysCapHoldsForAnAccountThatMayPayMore() {
    String yaml = accounts("1 USD/request") + "caps: [ { max: 7e-9 USD/px } ]\n";
    try (TestingServer gateway = gateway(yaml)) {
      assertEquals("7.0e-9 USD/px (caps[0])", upscale(gateway, "foo").detail().getString("cap"));
    }
  }

  @Test
  void aCapOfTheStoreTakesEffectBesideARunningServer() {
    try (TestingServer gateway = gateway("auth: keys");
        TestingKeys keys = TestingKeys.open(gateway.data(), InstantSource.system())) {
      String key = keys.create("acme", false).key();
      eventually(gateway, key, answer -> answer.status() == 200);

      keys.create("acme", false, Optional.of("0.0000001 USD/request"));
      TestingAnswer refused = eventually(gateway, key, answer -> answer.status() == 402);
      assertEquals("0.0000001 USD/request (account acme)", refused.detail().getString("cap"));

      keys.create("acme", false, Optional.of("1e-8 USD/px"));
      eventually(gateway, key, answer -> answer.status() == 200);
    }
  }

  @Test
  void aKeyOfTheStoreDoesNotEscapeTheConfigurationsCap() {
    try (TestingServer gateway = gateway(accounts("9e-9 USD/px"));
        TestingKeys keys = TestingKeys.open(gateway.data(), InstantSource.system())) {
      String key = keys.create("acme", false).key();
      TestingAnswer answer = eventually(gateway, key, a -> a.status() != 401);

      assertEquals(402, answer.status(), answer::toString);
      assertEquals("9.0e-9 USD/px (account acme)", answer.detail().getString("cap"));
    }
  }
}
