package dev.pixelgate.runtime.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeviceProbeTest {
  @TempDir Path root;

  @Test
  void missesTheDevice() throws Exception {
    touch("usr/lib/x86_64-linux-gnu/libcuda.so.1");
    assertTrue(missing(Map.of()).contains("no NVIDIA device: none of /dev/nvidia0"));
  }

  @Test
  void missesTheDriver() throws Exception {
    touch("dev/nvidia0");
    assertTrue(missing(Map.of()).contains("no NVIDIA driver: libcuda.so.1"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"usr/lib/x86_64-linux-gnu", "usr/lib64", "usr/local/nvidia/lib64", "usr/lib"})
  void findsTheDriverInTheUsualFolders(String folder) throws Exception {
    touch("dev/nvidia0");
    touch(folder + "/libcuda.so.1");
    assertEquals(Optional.empty(), linux(Map.of()).missingForCuda());
  }

  @Test
  void findsTheDriverOnTheLibraryPath() throws Exception {
    touch("dev/nvidiactl");
    touch("opt/driver/libcuda.so.1");
    Map<String, String> environment =
        Map.of("LD_LIBRARY_PATH", ":/nowhere:" + root.resolve("opt/driver"));
    assertEquals(Optional.empty(), linux(environment).missingForCuda());
  }

  @Test
  void looksForTheDriverOfWindows() throws Exception {
    DeviceProbe probe = new DeviceProbe(root, "Windows 11", Map.of("SystemRoot", root.toString()));
    assertTrue(probe.missingForCuda().orElse("").contains("nvcuda.dll is not there"));
    touch("System32/nvcuda.dll");
    assertEquals(Optional.empty(), probe.missingForCuda());
  }

  private DeviceProbe linux(Map<String, String> environment) {
    return new DeviceProbe(root, "Linux", environment);
  }

  private String missing(Map<String, String> environment) {
    return linux(environment).missingForCuda().orElse("");
  }

  private void touch(String file) throws IOException {
    Path path = root.resolve(file);
    Files.createDirectories(path.getParent());
    Files.createFile(path);
  }
}
