package dev.pixelgate.function.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pixelgate.function.TestingAnswer;
import dev.pixelgate.function.TestingClient;
import dev.pixelgate.function.TestingForm;
import dev.pixelgate.function.TestingServer;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every monster over HTTP, sold by a gateway to its own runtime. */
class MonsterUploadTest {
  /** Few pixels are allowed, so that what is served is upscaled in no time. */
  private static final String CONFIGURATION =
      """
      self-hosted: { device: cpu, price: 1.0e-8 USD/px }
      limits: { body: 32 MiB, input-pixels: 4096 }
      """;

  private static final Set<Integer> STATUSES = Set.of(200, 400, 413, 415);

  private static TestingServer server;

  @BeforeAll
  static void start(@TempDir Path folder) {
    server = TestingServer.start(folder, CONFIGURATION);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  static Stream<Monster> monsters() {
    return Monster.all();
  }

  @ParameterizedTest
  @MethodSource("monsters")
  void isAnsweredAndTheServerLives(Monster monster) {
    TestingForm form = TestingForm.of(monster.file().get());
    TestingAnswer answer = TestingClient.upscale(server.port(), form);
    assertTrue(STATUSES.contains(answer.status()), answer::toString);
    assertEquals(200, TestingClient.get(server.port(), "/health").status());
  }
}
