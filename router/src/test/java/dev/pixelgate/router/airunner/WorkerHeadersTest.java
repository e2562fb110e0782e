package dev.pixelgate.router.airunner;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.pixelgate.router.attempt.Extras;
import io.vertx.core.MultiMap;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WorkerHeadersTest {
  private final MultiMap headers = MultiMap.caseInsensitiveMultiMap();

  @Test
  void readsBoth() {
    headers.set("Pixelgate-Safety", "nsfw-mobilenet").set("Pixelgate-Ignored", "prompt, seed");
    assertEquals(
        new Extras(Optional.of("nsfw-mobilenet"), List.of("prompt", "seed")),
        WorkerHeaders.of(headers));
  }

  @Test
  void takesOddOnesAsAbsent() {
    Extras none = Extras.NONE;
    assertEquals(none, WorkerHeaders.of(headers));
    headers.set("Pixelgate-Safety", "two words").set("Pixelgate-Ignored", "a,,b");
    assertEquals(none, WorkerHeaders.of(headers));
    headers.set("Pixelgate-Safety", "x".repeat(65)).set("Pixelgate-Ignored", "a,".repeat(20) + "a");
    assertEquals(none, WorkerHeaders.of(headers));
  }
}
