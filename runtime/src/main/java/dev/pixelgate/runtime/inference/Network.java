package dev.pixelgate.runtime.inference;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Map;

/** A loaded ONNX model with one float32 input and one float32 output. */
public final class Network implements AutoCloseable {
  private final OrtEnvironment environment;
  private final OrtSession session;
  private final String input;

  Network(OrtEnvironment environment, OrtSession session) throws InferenceException {
    if (session.getNumInputs() != 1 || session.getNumOutputs() != 1) {
      throw new InferenceException(
          "the model has %d inputs and %d outputs, must have one of each"
              .formatted(session.getNumInputs(), session.getNumOutputs()),
          false);
    }
    this.environment = environment;
    this.session = session;
    this.input = session.getInputNames().iterator().next();
  }

  /**
   * Runs it once.
   *
   * @param values read from position to limit; direct, so that they are not copied
   * @param expected shape of the output; another one is an error
   * @return the output, row-major
   */
  FloatBuffer run(FloatBuffer values, long[] shape, long[] expected) throws InferenceException {
    try (OnnxTensor tensor = OnnxTensor.createTensor(environment, values, shape);
        OrtSession.Result result = session.run(Map.of(input, tensor))) {
      if (!(result.get(0) instanceof OnnxTensor output)
          || !Arrays.equals(output.getInfo().getShape(), expected)) {
        throw new InferenceException(
            "the model's output is "
                + result.get(0).getInfo()
                + ", must have the shape "
                + Arrays.toString(expected),
            false);
      }
      return output.getFloatBuffer();
    } catch (OrtException e) {
      throw new InferenceException("inference failed", e);
    }
  }

  /** Gives its memory back. */
  @Override
  public void close() throws InferenceException {
    try {
      session.close();
    } catch (OrtException e) {
      throw new InferenceException("closing a model failed", e);
    }
  }
}
