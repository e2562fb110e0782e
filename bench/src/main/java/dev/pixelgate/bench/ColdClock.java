package dev.pixelgate.bench;

import io.vertx.core.buffer.Buffer;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * Starts servers over and over, in turn, each in a data folder of its own, and times them from
 * their fork to the status line of their first 200: of {@code POST /upscale} with a key, or of
 * {@code GET /}. Arguments: rounds, a folder, the key, then for every server {@code --gateway NAME
 * PORT} or {@code --hello NAME PORT} and its command line; ratios are to the server {@code bare}.
 */
public final class ColdClock {
  private static final String YARDSTICK = "bare";
  private static final long PATIENCE_NANOS = 60_000_000_000L;
  private static final long BETWEEN_TRIES_NANOS = 500_000;
  private static final int ANSWER_MILLIS = 60_000;

  private final Path folder;

  private ColdClock(Path folder) {
    this.folder = folder;
  }

  /** Prints one line a start and a table. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    ColdClock clock = new ColdClock(Path.of(arguments[1]));
    List<ColdServer> servers = servers(arguments, upscale(arguments[2]));
    for (int round = 1; round <= Integer.parseInt(arguments[0]); round++) {
      for (ColdServer server : servers) {
        clock.time(round, server);
      }
    }
    ColdServer yardstick =
        servers.stream()
            .filter(server -> server.name().equals(YARDSTICK))
            .findFirst()
            .orElseThrow();
    ColdServer.printTable(servers, yardstick);
  }

  private static List<ColdServer> servers(String[] words, Buffer upscale) {
    List<ColdServer> servers = new ArrayList<>();
    List<String> command = new ArrayList<>();
    for (int i = 3; i < words.length; i++) {
      if (words[i].equals("--gateway") || words[i].equals("--hello")) {
        Buffer request = words[i].equals("--gateway") ? upscale : get();
        command = new ArrayList<>();
        servers.add(new ColdServer(words[i + 1], Integer.parseInt(words[i + 2]), request, command));
        i += 2;
      } else {
        command.add(words[i]);
      }
    }
    return servers;
  }

  private static Buffer get() {
    return Buffer.buffer("GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
  }

  private static Buffer upscale(String key) {
    Buffer body = UpscaleForm.body();
    return Buffer.buffer("POST /upscale HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n")
        .appendString("Authorization: Bearer " + key + "\r\n")
        .appendString("Content-Type: " + UpscaleForm.CONTENT_TYPE + "\r\n")
        .appendString("Content-Length: " + body.length() + "\r\n\r\n")
        .appendBuffer(body);
  }

  private void time(int round, ColdServer server) throws IOException, InterruptedException {
    Path data = Files.createTempDirectory(folder, server.name());
    ProcessBuilder builder =
        new ProcessBuilder(server.command())
            .redirectErrorStream(true)
            .redirectOutput(new File("/dev/null"));
    builder.environment().put("PIXELGATE_DATA", data.toString());
    long start = System.nanoTime();
    Process process = builder.start();
    try {
      awaitOk(server, process, start + PATIENCE_NANOS);
      double millis = (System.nanoTime() - start) / 1e6;
      ProcessUsage usage = ProcessUsage.of(process.pid());
      server.take(millis, usage);
      System.out.printf(
          "round=%d server=%s wall_ms=%.0f cpu_ms=%d resident_mb=%d%n",
          round, server.name(), millis, usage.cpuMicros() / 1000, usage.residentKb() / 1024);
    } finally {
      process.destroyForcibly().waitFor();
    }
  }

  private static void awaitOk(ColdServer server, Process process, long end) throws IOException {
    String status = ask(server);
    while (status.isEmpty()) {
      if (System.nanoTime() > end || !process.isAlive()) {
        throw new IOException(server.name() + " does not answer");
      }
      LockSupport.parkNanos(BETWEEN_TRIES_NANOS);
      status = ask(server);
    }
    if (!status.contains(" 200 ")) {
      throw new IOException(server.name() + " answers " + status);
    }
  }

  /** The status line; empty while nobody listens. */
  private static String ask(ColdServer server) throws IOException {
    try (Socket socket = new Socket()) {
      try {
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()));
      } catch (IOException notYet) {
        return "";
      }
      socket.setSoTimeout(ANSWER_MILLIS);
      socket.getOutputStream().write(server.request().getBytes());
      return line(socket.getInputStream());
    }
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = in.read(); next >= 0 && next != '\r'; next = in.read()) {
      line.append((char) next);
    }
    return line.toString();
  }
}
