package dev.pixelgate.runtime.device;

import java.util.Collection;
import java.util.Optional;
import java.util.function.Supplier;

/** Which device the configured one comes to on this machine. */
public sealed interface DeviceChoice {
  /**
   * Run here.
   *
   * @param fallback what to run on when {@code device} does not start after all
   */
  record Use(Device device, Optional<Device> fallback) implements DeviceChoice {}

  /** {@code auto}, and CUDA lacks something that this build was made for. */
  record FallBack(String missing) implements DeviceChoice {}

  /** What was configured cannot be had. */
  record Impossible(String reason) implements DeviceChoice {}

  /**
   * Decides.
   *
   * @param wanted {@code auto}, {@code cpu} or {@code cuda:0}
   * @param providers names of the execution providers in this build of ONNX Runtime
   * @param missingForCuda asked only when the build has CUDA
   */
  static DeviceChoice of(
      String wanted, Collection<String> providers, Supplier<Optional<String>> missingForCuda) {
    return switch (wanted) {
      case "cpu" -> new Use(Device.CPU, Optional.empty());
      case "auto" -> automatic(providers, missingForCuda);
      case "cuda:0" ->
          missing(providers, missingForCuda)
              .<DeviceChoice>map(piece -> new Impossible("device cuda:0 cannot be used: " + piece))
              .orElseGet(() -> new Use(Device.CUDA, Optional.empty()));
      default -> new Impossible("device is " + wanted + ", must be auto, cpu or cuda:0");
    };
  }

  private static DeviceChoice automatic(
      Collection<String> providers, Supplier<Optional<String>> missingForCuda) {
    if (!hasCuda(providers)) {
      return new Use(Device.CPU, Optional.empty());
    }
    return missingForCuda
        .get()
        .<DeviceChoice>map(FallBack::new)
        .orElseGet(() -> new Use(Device.CUDA, Optional.of(Device.CPU)));
  }

  private static Optional<String> missing(
      Collection<String> providers, Supplier<Optional<String>> missingForCuda) {
    return hasCuda(providers)
        ? missingForCuda.get()
        : Optional.of("this build of ONNX Runtime has no CUDA provider (built with -Pgpu, it has)");
  }

  private static boolean hasCuda(Collection<String> providers) {
    return providers.contains("CUDA");
  }
}
