package dev.pixelgate.function.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** {@code serve} without the parser of all commands, and what is left to it. */
class ServeArgumentsTest {
  private static Optional<Serve> read(String... words) {
    return ServeArguments.read(List.of(words), new PrintWriter(new StringWriter()));
  }

  @Test
  void readsEveryOptionThatTheParserKnowsToItsKey() {
    Map<String, String> expected = new HashMap<>();
    CommandLine serve = PixelgateCommand.commandLine().getSubcommands().get("serve");
    for (OptionSpec option : serve.getCommandSpec().options()) {
      if (option.arity().max() == 1 && !option.longestName().equals("--config")) {
        expected.put(option.longestName(), option.description()[0]);
      }
    }
    assertEquals(3, expected.size(), expected::toString);
    expected.put("--role", "role");
    expected.forEach(
        (name, key) ->
            assertEquals(Map.of(key, "x"), read("serve", name, "x").orElseThrow().flags()));
  }

  @Test
  void readsThemInAnyOrder() {
    Serve serve =
        read("serve", "--json", "--port", "0", "--config", "a.yaml", "--role", "gateway")
            .orElseThrow();

    assertEquals(Map.of("listen.port", "0", "role", "gateway"), serve.flags());
    assertTrue(serve.common().json());
  }

  @Test
  void leavesEverythingElseToTheParser() {
    for (List<String> words :
        List.of(
            List.<String>of(),
            List.of("check"),
            List.of("--version"),
            List.of("serve", "--help"),
            List.of("serve", "--port"),
            List.of("serve", "--port", "--json"),
            List.of("serve", "--port", ""),
            List.of("serve", "--port", "1", "--port", "2"),
            List.of("serve", "--port=1"),
            List.of("serve", "--json", "--json"),
            List.of("serve", "--config", "@file"),
            List.of("serve", "@file"),
            List.of("serve", "--colour", "red"))) {
      assertTrue(read(words.toArray(String[]::new)).isEmpty(), words::toString);
    }
  }

  @Test
  void whatCannotBeServedEndsLikeEveryCommand() {
    TestingCommand plain = TestingCommand.run("serve", "--config", "no-such-file.yaml");
    TestingCommand parsed = TestingCommand.run("serve", "--config=no-such-file.yaml");

    assertEquals(2, plain.exitCode());
    assertEquals(parsed, plain);
    assertTrue(plain.err().contains("no-such-file.yaml"), plain::err);
  }
}
