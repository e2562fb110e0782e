package dev.pixelgate.runtime;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.pixelgate.runtime.picture.Bitmap;
import dev.pixelgate.runtime.picture.Bitmap8;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;

/** Linux tells how much memory a process really has. */
@EnabledOnOs(OS.LINUX)
@ExtendWith(VertxExtension.class)
class IdleMemoryTest {
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final String ANONYMOUS = "RssAnon:";
  private static final int SIDE = 256;

  /** Half of what was seen: from 315 to 239 MB. */
  private static final long GIVEN_BACK_KB = 38_000;

  @Test
  void givesItsWorkingMemoryBackWhenNobodyAsks(Vertx vertx) throws Exception {
    ImageRuntime runtime =
        ImageRuntime.start(vertx, RuntimeOptions.defaults().withDevice("cpu"))
            .toCompletionStage()
            .toCompletableFuture()
            .get(60, TimeUnit.SECONDS);
    Bitmap8 grey = new Bitmap8(SIDE, SIDE, Bitmap.RGB, new byte[SIDE * SIDE * Bitmap.RGB]);
    UpscaleJob job =
        TestingJobs.of(
            ImageRuntime.EMBEDDED_UPSCALER, grey, OutputStream.nullOutputStream(), Progress.NONE);
    assertInstanceOf(
        UpscaleEnd.Done.class,
        runtime.upscale(job).toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS));

    long most = anonymousKilobytes() - GIVEN_BACK_KB;
    Promise<Void> givenBack = Promise.promise();
    vertx.setPeriodic(
        100,
        timer -> {
          if (anonymousKilobytes() <= most) {
            givenBack.tryComplete();
          }
        });
    givenBack.future().toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
  }

  private static long anonymousKilobytes() {
    try {
      return Files.readAllLines(STATUS).stream()
          .filter(line -> line.startsWith(ANONYMOUS))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
          .findFirst()
          .orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
