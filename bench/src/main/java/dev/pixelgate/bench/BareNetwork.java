package dev.pixelgate.bench;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import java.nio.FloatBuffer;
import java.util.Map;

/** An upscaling network on ONNX Runtime's CPU provider and nothing around it. */
final class BareNetwork implements AutoCloseable {
  private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
  private final OrtSession session;
  private final String input;

  BareNetwork(String file, int threads) throws OrtException {
    try (SessionOptions options = new SessionOptions()) {
      options.setIntraOpNumThreads(threads);
      session = environment.createSession(file, options);
    }
    input = session.getInputNames().iterator().next();
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
