package dev.pixelgate.function.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program itself, {@code check} and {@code key}. */
class OtherCommandsTest {
  @TempDir private Path folder;
  private Path config;

  @BeforeEach
  void write() throws IOException {
    config = folder.resolve("c.yaml");
    Files.writeString(config, "data: " + folder.resolve("data") + "\n");
  }

  @Test
  void saysItsVersion() {
    TestingCommand command = TestingCommand.run("--version");

    assertEquals(0, command.exitCode());
    assertTrue(command.out().matches("pixelgate [0-9]+\\.[0-9]+\\.[0-9]+\\s*"), command::out);
  }

  @Test
  void helpsWithEveryCommand() {
    for (String name : List.of("upscale", "serve", "check", "key", "trust")) {
      TestingCommand help = TestingCommand.run("help", name);
      assertEquals(0, help.exitCode(), help::toString);
      assertTrue(help.out().contains("Usage: pixelgate " + name), help::out);
      assertEquals(0, TestingCommand.run(name, "--help").exitCode());
    }
    assertEquals(0, TestingCommand.run("--help").exitCode());
  }

  @Test
  void isUsedWronglyWithoutACommandOrWithAnUnknownOne() {
    for (List<String> arguments :
        List.of(
            List.<String>of(),
            List.of("prices", "--nonsense"),
            List.of("quote", "a.png"),
            List.of("account"),
            List.of("--nonsense"),
            List.of("check", "--nonsense"),
            List.of("serve", "--colour", "red"),
            List.of("key"),
            List.of("key", "new"),
            List.of("trust"),
            List.of("trust", "a:1", "b:2"),
            List.of("account", "set"),
            List.of("account", "set", "acme"),
            List.of("account", "top-up", "acme"),
            List.of("key", "new", "acme", "--budget", "5 USD"),
            List.of("key", "new", "acme", "--budget", "none"))) {
      TestingCommand command = TestingCommand.run(arguments.toArray());
      assertEquals(2, command.exitCode(), arguments + " " + command);
      assertFalse(command.err().isBlank());
      assertEquals("", command.out());
    }
  }

  @Test
  void checkSaysWhatItUnderstood() throws IOException {
    Files.writeString(
        config, "role: worker\nlisten: { port: 8099 }\nworker: { token: open-sesame }\n");
    TestingCommand command = TestingCommand.run("check", "--config", config);

    assertEquals(0, command.exitCode(), command::toString);
    assertTrue(command.out().contains("listen.port = 8099"), command::out);
    assertTrue(command.out().contains("worker.token = ***"), command::out);
    assertFalse(command.out().contains("open-sesame"));
  }

  @Test
  void checkSaysItAsADocument() {
    TestingCommand command = TestingCommand.run("check", "--json", "--config", config);

    assertEquals(0, command.exitCode(), command::toString);
    assertEquals(true, command.json().getBoolean("ok"));
    assertFalse(command.json().getJsonArray("settings").isEmpty());
  }

  @Test
  void checkSaysEverythingThatIsWrong() throws IOException {
    Files.writeString(config, "colour: red\nlisten: { port: 99999 }\nlimits: { body: 5 }\n");
    TestingCommand command = TestingCommand.run("check", "--config", config);

    assertEquals(2, command.exitCode(), command::toString);
    assertTrue(command.err().contains("c.yaml:1"), command::err);
    assertTrue(command.err().contains("c.yaml:2"), command::err);
    assertTrue(command.err().contains("c.yaml:3"), command::err);
    assertTrue(command.err().contains("problems: 3"), command::err);

    TestingCommand json = TestingCommand.run("check", "--json", "--config", config);
    assertEquals(2, json.exitCode());
    assertEquals(false, json.json().getBoolean("ok"));
    assertEquals(3, json.json().getJsonArray("problems").size());
  }

  @Test
  void checkMissesAFileThatIsNotThere() {
    TestingCommand command = TestingCommand.run("check", "--config", folder.resolve("none.yaml"));

    assertEquals(2, command.exitCode(), command::toString);
    assertTrue(command.err().contains("none.yaml"), command::err);
  }

  @Test
  void serveDoesNotStartWithABadConfiguration() throws IOException {
    Files.writeString(config, "role: gateway\n");
    TestingCommand command = TestingCommand.run("serve", "--config", config, "--port", "0");

    assertEquals(2, command.exitCode(), command::toString);
    assertTrue(command.err().contains("nothing to sell"), command::err);
    assertEquals(2, TestingCommand.run("serve", "--config", config, "--port", "x").exitCode());
  }

  @Test
  void keysAreMadeListedAndRevoked() {
    TestingCommand made = TestingCommand.run("key", "new", "acme", "--json", "--config", config);
    assertEquals(0, made.exitCode(), made::toString);
    assertEquals(Set.of("account", "key", "id"), made.json().fieldNames());
    String id = made.json().getString("id");

    TestingCommand operator =
        TestingCommand.run("key", "new", "ops", "--operator", "--config", config);
    assertEquals(0, operator.exitCode(), operator::toString);
    assertTrue(operator.out().startsWith("pg_"), operator::out);

    JsonArray keys = list();
    assertEquals(2, keys.size());
    JsonObject first = keys.getJsonObject(0);
    assertEquals("acme", first.getString("account"));
    assertEquals(false, first.getBoolean("operator"));
    assertFalse(first.containsKey("revoked"));
    assertEquals(true, keys.getJsonObject(1).getBoolean("operator"));
    assertFalse(keys.encode().contains(made.json().getString("key")));

    TestingCommand revoked = TestingCommand.run("key", "revoke", id, "--json", "--config", config);
    assertEquals(0, revoked.exitCode(), revoked::toString);
    assertTrue(revoked.json().containsKey("revoked"));
    assertTrue(list().getJsonObject(0).containsKey("revoked"));
    assertEquals(2, TestingCommand.run("key", "revoke", id, "--config", config).exitCode());
    assertEquals(2, TestingCommand.run("key", "revoke", "k_0", "--config", config).exitCode());
  }

  @Test
  void aKeysAccountMayBeCapped() {
    TestingCommand made =
        TestingCommand.run("key", "new", "acme", "--cap", "2e-8 USD/px", "--config", config);
    assertEquals(0, made.exitCode(), made::toString);
    TestingCommand.run("key", "new", "boss", "--config", config);

    assertEquals("2e-8 USD/px", list().getJsonObject(0).getString("cap"));
    assertFalse(list().getJsonObject(1).containsKey("cap"));
    TestingCommand listed = TestingCommand.run("key", "list", "--config", config);
    assertTrue(listed.out().contains("acme  cap 2e-8 USD/px  made "), listed::out);
    assertTrue(listed.out().contains("boss  made "), listed::out);
  }

  @Test
  void aCapThatIsNoneIsWrongUse() {
    TestingCommand command =
        TestingCommand.run("key", "new", "acme", "--cap", "cheap", "--config", config);

    assertEquals(2, command.exitCode(), command::toString);
    assertTrue(command.err().contains("cap \"cheap\" is not a decimal number"), command::err);
    assertEquals(0, list().size());
  }

  private JsonArray list() {
    TestingCommand listed = TestingCommand.run("key", "list", "--json", "--config", config);
    assertEquals(0, listed.exitCode(), listed::toString);
    return listed.json().getJsonArray("keys");
  }

  @Test
  void keysForBadNamesAreWrongUse() {
    TestingCommand command = TestingCommand.run("key", "new", "a b", "--config", config);

    assertEquals(2, command.exitCode(), command::toString);
    assertFalse(command.err().isBlank());
  }
}
