package dev.pixelgate.function;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A rate that is asked for while the gateway runs. */
class FetchedRateTest {
  private static final byte[] PNG = TestingPng.plain(16, 8);
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @TempDir private Path folder;

  private final TestingRunner site = TestingRunner.start();
  private final TestingRunner runner = TestingRunner.start();

  @AfterEach
  void stop() {
    site.close();
    runner.close();
  }

  private void says(String json) {
    site.isAsked(one -> one.request().response().end(json));
  }

  private static TestingAnswer until(TestingServer gateway, int status) {
    return TestingClient.until(
        PATIENCE,
        () -> TestingClient.upscale(gateway.port(), TestingForm.of(PNG)),
        answer -> answer.status() == status);
  }

  @Test
  void sellsWeiAtItAndNotWhenItIsStale() {
    says("{\"data\":{\"amount\":\"3000\"}}");
    String rates =
        "rates: { ETH/USD: { url: \"%s/rate?currency=ETH\", pointer: /data/amount, every: 1 s, max-age: 1500 ms } }\n"
            .formatted(site.url());
    String entry = runner.entry("wei", "1e-8 USD/px").replace("1e-8 USD/px", "10000000/3 wei/px");
    try (TestingServer gateway = TestingServer.gateway(folder, rates, entry)) {
      TestingAnswer sold = until(gateway, 200);
      assertEquals("0.000001280000 USD", sold.header("Pixelgate-Charge").orElseThrow());

      says("nonsense");
      TestingAnswer stale = until(gateway, 503);
      assertEquals("no-orchestrator", stale.code());
      String why = stale.detail().getJsonArray("unable").getJsonObject(0).getString("why");
      assertTrue(why.contains("the rate of 3000 USD/ETH is stale since "), why);

      says("{\"data\":{\"amount\":6000}}");
      TestingAnswer again = until(gateway, 200);
      assertEquals("0.000002560000 USD", again.header("Pixelgate-Charge").orElseThrow());
    }
  }
}
