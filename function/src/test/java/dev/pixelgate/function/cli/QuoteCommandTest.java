package dev.pixelgate.function.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pixelgate.function.TestingPng;
import dev.pixelgate.function.TestingRunner;
import dev.pixelgate.function.TestingServer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code pixelgate quote}. */
class QuoteCommandTest {
  @TempDir private Path folder;
  private TestingRunner runner;
  private Path picture;

  @BeforeEach
  void start() throws IOException {
    runner = TestingRunner.start();
    // Only the header is there: nothing behind it may be needed.
    picture = folder.resolve("a.png");
    Files.write(picture, Arrays.copyOf(TestingPng.plain(60, 40), 40));
  }

  @AfterEach
  void stop() {
    assertEquals(List.of(), runner.received());
    runner.close();
  }

  private String entry() {
    return runner.entry("alpha", "1.0e-8 USD/px");
  }

  @Test
  void gatewayPromisesAPrice() {
    try (TestingServer gateway = TestingServer.gateway(folder.resolve("g"), "", entry())) {
      TestingCommand command =
          TestingCommand.run("quote", picture.toString(), "--gateway", gateway.url(), "--json");

      assertEquals(0, command.exitCode(), command::toString);
      JsonObject quote = new JsonObject(command.out()).getJsonArray("quotes").getJsonObject(0);
      assertEquals(picture.toString(), quote.getString("in"));
      assertEquals("0.000024000000 USD", quote.getString("charge"));
      assertEquals("alpha", quote.getString("orchestrator"));
      assertEquals(3, quote.getString("quote").split("\\.").length);
      TestingCommand text =
          TestingCommand.run("quote", picture.toString(), "--gateway", gateway.url());
      assertTrue(text.out().contains("2400 px  charge 0.000024000000 USD"), text::toString);
    }
  }

  @Test
  void gatewayRefusesForThePrice() {
    try (TestingServer gateway =
        TestingServer.gateway(folder.resolve("g"), "caps: [ { max: 9e-9 USD/px } ]", entry())) {
      TestingCommand command =
          TestingCommand.run("quote", picture.toString(), "--gateway", gateway.url());

      assertEquals(3, command.exitCode(), command::toString);
      assertTrue(command.err().contains("over the cap"), command::toString);
    }
  }

  @Test
  void theOwnMarketIsLookedInto() throws IOException {
    Path file = folder.resolve("pixelgate.yaml");
    Files.writeString(file, "role: gateway\ndata: d\norchestrators:\n  - " + entry() + "\n");
    TestingCommand command =
        TestingCommand.run("quote", picture.toString(), "--config", file.toString(), "--json");

    assertEquals(0, command.exitCode(), command::toString);
    JsonObject quote = new JsonObject(command.out()).getJsonArray("quotes").getJsonObject(0);
    assertEquals("0.000024000000 USD", quote.getString("charge"));
    assertEquals("alpha", quote.getString("orchestrator"));

    Files.writeString(file, Files.readString(file) + "caps: [ { max: 9e-9 USD/px } ]\n");
    assertEquals(
        3, TestingCommand.run("quote", picture.toString(), "--config", file.toString()).exitCode());
  }

  @Test
  void whatIsNoPictureHasNoPrice() throws IOException {
    Path text = Files.writeString(folder.resolve("a.txt"), "no picture");
    try (TestingServer gateway = TestingServer.gateway(folder.resolve("g"), "", entry())) {
      assertEquals(
          1, TestingCommand.run("quote", text.toString(), "--gateway", gateway.url()).exitCode());
    }
    assertEquals(2, TestingCommand.run("quote", "no-such-file").exitCode());
    assertEquals(2, TestingCommand.run("quote", text.toString(), "--key", "k").exitCode());
  }
}
