package dev.pixelgate.function;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that is asked to end while its own runtime works. */
class DrainingTest {
  /** About a second of work on two idle cores. */
  private static final TestingForm FORM = TestingForm.of(TestingPng.noise(256, 256, 1));

  /**
   * ONNX Runtime's shutdown hook used to free the models under the job: a 502. And its start
   * overflowed a worker's stack when the command line was as long as this class path.
   */
  @Test
  void finishesTheJobThatRuns(@TempDir Path folder) throws Exception {
    try (TestingProcess server = TestingProcess.serve(folder, "limits: { drain: 60 s }")) {
      CompletableFuture<TestingAnswer> answer =
          CompletableFuture.supplyAsync(() -> upscale(server.port()));
      while (!works(server)) {
        assertFalse(answer.isDone(), "the job was over before it was seen");
      }

      assertEquals(0, server.end());
      assertEquals(200, answer.get().status(), () -> answer.join().toString());
    }
  }

  private static TestingAnswer upscale(int port) {
    try (TestingClient client = TestingClient.to(port).patient(Duration.ofMinutes(1))) {
      return client.upscale(FORM).answer();
    }
  }

  private static boolean works(TestingProcess server) {
    return TestingClient.get(server.port(), "/metrics")
        .text()
        .contains("pixelgate_worker_queue 1.0");
  }
}
