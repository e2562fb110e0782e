package dev.pixelgate.function.cli;

import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PipedReader;
import java.io.PipedWriter;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** {@code pixelgate serve} in this process, from its command line to SIGTERM. */
final class ServeRun {
  private final FutureTask<Integer> command;
  private final URI url;

  private ServeRun(FutureTask<Integer> command, URI url) {
    this.command = command;
    this.url = url;
  }

  /**
   * Starts it on any free port and waits until it says where it is.
   *
   * @throws IOException when it ended instead; why is on its standard error
   */
  static ServeRun start(Path configuration) throws IOException, InterruptedException {
    PipedReader said = new PipedReader();
    PrintWriter out = new PrintWriter(new PipedWriter(said));
    FutureTask<Integer> command = new FutureTask<>(() -> serve(configuration, out));
    Thread.ofPlatform().name("serve").start(command);
    String line = new BufferedReader(said).readLine();
    if (line == null) {
      throw new IOException("serve ended with " + exitCode(command));
    }
    return new ServeRun(command, URI.create(new JsonObject(line).getString("url")));
  }

  private static int serve(Path configuration, PrintWriter out) {
    try (out) {
      return Program.execute(
          out,
          new PrintWriter(System.err, true, System.err.charset()),
          "serve",
          "--json",
          "--port",
          "0",
          "--config",
          configuration.toString());
    }
  }

  /** Where it listens. */
  URI url() {
    return url;
  }

  /** Sends it SIGTERM, as a platform does, and waits for its end; the exit code. */
  int end() throws InterruptedException {
    StopSignals.raise();
    return exitCode(command);
  }

  private static int exitCode(FutureTask<Integer> command) throws InterruptedException {
    try {
      return command.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }
}
