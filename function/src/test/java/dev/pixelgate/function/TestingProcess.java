package dev.pixelgate.function;

import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A server in a process of its own, started as its users start it. */
final class TestingProcess implements AutoCloseable {
  private final Process process;
  private final Path log;
  private final int port;

  private TestingProcess(Process process, Path log, int port) {
    this.process = process;
    this.log = log;
    this.port = port;
  }

  /** Starts {@code serve} in this folder, with this configuration and these JVM flags. */
  static TestingProcess serve(Path folder, String yaml, String... jvmFlags)
      throws IOException, InterruptedException {
    Files.writeString(folder.resolve("pixelgate.yaml"), yaml);
    Path log = folder.resolve("log.txt");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(jvmFlags));
    command.add("--enable-native-access=ALL-UNNAMED");
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(Main.class.getName(), "serve", "--json", "--port", "0"));
    Process process =
        new ProcessBuilder(command).directory(folder.toFile()).redirectError(log.toFile()).start();
    BufferedReader out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    String first = out.readLine();
    if (first == null) {
      int exit = process.waitFor();
      throw new IOException("the server ended with " + exit + ": " + Files.readString(log));
    }
    return new TestingProcess(
        process, log, URI.create(new JsonObject(first).getString("url")).getPort());
  }

  int port() {
    return port;
  }

  String log() throws IOException {
    return Files.readString(log);
  }

  /** Asks it to end, as SIGTERM does, and waits for that; the exit code. */
  int end() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(30, TimeUnit.SECONDS)) {
      throw new AssertionError("the server did not end within 30 s");
    }
    return process.exitValue();
  }

  /** Ends it at once, as SIGKILL does, and waits for that. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
