package dev.pixelgate.function.worker;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * What {@code /hardware/info} and {@code /hardware/stats} say: the NVIDIA cards, as {@code
 * nvidia-smi} tells them; none where it is not there. Blocking.
 */
final class Hardware {
  private static final String QUERY =
      "uuid,name,memory.total,memory.free,compute_cap,utilization.gpu,utilization.memory";
  private static final long MIB = 1024L * 1024L;
  private static final int TIMEOUT_SECONDS = 3;

  private Hardware() {}

  /** One card: memory in bytes, utilisation in percent. */
  record Gpu(
      String id,
      String name,
      long memoryTotal,
      long memoryFree,
      int major,
      int minor,
      int computePercent,
      int memoryPercent) {

    JsonObject info() {
      return memory().put("major", major).put("minor", minor);
    }

    JsonObject stats() {
      return memory()
          .put("utilization_compute", computePercent)
          .put("utilization_memory", memoryPercent);
    }

    private JsonObject memory() {
      return new JsonObject()
          .put("id", id)
          .put("name", name)
          .put("memory_total", memoryTotal)
          .put("memory_free", memoryFree);
    }
  }

  /** The cards of this machine now. */
  static List<Gpu> gpus() {
    try {
      Process process =
          new ProcessBuilder("nvidia-smi", "--query-gpu=" + QUERY, "--format=csv,noheader,nounits")
              .redirectErrorStream(true)
              .start();
      // A few lines fit into the pipe: it can end before anybody reads.
      if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        return List.of();
      }
      String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return process.exitValue() == 0 ? parse(text) : List.of();
    } catch (IOException notThere) {
      return List.of();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return List.of();
    }
  }

  /**
   * One card a line, fields in the order of the query; a line that says anything else is skipped.
   */
  static List<Gpu> parse(String csv) {
    List<Gpu> gpus = new ArrayList<>();
    for (String line : csv.lines().toList()) {
      String[] f = line.split(",\\s*", -1);
      String[] capability = f.length == 7 ? f[4].split("\\.", 2) : new String[0];
      if (capability.length == 2) {
        gpus.add(
            new Gpu(
                f[0],
                f[1],
                number(f[2]) * MIB,
                number(f[3]) * MIB,
                (int) number(capability[0]),
                (int) number(capability[1]),
                (int) number(f[5]),
                (int) number(f[6])));
      }
    }
    return gpus;
  }

  /** Some cards answer {@code [N/A]} to some questions; that counts as 0. */
  private static long number(String text) {
    try {
      return Long.parseLong(text.strip());
    } catch (NumberFormatException notAvailable) {
      return 0;
    }
  }
}
