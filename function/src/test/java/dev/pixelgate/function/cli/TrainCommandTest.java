package dev.pixelgate.function.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code pixelgate train}, in a process of its own: it sends itself SIGTERM. */
class TrainCommandTest {
  @TempDir private Path folder;

  private Process start(String... environment) throws IOException {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            "-Djava.io.tmpdir=" + folder,
            "-cp",
            System.getProperty("java.class.path"),
            "dev.pixelgate.function.Main",
            "train",
            "--rounds",
            "1");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("said.txt").toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("PIXELGATE_"));
    for (String name : environment) {
      builder.environment().put(name, "1");
    }
    return builder.start();
  }

  private String said() throws IOException {
    return Files.readString(folder.resolve("said.txt"));
  }

  @Test
  void aGatewayIsAskedAndEndedAndLeavesNothing() throws Exception {
    assertEquals(0, start().waitFor(), this::log);

    assertTrue(said().contains("trained; the gateway ended with 0"), this::log);
    assertTrue(said().contains("orchestrator=secure attempts=1"), this::log);
    assertTrue(said().contains("cache=hit status=200"), this::log);
    assertTrue(said().contains("status=402"), this::log);
    try (Stream<Path> left = Files.list(folder)) {
      assertEquals(
          List.of(), left.filter(file -> file.getFileName().toString().contains("train")).toList());
    }
  }

  @Test
  void refusesAnEnvironmentThatConfiguresTheGateway() throws Exception {
    assertEquals(2, start("PIXELGATE_LISTEN_PORT").waitFor(), this::log);

    assertTrue(said().contains("unset [PIXELGATE_LISTEN_PORT]"), this::log);
  }

  private String log() {
    try {
      return said();
    } catch (IOException e) {
      return e.toString();
    }
  }
}
