package dev.pixelgate.function.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.pixelgate.function.TestingClient;
import dev.pixelgate.function.TestingForm;
import dev.pixelgate.function.TestingPng;
import dev.pixelgate.function.assembly.Blocking;
import dev.pixelgate.pricing.Sha256;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The hash of an upload is that of the bytes that were sent, kept in memory or in a file. */
class ImageDigestTest {
  private static final IntakeLimits LIMITS =
      new IntakeLimits(20 << 20, 20 << 20, 8192, 1 << 24, Duration.ofSeconds(30));

  private final Vertx vertx = Vertx.vertx();
  private HttpServer server;

  @BeforeEach
  void start(@TempDir Path folder) {
    FormIntake intake = new FormIntake(vertx, LIMITS, () -> folder.resolve("spooled"));
    server =
        Blocking.join(
            vertx
                .createHttpServer()
                .requestHandler(
                    request ->
                        intake
                            .read(request)
                            .map(read -> assertInstanceOf(Intake.Complete.class, read).form())
                            .map(form -> form.image().orElseThrow().sha256().hex())
                            .onSuccess(request.response()::end))
                .listen(0, "127.0.0.1"));
  }

  @AfterEach
  void stop() {
    Blocking.join(vertx.close());
  }

  @Test
  void isThatOfASmallPicture() {
    assertDigest(TestingPng.plain(8, 8));
  }

  @Test
  void isThatOfALargePicture() {
    assertDigest(TestingPng.noise(700, 700, 5));
  }

  private void assertDigest(byte[] picture) {
    TestingForm form = new TestingForm().image(picture).text("prompt", "a cat");
    assertEquals(Sha256.of(picture).hex(), TestingClient.upscale(server.actualPort(), form).text());
  }
}
