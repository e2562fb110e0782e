package dev.pixelgate.function;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.buffer.Buffer;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a gateway hears of its orchestrators while it runs. */
class DiscoveryTest {
  private static final byte[] PNG = TestingPng.plain(16, 8);
  private static final String OFTEN =
      "discovery: { every: 1 s, max-age: 1500 ms, timeout: 500 ms }\n";

  @TempDir private Path folder;

  private final TestingRunner runner = TestingRunner.start();

  @AfterEach
  void stop() {
    runner.close();
  }

  private static TestingAnswer upscale(TestingServer gateway) {
    return TestingClient.upscale(gateway.port(), TestingForm.of(PNG));
  }

  /** Asks for a picture until this is the answer. */
  private static TestingAnswer until(TestingServer gateway, int status) {
    return TestingClient.until(
        Duration.ofSeconds(20), () -> upscale(gateway), answer -> answer.status() == status);
  }

  private static String metrics(TestingServer gateway) {
    return TestingClient.get(gateway.port(), "/metrics").text();
  }

  @Test
  void runnerThatSaysItIsInErrorIsNotSoldUntilItIsWellAgain() {
    try (TestingServer gateway =
        TestingServer.gateway(folder, OFTEN, runner.entry("only", "1e-8 USD/px"))) {
      assertEquals(200, upscale(gateway).status());

      runner.isAsked(one -> one.request().response().end("{\"status\":\"ERROR\"}"));
      TestingAnswer refused = until(gateway, 503);
      assertEquals("no-orchestrator", refused.code());
      assertEquals("5", refused.header("Retry-After").orElseThrow());
      String why = refused.detail().getJsonArray("unable").getJsonObject(0).getString("why");
      assertTrue(
          why.matches("was last heard of \\d+ s ago, which is over the max-age of 1 s"), why);
      assertTrue(
          metrics(gateway).contains("pixelgate_discovery_failures_total{orchestrator=\"only\"}"));

      runner.isAsked(one -> one.request().response().end("{\"status\":\"OK\"}"));
      assertEquals("only", until(gateway, 200).header("Pixelgate-Orchestrator").orElseThrow());
    }
  }

  @Test
  void priceThatIsConfiguredIsSoldBeforeAnybodyHasAnswered() {
    runner.isAsked(one -> {});
    try (TestingServer gateway =
        TestingServer.gateway(folder, "", runner.entry("silent", "1e-8 USD/px"))) {
      assertEquals(200, upscale(gateway).status());
    }
  }

  @Test
  void resultUrlOnAPrivateAddressIsFollowedOnlyWhereThatIsAllowed() {
    byte[] result = TestingPng.plain(64, 32);
    try (TestingRunner files = TestingRunner.start()) {
      files.isAsked(one -> one.request().response().end(Buffer.buffer(result)));
      runner.answers(
          200,
          "{\"images\":[{\"url\":\"%s/result.png\",\"seed\":7,\"nsfw\":false}]}"
              .formatted(files.url()));
      String entry = runner.entry("linking", "1e-8 USD/px");
      try (TestingServer strict = TestingServer.gateway(folder.resolve("strict"), "", entry)) {
        TestingAnswer refused = upscale(strict);
        assertEquals(502, refused.status());
        assertTrue(refused.text().contains("not public"), refused::toString);
      }
      try (TestingServer lax =
          TestingServer.gateway(
              folder.resolve("lax"), "discovery: { allow-private: true }\n", entry)) {
        assertEquals(200, upscale(lax).status());
      }
    }
  }

  @Test
  void modelThatIsNotLoadedIsShownAsCold() {
    String other = "{\"pipeline\":\"upscale\",\"model_id\":\"some/other\",\"version\":\"1\"}";
    runner.isAsked(
        one ->
            one.request()
                .response()
                .end(one.request().path().equals("/version") ? other : "{\"status\":\"OK\"}"));
    String both =
        runner
            .entry("two", "1e-8 USD/px")
            .replace("] }", ", { pipeline: upscale, model: some/other, price: 2e-8 USD/px } ] }");
    try (TestingServer gateway = TestingServer.gateway(folder, OFTEN, both)) {
      String cold = "pixelgate_offers{pipeline=\"upscale\",warm=\"false\"} 1.0";
      String text =
          TestingClient.until(
              Duration.ofSeconds(20), () -> metrics(gateway), said -> said.contains(cold));
      assertTrue(text.contains("pixelgate_offers{pipeline=\"upscale\",warm=\"true\"} 1.0"), text);
      assertTrue(text.contains("pixelgate_offer_age_seconds{orchestrator=\"two\"} "), text);
      assertTrue(text.contains("pixelgate_discovery_seconds_count "), text);
    }
  }
}
