package dev.pixelgate.function.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pixelgate.function.TestingAnswer;
import dev.pixelgate.function.TestingClient;
import dev.pixelgate.function.TestingForm;
import dev.pixelgate.function.TestingPaidMarket;
import dev.pixelgate.function.TestingPng;
import dev.pixelgate.function.TestingServer;
import dev.pixelgate.pricing.Sha256;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code pixelgate account --operator}, {@code prices} and {@code audit} where tickets pay. */
class PaidMarketTest {
  private static final List<String> SUMS = List.of("paid", "owed", "lost", "in_flight", "float");

  private static TestingPaidMarket market;
  private static TestingServer gateway;
  private static Path config;

  @BeforeAll
  static void sell(@TempDir Path folder) throws IOException {
    market = TestingPaidMarket.start();
    String yaml =
        """
        %saccounts:
          - { name: acme, key-sha256: %s }
          - { name: root, key-sha256: %s, operator: true }
        """
            .formatted(market.yaml(), hash("acme"), hash("root"));
    gateway = TestingServer.gateway(folder, yaml, market.entry());
    config =
        Files.writeString(
            folder.resolve("c.yaml"), "data: %s\n%s".formatted(gateway.data(), market.yaml()));
    TestingClient.until(
        Duration.ofSeconds(20),
        () ->
            TestingClient.upscale(
                gateway.port(),
                TestingForm.of(TestingPng.plain(64, 64)),
                "Authorization: Bearer acme"),
        answer -> answer.status() == 200);
  }

  @AfterAll
  static void stop() {
    gateway.close();
    market.close();
  }

  private static String hash(String key) {
    return Sha256.of(key.getBytes(StandardCharsets.US_ASCII)).hex();
  }

  private static TestingAnswer account(String key) {
    return TestingClient.get(
        gateway.port(), "/v1/account", "Authorization: Bearer " + key, "Accept: application/json");
  }

  private static void assertStands(JsonObject payments) {
    assertEquals("20000000000000 wei", payments.getString("max_float"));
    JsonObject alpha = payments.getJsonArray("orchestrators").getJsonObject(0);
    assertEquals("alpha", alpha.getString("orchestrator"));
    assertEquals(TestingServer.MODEL, alpha.getString("model_id"));
    assertEquals(
        List.of("24000000001 wei", "19726560093 wei", "0 wei", "0 wei", "4273439908 wei"),
        SUMS.stream().map(alpha::getString).toList());
  }

  @Test
  void anOperatorSeesHowThoseStandWhoArePaid() {
    assertStands(account("root").json().getJsonObject("payments"));
    assertFalse(account("acme").json().containsKey("payments"));
  }

  @Test
  void theCommandShowsThemFromTheStoreAndFromAGateway() {
    TestingCommand local = run("--config", config, "--json");
    assertEquals(0, local.exitCode(), local::toString);
    assertStands(local.json());

    TestingCommand remote = run("--gateway", gateway.url(), "--key", "root");
    assertEquals(0, remote.exitCode(), remote::toString);
    String[] lines = remote.out().split("\n");
    assertTrue(lines[0].matches("orchestrator +pipeline +model_id +paid .*float"), remote::out);
    assertTrue(
        lines[1].startsWith("alpha         upscale   ")
            && lines[1].endsWith(
                "24000000001 wei  19726560093 wei  0 wei  0 wei      4273439908 wei"),
        remote::out);
    assertTrue(
        remote.out().contains("max-float 20000000000000 wei for each orchestrator"), remote::out);

    TestingCommand csv = run("--config", config, "--csv");
    assertEquals(
        "orchestrator,pipeline,model,paid_wei,owed_wei,lost_wei,in_flight_wei,float_wei\r\n"
            + "alpha,upscale,"
            + TestingServer.MODEL
            + ",24000000001,19726560093,0,0,4273439908\r\n",
        csv.out());
  }

  private static TestingCommand run(Object... arguments) {
    Object[] all = new Object[arguments.length + 2];
    all[0] = "account";
    all[1] = "--operator";
    System.arraycopy(arguments, 0, all, 2, arguments.length);
    return TestingCommand.run(all);
  }

  @Test
  void isForOperatorsAndAboutNoAccount() {
    TestingCommand refused = run("--gateway", gateway.url(), "--key", "acme");
    assertEquals(1, refused.exitCode(), refused::toString);
    assertTrue(refused.err().contains("operators only"), refused::err);
    assertEquals(2, run("acme", "--config", config).exitCode());
    assertEquals(2, run("--config", config, "--from", "2026-11-01").exitCode());
  }

  @Test
  void statementsHaveWeiForOperators() {
    TestingCommand csv = TestingCommand.run("account", "acme", "--csv", "--config", config);
    assertTrue(
        csv.out().endsWith(",1,1,4096,0.000059179681,0.000059179681,19726560093,24000000001\r\n"),
        csv::out);
    TestingCommand text = TestingCommand.run("account", "acme", "--config", config);
    assertTrue(text.out().contains("owed_wei         paid_wei"), text::out);
    assertTrue(text.out().endsWith("19726560093 wei  24000000001 wei\n"), text::out);
    JsonObject day = account("acme").json().getJsonArray("days").getJsonObject(0);
    assertFalse(day.containsKey("owed_wei"), day::encode);
  }

  @Test
  void theBooksAreRightBesideTheServer() {
    TestingCommand audit = TestingCommand.run("audit", "--config", config);
    assertEquals(0, audit.exitCode(), audit::toString);
    assertTrue(
        audit.out().contains("each payment is worth its wei at its rate (1 checked)"), audit::out);
  }
}
