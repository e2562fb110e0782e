package dev.pixelgate.runtime.device;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Looks for what CUDA needs, because asking ONNX Runtime is dear and says little: its list of
 * providers is the build's, not the machine's, and without a driver {@code addCUDA} first unpacks
 * 583 MB into the temporary folder (5 to 27 s), then fails.
 */
public final class DeviceProbe {
  private static final List<String> DEVICE_NODES =
      List.of("dev/nvidia0", "dev/nvidiactl", "dev/dxg");
  private static final List<String> LIBRARY_FOLDERS =
      List.of(
          "usr/lib/x86_64-linux-gnu",
          "lib/x86_64-linux-gnu",
          "usr/lib/aarch64-linux-gnu",
          "usr/lib64",
          "lib64",
          "usr/lib",
          "usr/lib/wsl/lib",
          "usr/local/nvidia/lib64",
          "usr/local/nvidia/lib",
          "usr/local/cuda/compat");

  private final Path root;
  private final String system;
  private final Map<String, String> environment;

  DeviceProbe(Path root, String system, Map<String, String> environment) {
    this.root = root;
    this.system = system.toLowerCase(Locale.ROOT);
    this.environment = environment;
  }

  /** A probe of this machine. */
  public static DeviceProbe ofThisMachine() {
    return new DeviceProbe(Path.of("/"), System.getProperty("os.name", ""), System.getenv());
  }

  /**
   * The first piece that CUDA lacks on this machine, in words; empty when all are there (which
   * promises nothing about versions).
   */
  public Optional<String> missingForCuda() {
    return system.startsWith("windows") ? missingOnWindows() : missingOnLinux();
  }

  private Optional<String> missingOnLinux() {
    if (DEVICE_NODES.stream().noneMatch(node -> Files.exists(root.resolve(node)))) {
      return Optional.of("no NVIDIA device: none of /" + String.join(", /", DEVICE_NODES));
    }
    boolean driver = libraryFolders().anyMatch(at -> Files.exists(at.resolve("libcuda.so.1")));
    return driver
        ? Optional.empty()
        : Optional.of(
            "no NVIDIA driver: libcuda.so.1 is neither on LD_LIBRARY_PATH nor in the usual"
                + " library folders");
  }

  private Stream<Path> libraryFolders() {
    Stream<Path> named =
        Stream.of(environment.getOrDefault("LD_LIBRARY_PATH", "").split(File.pathSeparator, -1))
            .filter(folder -> !folder.isBlank())
            .map(Path::of);
    return Stream.concat(named, LIBRARY_FOLDERS.stream().map(root::resolve));
  }

  private Optional<String> missingOnWindows() {
    Path driver =
        Path.of(environment.getOrDefault("SystemRoot", "C:\\Windows"))
            .resolve("System32")
            .resolve("nvcuda.dll");
    return Files.exists(driver)
        ? Optional.empty()
        : Optional.of("no NVIDIA driver: " + driver + " is not there");
  }
}
