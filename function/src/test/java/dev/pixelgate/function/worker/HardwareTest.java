package dev.pixelgate.function.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;

class HardwareTest {
  private static final String CARD = "GPU-5f1c, NVIDIA H100 80GB HBM3, 81559, 80994, 9.0, 37, 12\n";

  @Test
  void readsACard() {
    Hardware.Gpu gpu = Hardware.parse(CARD).getFirst();

    assertEquals(
        new JsonObject()
            .put("id", "GPU-5f1c")
            .put("name", "NVIDIA H100 80GB HBM3")
            .put("memory_total", 81_559L << 20)
            .put("memory_free", 80_994L << 20)
            .put("major", 9)
            .put("minor", 0),
        gpu.info());
    assertEquals(37, gpu.stats().getInteger("utilization_compute"));
    assertEquals(12, gpu.stats().getInteger("utilization_memory"));
  }

  @Test
  void readsWhatACardDoesNotTellAsZero() {
    Hardware.Gpu gpu = Hardware.parse("GPU-1, Jetson, [N/A], [N/A], 8.7, [N/A], [N/A]").getFirst();

    assertEquals(0, gpu.memoryTotal());
    assertEquals(0, gpu.computePercent());
  }

  @Test
  void skipsWhatIsNoCard() {
    assertEquals(List.of(), Hardware.parse("No devices were found\n\n"));
    assertEquals(1, Hardware.parse("warning, something\n" + CARD).size());
  }
}
