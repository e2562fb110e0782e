package dev.pixelgate.bench;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * How long /health takes while a server upscales, asked every 20 ms on one kept-alive connection.
 */
public final class HealthClock {
  private static final int PAUSE_MILLIS = 20;

  private HealthClock() {}

  /** Arguments: port of the server, requests to /health, photo, side of the picture. */
  public static void main(String[] args) throws Exception {
    int port = Integer.parseInt(args[0]);
    int count = Integer.parseInt(args[1]);
    HttpRequest upscale =
        upscale(port, TestPicture.of(new File(args[2]), Integer.parseInt(args[3])));
    CompletableFuture<Void> enough = new CompletableFuture<>();
    try (ExecutorService uploads = Executors.newSingleThreadExecutor();
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setTcpNoDelay(true);
      ask(socket, count);
      print("idle", ask(socket, count));
      var done = uploads.submit(() -> upload(upscale, enough));
      print("while it upscales", ask(socket, count));
      enough.complete(null);
      System.out.println("  pictures upscaled meanwhile: " + done.get());
    }
  }

  private static HttpRequest upscale(int port, TestPicture picture) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/upscale"))
        .timeout(Duration.ofMinutes(5))
        .header("Content-Type", UpscaleForm.CONTENT_TYPE)
        .POST(HttpRequest.BodyPublishers.ofByteArray(UpscaleForm.body(picture.png()).getBytes()))
        .build();
  }

  private static int upload(HttpRequest upscale, CompletableFuture<Void> enough) throws Exception {
    int done = 0;
    try (HttpClient http = HttpClient.newHttpClient()) {
      while (!enough.isDone()) {
        var answer = http.send(upscale, BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
          throw new IOException("/upscale answered " + answer.statusCode() + " " + answer.body());
        }
        done++;
      }
    }
    return done;
  }

  /** Milliseconds of each request. */
  private static double[] ask(Socket socket, int count) throws IOException, InterruptedException {
    byte[] request =
        "GET /health HTTP/1.1\r\nHost: bench\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    byte[] answer = new byte[65536];
    double[] millis = new double[count];
    for (int i = 0; i < count; i++) {
      Thread.sleep(PAUSE_MILLIS);
      long start = System.nanoTime();
      socket.getOutputStream().write(request);
      // A small answer on an idle connection comes in one piece.
      int length = socket.getInputStream().read(answer);
      millis[i] = (System.nanoTime() - start) / 1e6;
      String head = new String(answer, 0, Math.max(length, 0), StandardCharsets.ISO_8859_1);
      if (!head.startsWith("HTTP/1.1 200")) {
        throw new IOException("/health answered " + head.lines().findFirst().orElse("nothing"));
      }
    }
    Arrays.sort(millis);
    return millis;
  }

  private static void print(String name, double[] sorted) {
    System.out.printf(
        Locale.ROOT,
        "  /health %-18s median %.1f ms  p99 %.1f ms  longest %.1f ms  (%d requests)%n",
        name,
        sorted[sorted.length / 2],
        sorted[(int) Math.ceil(0.99 * sorted.length) - 1],
        sorted[sorted.length - 1],
        sorted.length);
  }
}
