package dev.pixelgate.function.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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

/** Orchestrators that ask wei beside ones that ask dollars, and how requests choose among them. */
class CurrencyAndPolicyTest {
  private static final byte[] PNG = TestingPng.plain(48, 32);

  @TempDir private Path folder;

  private final TestingRunner ether = TestingRunner.start();
  private final TestingRunner dollars = TestingRunner.start();

  @BeforeEach
  void serve() {
    String answer = TestingRunner.success(TestingPng.plain(192, 128), 7);
    ether.answers(200, answer);
    dollars.answers(200, answer);
  }

  @AfterEach
  void stop() {
    ether.close();
    dollars.close();
  }

  /** 3,333,333 1/3 wei at 3,000 USD are 1e-8 USD, to the last digit. */
  private TestingServer gateway(String yaml, String weiPrice) {
    return TestingServer.gateway(
        folder,
        yaml,
        ether.entry("ether", "1.0e-8 USD/px").replace("1.0e-8 USD/px", weiPrice),
        dollars.entry("dollars", "2.0e-8 USD/px"));
  }

  private static TestingAnswer upscale(TestingServer gateway, String... headers) {
    return TestingClient.upscale(gateway.port(), TestingForm.of(PNG), headers);
  }

  @Test
  void priceInWeiIsComparedAndChargedAtTheRate() {
    try (TestingServer gateway = gateway("rates: { ETH/USD: 3000 }\n", "10000000/3 wei/px")) {
      TestingAnswer answer = upscale(gateway);
      assertEquals("ether", answer.header("Pixelgate-Orchestrator").orElseThrow());
      assertEquals("10000000/3 wei/px", answer.header("Pixelgate-Price").orElseThrow());
      assertEquals("0.000015360000 USD", answer.header("Pixelgate-Charge").orElseThrow());
    }
  }

  @Test
  void equalCapPassesAndAThousandthOfAWeiLessDoesNot() {
    try (TestingServer gateway = gateway("rates: { ETH/USD: 3120.55 }\n", "3000000 wei/px")) {
      TestingAnswer equal = upscale(gateway, "Pixelgate-Max-Price: 3000000 wei/px");
      assertEquals("ether", equal.header("Pixelgate-Orchestrator").orElseThrow(), equal::toString);
      TestingAnswer less = upscale(gateway, "Pixelgate-Max-Price: 2999999.999 wei/px");
      assertEquals(402, less.status(), less::toString);
      assertEquals("ether", less.detail().getJsonObject("nearest").getString("orchestrator"));
      assertEquals(1, ether.received().size());
    }
  }

  @Test
  void priceInWeiIsNeverSoldWithoutARate() {
    try (TestingServer gateway = gateway("", "1 wei/px")) {
      assertEquals("dollars", upscale(gateway).header("Pixelgate-Orchestrator").orElseThrow());
      assertEquals(0, ether.received().size());
      dollars.answers(500, "{\"detail\":{\"msg\":\"out of memory\"}}");
      assertEquals(502, upscale(gateway).status());
      assertEquals(0, ether.received().size());
    }
  }

  @Test
  void unknownPolicyIsRefusedAndAKnownOneTaken() {
    try (TestingServer gateway = gateway("policy: weighted\n", "3e-8 USD/px")) {
      TestingAnswer refused = upscale(gateway, "Pixelgate-Policy: dearest");
      assertEquals(400, refused.status());
      assertEquals("bad-header", refused.code());
      assertTrue(refused.text().contains("cheapest, balanced, fastest or weighted"));
      for (int i = 0; i < 20; i++) {
        TestingAnswer cheapest = upscale(gateway, "Pixelgate-Policy: cheapest");
        assertEquals("dollars", cheapest.header("Pixelgate-Orchestrator").orElseThrow());
      }
    }
  }
}
