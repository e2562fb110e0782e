package dev.pixelgate.runtime.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.pixelgate.runtime.device.Device;
import dev.pixelgate.runtime.model.Model;
import dev.pixelgate.runtime.model.ModelFolder;
import dev.pixelgate.runtime.model.ModelKind;
import dev.pixelgate.runtime.model.Precision;
import dev.pixelgate.runtime.model.TestingOnnx;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Optional;

/** The embedded models, opened on the CPU. */
final class TestingNetworks {
  private TestingNetworks() {}

  static Upscaler upscaler() throws Exception {
    return upscaler(256, 16);
  }

  static Upscaler upscaler(int tile, int border) throws Exception {
    return upscaler(tile, border, 0);
  }

  static Upscaler upscaler(int tile, int border, int blend) throws Exception {
    Model model = ModelFolder.upscalers(Optional.empty()).getFirst();
    return new Upscaler(open(model, Precision.W16), new ModelKind.Esrgan(4, tile, border, blend));
  }

  /** One that repeats pixels; see {@link TestingOnnx}. */
  static Upscaler nearest(int tile, int border, int blend) throws Exception {
    return nearest(TestingOnnx.nearest(), new ModelKind.Esrgan(4, tile, border, blend));
  }

  /** The same without an output of bytes. */
  static Upscaler oldNearest(int tile, int border) throws Exception {
    return nearest(TestingOnnx.oldNearest(), new ModelKind.Esrgan(4, tile, border));
  }

  private static Upscaler nearest(byte[] weights, ModelKind.Esrgan kind) throws Exception {
    return new Upscaler(new NetworkFactory(Device.CPU, 1).open(weights), kind);
  }

  static SafetyChecker checker() throws Exception {
    Model model = ModelFolder.safetyChecker();
    return new SafetyChecker(
        open(model, Precision.W8), (ModelKind.Classifier) model.manifest().kind());
  }

  /** Floats differ between CPUs by their vector kernels: 1e-4 of the range 0..1 is allowed. */
  static void assertGolden(byte[] file, FloatBuffer actual) {
    FloatBuffer golden = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
    assertEquals(golden.remaining(), actual.remaining());
    while (golden.hasRemaining()) {
      assertEquals(golden.get(), actual.get(), 1e-4f);
    }
  }

  private static Network open(Model model, Precision precision) throws Exception {
    return new NetworkFactory(Device.CPU, 2).open(model.weights(precision));
  }
}
