package dev.pixelgate.function;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pixelgate.router.livepeer.TestingModel;
import dev.pixelgate.router.livepeer.TestingNode;
import dev.pixelgate.router.livepeer.TestingPlan;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A gateway that buys from Livepeer orchestrators: real gRPC, HTTP and TLS. */
class LivepeerMarketTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final TestingPlan PLAN = TestingPlan.of(TestingModel.upscale(TestingServer.MODEL));

  private final Vertx vertx = Vertx.vertx();

  @TempDir Path folder;

  @AfterEach
  void close() throws Exception {
    await(vertx.close());
  }

  @Test
  void buysFromOneThatQuotesNoPriceAtTheOperatorsPrice() throws Exception {
    TestingNode node = await(TestingNode.startTls(vertx, PLAN));
    try (TestingServer gateway = gateway("", entry("alpha", node, "", "1.5e-8 USD/px"))) {
      TestingAnswer answer = upscaleOnceSold(gateway);
      assertEquals("alpha", answer.header("Pixelgate-Orchestrator").orElseThrow());
      assertEquals("1.5e-8 USD/px", answer.header("Pixelgate-Price").orElseThrow());
      assertEquals("0.000030720000 USD", answer.header("Pixelgate-Charge").orElseThrow());
      String path = answer.image().getString("url").replaceAll("^http://[^/]+", "");
      assertEquals(200, TestingClient.get(gateway.port(), path).status());
      assertEquals(1, node.jobs().size());
    }
  }

  /** The worker's own answer and what comes through the orchestrator are the same picture. */
  @Test
  void buysWhatARealWorkerBehindTheOrchestratorUpscales() throws Exception {
    byte[] png = TestingPng.plain(24, 16);
    try (TestingServer worker = TestingServer.start(folder.resolve("worker"), "role: worker\n")) {
      TestingNode node = await(TestingNode.startTls(vertx, PLAN.runner(URI.create(worker.url()))));
      try (TestingServer gateway = gateway("", entry("alpha", node, "", "1.5e-8 USD/px"))) {
        String path =
            upscaleOnceSold(gateway, png).image().getString("url").replaceAll("^http://[^/]+", "");
        String direct =
            TestingClient.upscale(worker.port(), TestingForm.of(png)).image().getString("url");
        assertArrayEquals(
            Base64.getDecoder().decode(direct.substring(direct.indexOf(',') + 1)),
            TestingClient.get(gateway.port(), path).body());
      }
    }
  }

  @Test
  void listsWhatIsNotBoughtWithTheReason() throws Exception {
    TestingNode unpriced = await(TestingNode.start(vertx, PLAN));
    TestingNode paid =
        await(
            TestingNode.start(
                vertx,
                TestingPlan.of(TestingModel.upscale(TestingServer.MODEL).at(481605471, 100))));
    try (TestingServer gateway =
        gateway("", entry("unpriced", unpriced, "", ""), entry("paid", paid, "", "1e-8 USD/px"))) {
      JsonArray offers =
          TestingClient.until(
                  PATIENCE,
                  () -> TestingClient.get(gateway.port(), "/v1/prices"),
                  answer -> answer.status() == 200 && offers(answer).size() == 2)
              .json()
              .getJsonArray("offers");
      assertEquals(
          "payment-not-configured", named(offers, "paid").getString("reason"), offers::encode);
      assertEquals("no-price", named(offers, "unpriced").getString("reason"), offers::encode);
    }
  }

  @Test
  void followsACertificateThatChangedAndCountsIt() throws Exception {
    TestingNode node = await(TestingNode.startTls(vertx, PLAN));
    try (TestingServer gateway = gateway("", entry("alpha", node, "follow", "1.5e-8 USD/px"))) {
      upscaleOnceSold(gateway);
      await(node.restart());
      assertEquals(200, upscaleOnceSold(gateway).status());
      String metrics = TestingClient.get(gateway.port(), "/metrics").text();
      assertTrue(
          metrics.contains("pixelgate_certificate_changes_total{orchestrator=\"alpha\"} 1"),
          metrics);
    }
  }

  @Test
  void buysFromOneThatAWebhookNames() throws Exception {
    TestingNode node = await(TestingNode.startTls(vertx, PLAN));
    HttpServer list =
        await(
            vertx
                .createHttpServer()
                .requestHandler(
                    asked ->
                        asked
                            .response()
                            .end(
                                new JsonArray()
                                    .add(new JsonObject().put("address", node.url().toString()))
                                    .encode()))
                .listen(0, "127.0.0.1"));
    String discovery =
        "discovery: { webhook: 'http://127.0.0.1:%d/', allow-private: true }\n"
            .formatted(list.actualPort());
    try (TestingServer gateway = TestingServer.start(folder, "role: gateway\n" + discovery)) {
      JsonArray offers =
          TestingClient.until(
                  PATIENCE,
                  () -> TestingClient.get(gateway.port(), "/v1/prices"),
                  answer -> answer.status() == 200 && offers(answer).size() == 1)
              .json()
              .getJsonArray("offers");
      assertEquals("127.0.0.1:" + node.port(), offers.getJsonObject(0).getString("orchestrator"));
      assertEquals("no-price", offers.getJsonObject(0).getString("reason"));
    }
  }

  private TestingServer gateway(String more, String... orchestrators) {
    return TestingServer.gateway(folder, more, orchestrators);
  }

  private static String entry(String name, TestingNode node, String tls, String price) {
    return "{ name: %s, url: '%s', kind: livepeer%s%s }"
        .formatted(
            name,
            node.url(),
            tls.isEmpty() ? "" : ", tls: " + tls,
            price.isEmpty()
                ? ""
                : ", offers: [ { pipeline: upscale, model: %s, price: %s } ]"
                    .formatted(TestingServer.MODEL, price));
  }

  private static TestingAnswer upscaleOnceSold(TestingServer gateway) {
    return upscaleOnceSold(gateway, TestingPng.plain(64, 32));
  }

  private static TestingAnswer upscaleOnceSold(TestingServer gateway, byte[] png) {
    return TestingClient.until(
        PATIENCE,
        () -> TestingClient.upscale(gateway.port(), TestingForm.of(png)),
        answer -> answer.status() == 200);
  }

  private static JsonArray offers(TestingAnswer answer) {
    return answer.json().getJsonArray("offers");
  }

  private static JsonObject named(JsonArray offers, String orchestrator) {
    return offers.stream()
        .map(JsonObject.class::cast)
        .filter(offer -> offer.getString("orchestrator").equals(orchestrator))
        .findFirst()
        .orElseThrow();
  }

  private static <T> T await(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
  }
}
