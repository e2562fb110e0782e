package dev.pixelgate.function.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pixelgate.function.TestingRunner;
import dev.pixelgate.function.TestingServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code pixelgate prices} of this machine's configuration. */
class LocalPricesCommandTest {
  @TempDir private Path folder;
  private final TestingRunner runner = TestingRunner.start();

  @AfterEach
  void stop() {
    runner.close();
  }

  private TestingCommand prices(String yaml, Object... arguments) throws IOException {
    Path file = Files.writeString(folder.resolve("pixelgate.yaml"), yaml);
    Object[] all = new Object[arguments.length + 3];
    all[0] = "prices";
    all[1] = "--config";
    all[2] = file;
    System.arraycopy(arguments, 0, all, 3, arguments.length);
    return TestingCommand.run(all);
  }

  private String gateway() {
    return """
        role: gateway
        discovery: { timeout: 1 s }
        caps: [ { max: 1.5e-8 USD/px } ]
        orchestrators:
          - %s
          - { name: gone, url: "http://127.0.0.1:1", kind: ai-runner,
              offers: [ { pipeline: upscale, model: some/model, price: 2e-8 USD/px } ] }
        """
        .formatted(runner.entry("beta", "1.0e-8 USD/px"));
  }

  @Test
  void asksEverybodyOnceAndSaysWhoGaveNoAnswer() throws IOException {
    runner.isAsked(one -> one.request().response().end("{\"status\":\"OK\"}"));

    TestingCommand command = prices(gateway(), "--pixels", "100x50", "--json");

    assertEquals(0, command.exitCode(), command::toString);
    List<JsonObject> offers =
        command.json().getJsonArray("offers").stream().map(JsonObject.class::cast).toList();
    assertEquals(
        List.of("gone", "beta"), offers.stream().map(o -> o.getString("orchestrator")).toList());
    assertEquals("over-cap", offers.getFirst().getString("reason"));
    assertEquals(false, offers.getFirst().getBoolean("answered"));
    assertEquals("0.000050000000 USD", offers.getLast().getString("charge"));
    JsonArray unanswered = command.json().getJsonArray("unanswered");
    assertEquals(1, unanswered.size(), unanswered::encode);
    assertEquals("gone", unanswered.getJsonObject(0).getString("orchestrator"));
  }

  @Test
  void showsThemAsATable() throws IOException {
    TestingCommand command = prices(gateway());

    assertEquals(0, command.exitCode(), command::toString);
    assertTrue(command.out().contains("1  beta "), command::out);
    assertTrue(command.out().contains("  no answer  "), command::out);
    assertTrue(command.out().contains("gone gave no answer: "), command::out);
  }

  @Test
  void showsTheOwnRuntime() throws IOException {
    TestingCommand command = prices("role: all-in-one\n");

    assertEquals(0, command.exitCode(), command::toString);
    assertTrue(command.out().contains("1  self-hosted "), command::out);
    assertTrue(command.out().contains(TestingServer.MODEL), command::out);
  }

  @Test
  void refusesWhatAGatewayWouldRefuse() throws IOException {
    TestingCommand model = prices(gateway(), "--model", "no/such");
    assertEquals(1, model.exitCode(), model::toString);
    assertTrue(model.err().contains("model no/such is not offered here; there is"), model::err);
    TestingCommand size = prices(gateway(), "--pixels", "9000x1");
    assertEquals(1, size.exitCode(), size::toString);
    assertTrue(size.err().contains("image side of 9000 px is over the limit"), size::err);
    assertEquals(2, prices(gateway(), "--pipeline", "paint").exitCode());
    assertEquals(2, prices(gateway(), "--key", "k").exitCode());
    assertEquals(2, prices("role: nothing\n").exitCode());
  }
}
