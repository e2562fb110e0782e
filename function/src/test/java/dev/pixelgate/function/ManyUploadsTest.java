package dev.pixelgate.function;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pixelgate.function.assembly.Blocking;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A gateway of 256 MB of heap under 100 uploads of 10 MB at once, each answered at 4x. */
class ManyUploadsTest {
  private static final int UPLOADS = 100;
  private static final int SIDE = 1870;

  /** Two busy cores move some 3 GB in this test; none of its time-outs is what it tests. */
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  @Test
  void allAreAnsweredFromALittleHeap(@TempDir Path folder) throws Exception {
    byte[] form = TestingForm.of(TestingPng.noise(SIDE, SIDE, 1)).body();
    byte[] result = TestingPng.sparse(4 * SIDE, 4 * SIDE, 400);
    Buffer answer = Buffer.buffer(TestingRunner.success(result, 7));
    Vertx vertx = Vertx.vertx();
    HttpServer runner =
        Blocking.join(
            vertx
                .createHttpServer(new HttpServerOptions().setHost("127.0.0.1").setPort(0))
                .requestHandler(request -> swallow(request, answer))
                .listen());
    assertTrue(form.length > 10_000_000 && result.length > 2_000_000);
    try (TestingProcess gateway =
        TestingProcess.serve(folder, configuration(runner.actualPort()), "-Xmx256m")) {
      List<TestingAnswer> answers = uploadAll(gateway.port(), form);
      for (TestingAnswer one : answers) {
        assertEquals(200, one.status(), one::toString);
        assertEquals("3496900", one.header("Pixelgate-Pixels").orElseThrow());
        TestingAnswer head = picture(gateway.port(), one, "HEAD");
        assertEquals(Integer.toString(result.length), head.header("Content-Length").orElseThrow());
      }
      assertArrayEquals(result, picture(gateway.port(), answers.getLast(), "GET").body());
      assertEquals(
          UPLOADS, answers.stream().map(a -> a.image().getString("url")).distinct().count());
      assertEquals(0, gateway.end());
      assertFalse(gateway.log().contains("OutOfMemory"), gateway::toString);
      assertFalse(gateway.log().contains("has been blocked"), gateway::toString);
      assertEquals(List.of(), leftInSpool(folder));
    } finally {
      Blocking.join(vertx.close());
    }
  }

  /** Holds no body: the runner is not what is tested. */
  private static void swallow(HttpServerRequest request, Buffer answer) {
    request.handler(dropped -> {});
    request.endHandler(
        all -> request.response().putHeader("Content-Type", "application/json").end(answer));
  }

  private static String configuration(int runnerPort) {
    return """
        role: gateway
        limits: { upload: 5 min, request: 10 min }
        attempts: { max: 1, deadline: 5 min }
        orchestrators:
          - { name: r, url: "http://127.0.0.1:%d", kind: ai-runner,
              offers: [ { pipeline: upscale, model: %s, price: 1.0e-8 USD/px } ] }
        """
        .formatted(runnerPort, TestingServer.MODEL);
  }

  private static List<TestingAnswer> uploadAll(int port, byte[] form) throws Exception {
    List<Future<TestingAnswer>> running = new ArrayList<>();
    try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < UPLOADS; i++) {
        running.add(clients.submit(() -> upload(port, form)));
      }
    }
    List<TestingAnswer> answers = new ArrayList<>();
    for (Future<TestingAnswer> one : running) {
      answers.add(one.get());
    }
    return answers;
  }

  private static TestingAnswer upload(int port, byte[] form) {
    try (TestingClient client = TestingClient.to(port).patient(PATIENCE)) {
      String head =
          "POST /upscale HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n"
              .formatted(port, TestingForm.contentType(), form.length);
      return client.write(head.getBytes(StandardCharsets.US_ASCII)).write(form).answer();
    }
  }

  private static TestingAnswer picture(int port, TestingAnswer answer, String method) {
    String path = answer.image().getString("url").replaceAll("^http://[^/]+", "");
    return TestingClient.once(port, method, path);
  }

  private static List<Path> leftInSpool(Path folder) throws Exception {
    try (var files = Files.walk(folder.resolve("pixelgate-data/spool"))) {
      return files.filter(Files::isRegularFile).toList();
    }
  }
}
