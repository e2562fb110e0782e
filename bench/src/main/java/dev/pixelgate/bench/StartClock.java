package dev.pixelgate.bench;

import java.io.File;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.ListIterator;
import java.util.concurrent.TimeUnit;

/**
 * Starts servers over and over, in turn, and times them from their fork to the first 200 of {@code
 * /health} (asked every millisecond) and to the end of the first upscale after it. Arguments:
 * rounds, then for every server {@code --server NAME PORT} and its command line. Exits with 1 when
 * an upscale failed.
 */
public final class StartClock {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final HttpClient http = HttpClient.newHttpClient();
  private final byte[] body = UpscaleForm.body().getBytes();

  private StartClock() {}

  /** Prints one line a start and a table. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    List<StartedServer> servers = servers(Arrays.asList(arguments).listIterator(1));
    StartClock clock = new StartClock();
    for (int round = 1; round <= Integer.parseInt(arguments[0]); round++) {
      for (StartedServer server : servers) {
        clock.time(round, server);
      }
    }
    StartedServer.printTable(servers);
    System.exit(0);
  }

  private static List<StartedServer> servers(ListIterator<String> words) {
    List<StartedServer> servers = new ArrayList<>();
    List<String> command = new ArrayList<>();
    while (words.hasNext()) {
      String word = words.next();
      if (word.equals("--server")) {
        command = new ArrayList<>();
        servers.add(new StartedServer(words.next(), words.next(), command));
      } else {
        command.add(word);
      }
    }
    return servers;
  }

  private void time(int round, StartedServer server) throws IOException, InterruptedException {
    long start = System.nanoTime();
    Process process =
        new ProcessBuilder(server.command())
            .redirectErrorStream(true)
            .redirectOutput(new File("/dev/null"))
            .start();
    try {
      awaitHealth(server, process);
      double healthy = (System.nanoTime() - start) / 1e6;
      ProcessUsage idle = ProcessUsage.of(process.pid());
      upscale(server);
      double upscaled = (System.nanoTime() - start) / 1e6;
      ProcessUsage used = ProcessUsage.of(process.pid());
      server.take(healthy, upscaled, idle, used);
      System.out.printf(
          "round=%d server=%s health_ms=%.0f health_cpu_ms=%d upscale_ms=%.0f idle_mb=%d used_mb=%d%n",
          round,
          server.name(),
          healthy,
          idle.cpuMicros() / 1000,
          upscaled,
          idle.residentKb() / 1024,
          used.residentKb() / 1024);
    } finally {
      process.destroyForcibly().waitFor();
    }
  }

  private void awaitHealth(StartedServer server, Process process) throws InterruptedException {
    HttpRequest health = HttpRequest.newBuilder(server.url("/health")).GET().build();
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (status(health) != 200) {
      if (System.nanoTime() > end || !process.isAlive()) {
        throw new IllegalStateException(server.name() + " did not become healthy");
      }
      TimeUnit.MILLISECONDS.sleep(1);
    }
  }

  private int status(HttpRequest request) throws InterruptedException {
    try {
      return http.send(request, BodyHandlers.discarding()).statusCode();
    } catch (IOException notYet) {
      return 0;
    }
  }

  private void upscale(StartedServer server) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(server.url("/upscale"))
            .timeout(PATIENCE)
            .header("Content-Type", UpscaleForm.CONTENT_TYPE)
            .POST(BodyPublishers.ofByteArray(body))
            .build();
    HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new IllegalStateException(server.name() + " answered " + answer.statusCode());
    }
  }
}
