package dev.pixelgate.runtime.device;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DeviceChoiceTest {
  private static final List<String> CPU_BUILD = List.of("CPU");
  private static final List<String> GPU_BUILD = List.of("TENSOR_RT", "CUDA", "CPU");
  private static final Optional<String> NOTHING = Optional.empty();
  private static final Optional<String> DRIVER = Optional.of("no driver");

  @Test
  void staysOnTheCpuWhenTold() {
    assertEquals(
        new DeviceChoice.Use(Device.CPU, Optional.empty()),
        DeviceChoice.of("cpu", GPU_BUILD, () -> NOTHING));
  }

  @Test
  void takesCudaByItselfWhenAllIsThere() {
    assertEquals(
        new DeviceChoice.Use(Device.CUDA, Optional.of(Device.CPU)),
        DeviceChoice.of("auto", GPU_BUILD, () -> NOTHING));
  }

  @Test
  void fallsBackByItselfAndSaysWhy() {
    assertEquals(
        new DeviceChoice.FallBack("no driver"), DeviceChoice.of("auto", GPU_BUILD, () -> DRIVER));
  }

  @Test
  void doesNotLookForADriverThatTheBuildCannotUse() {
    assertEquals(
        new DeviceChoice.Use(Device.CPU, Optional.empty()),
        DeviceChoice.of(
            "auto",
            CPU_BUILD,
            () -> {
              throw new AssertionError("probed");
            }));
  }

  @Test
  void refusesCudaThatIsNotThere() {
    assertEquals(
        new DeviceChoice.Impossible("device cuda:0 cannot be used: no driver"),
        DeviceChoice.of("cuda:0", GPU_BUILD, () -> DRIVER));
    assertEquals(
        new DeviceChoice.Impossible(
            "device cuda:0 cannot be used: this build of ONNX Runtime has no CUDA provider (built"
                + " with -Pgpu, it has)"),
        DeviceChoice.of("cuda:0", CPU_BUILD, () -> NOTHING));
    assertEquals(
        new DeviceChoice.Use(Device.CUDA, Optional.empty()),
        DeviceChoice.of("cuda:0", GPU_BUILD, () -> NOTHING));
  }

  @Test
  void refusesADeviceThatItDoesNotKnow() {
    assertEquals(
        new DeviceChoice.Impossible("device is gpu, must be auto, cpu or cuda:0"),
        DeviceChoice.of("gpu", GPU_BUILD, () -> NOTHING));
  }
}
