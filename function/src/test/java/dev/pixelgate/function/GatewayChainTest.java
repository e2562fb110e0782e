package dev.pixelgate.function;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pixelgate.function.s3.TestingS3;
import io.vertx.core.http.HttpServerRequest;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One gateway that buys from another. */
class GatewayChainTest {
  private static final byte[] PNG = TestingPng.plain(16, 8);
  private static final String ALLOWED = "discovery: { timeout: 20 s }\n";
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @TempDir private Path folder;

  private final TestingRunner runner = TestingRunner.start();

  @AfterEach
  void stop() {
    runner.close();
  }

  private static String entry(String name, String url) {
    return "{ name: %s, url: \"%s\", kind: pixelgate }".formatted(name, url);
  }

  private TestingServer near(String... orchestrators) {
    return TestingServer.gateway(folder.resolve("near"), ALLOWED, orchestrators);
  }

  private static TestingAnswer upscale(TestingServer gateway, String... headers) {
    return TestingClient.upscale(gateway.port(), TestingForm.of(PNG), headers);
  }

  @Test
  void firstRequestBuysWhatTheOtherGatewayListsAtItsPrice() {
    try (TestingServer far =
            TestingServer.gateway(
                folder.resolve("far"), "", runner.entry("deep", "2.0e-8 USD/px"));
        TestingServer near = near(entry("far", far.url()))) {
      TestingAnswer answer = upscale(near);

      assertEquals(200, answer.status(), answer::toString);
      assertEquals("far", answer.header("Pixelgate-Orchestrator").orElseThrow());
      assertEquals("2.0e-8 USD/px", answer.header("Pixelgate-Price").orElseThrow());
      assertEquals("0.000002560000 USD", answer.header("Pixelgate-Charge").orElseThrow());
      String path = answer.image().getString("url").replaceAll("^http://[^/]+", "");
      assertEquals(200, TestingClient.get(near.port(), path).status());
    }
  }

  /** It is paid when it answers, so a picture that lies elsewhere must be had from there. */
  @Test
  void pictureThatTheOtherGatewayKeepsInABucketIsFetchedFromThere() {
    String bucket = "media: { url: \"" + TestingS3.shared().newBucket() + "\" }";
    String allowed = "discovery: { timeout: 20 s, allow-private: true }";
    try (TestingServer far =
            TestingServer.gateway(
                folder.resolve("far"),
                TestingS3.environment(),
                bucket,
                runner.entry("deep", "2.0e-8 USD/px"));
        TestingServer near =
            TestingServer.gateway(folder.resolve("near"), allowed, entry("far", far.url()))) {
      TestingAnswer answer = upscale(near);

      assertEquals(200, answer.status(), answer::toString);
      assertEquals("1", answer.header("Pixelgate-Attempts").orElseThrow());
      String path = answer.image().getString("url").replaceAll("^http://[^/]+", "");
      assertEquals(200, TestingClient.get(near.port(), path).status());
    }
  }

  @Test
  void requestThatHasPassedThreeGatewaysIsNotPassedOn() {
    try (TestingServer far =
            TestingServer.gateway(
                folder.resolve("far"), "", runner.entry("deep", "2.0e-8 USD/px"));
        TestingServer near = near(entry("far", far.url()))) {
      assertEquals(200, upscale(near, "Pixelgate-Hops: 2").status());

      TestingAnswer refused = upscale(near, "Pixelgate-Hops: 3");
      assertEquals(503, refused.status(), refused::toString);
      assertEquals("no-orchestrator", refused.code());
      assertEquals(
          "is a further gateway; the request has passed 3, at most 3 may pass it on",
          refused.detail().getJsonArray("unable").getJsonObject(0).getString("why"));
      assertEquals("60", refused.header("Retry-After").orElseThrow());
      assertEquals("0", refused.header("Pixelgate-Attempts").orElseThrow());
      assertEquals(200, upscale(far, "Pixelgate-Hops: 3").status());
    }
  }

  @Test
  void hopsOverTheLimitOrUnreadableAreABadHeader() {
    try (TestingServer gateway =
        TestingServer.gateway(folder, "", runner.entry("near", "1e-8 USD/px"))) {
      for (String hops : new String[] {"4", "999", "-1", "one", ""}) {
        TestingAnswer answer = upscale(gateway, "Pixelgate-Hops: " + hops);
        assertEquals(400, answer.status(), hops);
        assertEquals("bad-header", answer.code(), hops);
      }
      assertTrue(upscale(gateway, "Pixelgate-Hops: 4").text().contains("at most 3 may pass it on"));
      assertEquals(0, runner.received().size());
    }
  }

  private static void charge(HttpServerRequest job, String usd) {
    job.response().putHeader("Pixelgate-Charge", usd);
  }

  @Test
  void gatewayThatTakesMoreThanItOfferedIsHeldToIt() {
    try (TestingRunner greedy = TestingRunner.start()) {
      greedy.isAsked(
          one ->
              one.request()
                  .response()
                  .end(
                      ("{\"offers\":[{\"pipeline\":\"upscale\",\"model_id\":\"%s\",\"warm\":true,"
                              + "\"formats\":[\"png\"],\"price\":\"1e-9 USD/px\",\"eligible\":true}]}")
                          .formatted(TestingServer.MODEL)));
      greedy.does(
          one -> {
            charge(one.request(), "0.5 USD");
            one.request()
                .response()
                .putHeader("Content-Type", "application/json")
                .end(TestingRunner.success(TestingPng.plain(64, 32), 7));
          });
      try (TestingServer gateway =
          near(entry("greedy", greedy.url()), runner.entry("dear", "9e-8 USD/px"))) {
        TestingAnswer first =
            TestingClient.until(
                PATIENCE, () -> upscale(gateway), answer -> seller(answer).equals("greedy"));
        assertEquals("0.000000128000 USD", first.header("Pixelgate-Charge").orElseThrow());
        TestingClient.until(
            PATIENCE, () -> upscale(gateway), answer -> seller(answer).equals("dear"));
      }
    }
  }

  private static String seller(TestingAnswer answer) {
    return answer.header("Pixelgate-Orchestrator").orElse("nobody");
  }
}
