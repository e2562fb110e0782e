package dev.pixelgate.function;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pixelgate.function.assembly.Server;
import dev.pixelgate.function.assembly.StartException;
import io.vertx.core.json.JsonObject;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All roles together, with the real runtime: the picture is bought where it is cheapest. */
class MarketTest {
  private static final byte[] PICTURE = TestingPng.noise(32, 24, 8);
  private static final String WORKER =
      "role: worker\nself-hosted: { device: cpu }\nworker: { token: sesame }\n";

  @TempDir private Path folder;

  private static String entry(String name, TestingServer worker, String price) {
    return ("{ name: %s, url: \"%s\", kind: ai-runner, token: sesame, offers: [ { pipeline: upscale,"
            + " model: %s, price: %s } ] }")
        .formatted(name, worker.url(), TestingServer.MODEL, price);
  }

  private static BufferedImage picture(TestingServer gateway, TestingAnswer answer)
      throws Exception {
    String path = answer.image().getString("url").replaceAll("^http://[^/]+", "");
    byte[] png = TestingClient.get(gateway.port(), path).body();
    return ImageIO.read(new ByteArrayInputStream(png));
  }

  @Test
  void theCheaperOfTwoWorkersServesAndTheOtherWhenItHasStopped() throws Exception {
    TestingServer cheap = TestingServer.start(folder.resolve("cheap"), WORKER);
    try (TestingServer dear = TestingServer.start(folder.resolve("dear"), WORKER);
        TestingServer gateway =
            TestingServer.gateway(
                folder.resolve("gateway"),
                "",
                entry("dear", dear, "1.2e-8 USD/px"),
                entry("cheap", cheap, "1.0e-8 USD/px"))) {
      TestingAnswer first = TestingClient.upscale(gateway.port(), TestingForm.of(PICTURE));
      assertEquals(200, first.status(), first::toString);
      assertEquals("cheap", first.header("Pixelgate-Orchestrator").orElseThrow());
      assertEquals("0.000007680000 USD", first.header("Pixelgate-Charge").orElseThrow());
      assertTrue(first.header("Pixelgate-Safety").isPresent());
      assertEquals("prompt", first.header("Pixelgate-Ignored").orElseThrow());
      assertEquals(128, picture(gateway, first).getWidth());
      assertEquals(96, picture(gateway, first).getHeight());

      TestingAnswer capped =
          TestingClient.upscale(
              gateway.port(), TestingForm.of(PICTURE), "Pixelgate-Max-Price: 9e-9 USD/px");
      assertEquals(402, capped.status(), capped::toString);
      JsonObject nearest = capped.detail().getJsonObject("nearest");
      assertEquals("cheap", nearest.getString("orchestrator"));
      assertEquals("0.000007680000 USD", nearest.getString("charge"));

      cheap.close();
      TestingAnswer second = TestingClient.upscale(gateway.port(), TestingForm.of(PICTURE));
      assertEquals(200, second.status(), second::toString);
      assertEquals("dear", second.header("Pixelgate-Orchestrator").orElseThrow());
      assertEquals("2", second.header("Pixelgate-Attempts").orElseThrow());
      assertEquals("0.000009216000 USD", second.header("Pixelgate-Charge").orElseThrow());
      assertEquals(128, picture(gateway, second).getWidth());
    }
  }

  @Test
  void allInOneSellsItsOwnRuntimeBesideARunner() throws Exception {
    try (TestingRunner runner = TestingRunner.start();
        TestingServer server =
            TestingServer.start(
                folder,
                "self-hosted: { device: cpu, price: 1.0e-8 USD/px }\norchestrators:\n  - "
                    + runner.entry("dear", "2.0e-8 USD/px"))) {
      TestingAnswer answer = TestingClient.upscale(server.port(), TestingForm.of(PICTURE));

      assertEquals(200, answer.status(), answer::toString);
      assertEquals("self-hosted", answer.header("Pixelgate-Orchestrator").orElseThrow());
      assertEquals("0.000007680000 USD", answer.header("Pixelgate-Charge").orElseThrow());
      assertEquals(128, picture(server, answer).getWidth());
      assertEquals(List.of(), runner.received());
    }
  }

  @Test
  void aCheaperRunnerNextDoorIsPreferredToTheOwnRuntime() {
    try (TestingRunner runner = TestingRunner.start();
        TestingServer server =
            TestingServer.start(
                folder,
                "self-hosted: { device: cpu, price: 1.0e-8 USD/px }\norchestrators:\n  - "
                    + runner.entry("near", "0.5e-8 USD/px"))) {
      TestingAnswer near = TestingClient.upscale(server.port(), TestingForm.of(PICTURE));
      assertEquals("near", near.header("Pixelgate-Orchestrator").orElseThrow());

      runner.answers(500, "{\"detail\":{\"msg\":\"broken\"}}");
      TestingAnswer own = TestingClient.upscale(server.port(), TestingForm.of(PICTURE));
      assertEquals("self-hosted", own.header("Pixelgate-Orchestrator").orElseThrow());
    }
  }

  @Test
  void aPictureThatDoesNotDecodeIsABadImage() {
    try (TestingServer server = TestingServer.start(folder, "self-hosted: { device: cpu }")) {
      byte[] undecodable = TestingPng.ofRows(8, 8, new byte[3]);
      TestingAnswer answer = TestingClient.upscale(server.port(), TestingForm.of(undecodable));

      assertEquals(400, answer.status(), answer::toString);
      assertEquals("bad-image", answer.code());
      assertEquals("0.000000000000 USD", answer.header("Pixelgate-Charge").orElseThrow());
    }
  }

  @Test
  void aPortThatIsTakenIsToldAtTheStart() {
    try (TestingRunner runner = TestingRunner.start()) {
      String port = runner.url().replaceAll(".*:", "");
      StartException failure =
          org.junit.jupiter.api.Assertions.assertThrows(
              StartException.class,
              () ->
                  Server.start(
                      TestingServer.configuration(
                          folder,
                          "role: gateway\nlisten: { port: 0 }\norchestrators: [ "
                              + runner.entry("r", "1e-8 USD/px")
                              + " ]",
                          Integer.parseInt(port)),
                      "1.2.3"));
      assertTrue(String.valueOf(failure.getMessage()).contains("in use"), failure::toString);
    }
  }
}
