package dev.pixelgate.bench;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** An upscaling network in ONNX Runtime and nothing around it. */
final class BareNetwork implements AutoCloseable {
  private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
  private final OrtSession session;
  private final String input;

  /** On the CPU, with the default options but for the threads. */
  BareNetwork(String file, int threads) throws OrtException, IOException {
    this(Files.readAllBytes(Path.of(file)), "cpu", threads, true);
  }

  /**
   * From an ONNX file's bytes.
   *
   * @param device {@code cpu} or {@code cuda:0}
   * @param spinning whether threads that wait do so busily, which is the default
   */
  BareNetwork(byte[] file, String device, int threads, boolean spinning) throws OrtException {
    try (SessionOptions options = new SessionOptions()) {
      options.setIntraOpNumThreads(threads);
      if (!spinning) {
        options.addConfigEntry("session.intra_op.allow_spinning", "0");
      }
      if (device.startsWith("cuda")) {
        options.addCUDA();
      }
      session = environment.createSession(file, options);
    }
    input = session.getInputNames().iterator().next();
  }

  /** Runs it and leaves the result where it is. */
  void infer(FloatBuffer pixels, int height, int width) throws OrtException {
    long[] shape = {1, Plane.CHANNELS, height, width};
    try (OnnxTensor tensor = OnnxTensor.createTensor(environment, pixels, shape)) {
      session.run(Map.of(input, tensor)).close();
    }
  }

  /** Four times the plane's width and height. */
  Plane run(Plane plane) throws OrtException {
    long[] shape = {1, Plane.CHANNELS, plane.height(), plane.width()};
    try (OnnxTensor tensor =
            OnnxTensor.createTensor(environment, FloatBuffer.wrap(plane.values()), shape);
        OrtSession.Result result = session.run(Map.of(input, tensor))) {
      OnnxTensor output = (OnnxTensor) result.get(0);
      float[] values = new float[plane.values().length * 16];
      output.getFloatBuffer().get(values);
      return new Plane(4 * plane.width(), 4 * plane.height(), values);
    }
  }

  @Override
  public void close() throws OrtException {
    session.close();
  }
}
