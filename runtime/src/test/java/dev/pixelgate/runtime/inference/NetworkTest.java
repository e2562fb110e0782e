package dev.pixelgate.runtime.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtSession;
import dev.pixelgate.runtime.device.Device;
import dev.pixelgate.runtime.inference.Network.After;
import dev.pixelgate.runtime.model.Model;
import dev.pixelgate.runtime.model.ModelFolder;
import dev.pixelgate.runtime.model.Precision;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NetworkTest {
  private static final int HEIGHT = 24;
  private static final int WIDTH = 40;
  private static final long[] SHAPE = {1, 3, HEIGHT, WIDTH};
  private static final long[] FLOATS = {1, 3, 4 * HEIGHT, 4 * WIDTH};
  private static final long[] BYTES = {1, 4 * HEIGHT, 4 * WIDTH, 3};

  @Test
  void computesWhatThePublishedFileDoes() throws Exception {
    byte[] published = published();
    FloatBuffer expected = bare(published);
    try (Network network = new NetworkFactory(Device.CPU, 1).open(published)) {
      FloatBuffer actual = network.run(noise(), SHAPE, FLOATS, After.KEEP_MEMORY);
      double largest = 0;
      for (int i = 0; i < expected.remaining(); i++) {
        largest = Math.max(largest, Math.abs(expected.get(i) - actual.get(i)));
      }
      // 9e-7 was seen.
      assertTrue(largest <= 1e-5, largest + " apart");
    }
  }

  @Test
  void givesTheSamePictureAsBytes() throws Exception {
    try (Network network = new NetworkFactory(Device.CPU, 1).open(published())) {
      FloatBuffer floats = network.run(noise(), SHAPE, FLOATS, After.KEEP_MEMORY);
      float[] planes = new float[floats.remaining()];
      floats.get(planes);
      ByteBuffer bytes = network.runBytes(noise(), SHAPE, BYTES, After.KEEP_MEMORY);
      int pixels = 16 * HEIGHT * WIDTH;
      assertEquals(3 * pixels, bytes.remaining());
      int clamped = 0;
      for (int i = 0; i < pixels; i++) {
        for (int channel = 0; channel < 3; channel++) {
          float exact = planes[channel * pixels + i] * 255;
          clamped += exact < 0 || exact > 255 ? 1 : 0;
          assertEquals(Math.clamp(exact, 0f, 255f), bytes.get(3 * i + channel) & 0xff, 0.5001f);
        }
      }
      assertTrue(clamped > 0, "no value was beyond 0..1: this test shows less than it says");
    }
  }

  @Test
  void refusesAnotherShapeThanExpected() throws Exception {
    try (Network network = new NetworkFactory(Device.CPU, 1).open(published())) {
      long[] wrong = {1, 3, 2 * HEIGHT, 2 * WIDTH};
      InferenceException refused =
          assertThrows(
              InferenceException.class,
              () -> network.run(noise(), SHAPE, wrong, After.KEEP_MEMORY));
      assertTrue(
          refused.getMessage().contains("must have the shape [1, 3, 48, 80]"),
          refused.getMessage());
      assertEquals(
          16L * 3 * HEIGHT * WIDTH,
          network.run(noise(), SHAPE, FLOATS, After.KEEP_MEMORY).remaining());
    }
  }

  @Test
  void refusesBytesThatAreNoModel() {
    NetworkFactory factory = new NetworkFactory(Device.CPU, 1);
    assertThrows(InferenceException.class, () -> factory.open(new byte[] {0x3a, 100, 1}));
    assertThrows(InferenceException.class, () -> factory.open(new byte[0]));
  }

  private static byte[] published() throws Exception {
    Model model = ModelFolder.upscalers(Optional.empty()).getFirst();
    return model.weights(Precision.W16);
  }

  private static FloatBuffer bare(byte[] file) throws Exception {
    OrtEnvironment environment = Environment.get();
    try (OrtSession session = environment.createSession(file);
        OnnxTensor tensor = OnnxTensor.createTensor(environment, noise(), SHAPE);
        OrtSession.Result result = session.run(Map.of("input", tensor))) {
      return ((OnnxTensor) result.get(0)).getFloatBuffer();
    }
  }

  private static FloatBuffer noise() {
    FloatBuffer values = Tensors.allocate(3 * HEIGHT * WIDTH);
    Random random = new Random(1);
    while (values.hasRemaining()) {
      values.put(random.nextFloat());
    }
    return values.flip();
  }
}
