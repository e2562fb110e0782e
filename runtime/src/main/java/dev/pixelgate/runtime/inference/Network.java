package dev.pixelgate.runtime.inference;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtException.OrtErrorCode;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.RunOptions;
import dev.pixelgate.runtime.onnx.OnnxFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;

/**
 * A loaded ONNX model with one float32 input and one float32 output; a network that makes pictures
 * can give them as bytes too. Its output buffer is its own and is written anew by each run.
 */
public final class Network implements AutoCloseable {
  /** What happens to the working memory of the CPU after a run. */
  enum After {
    /** The next run will need it. */
    KEEP_MEMORY,
    /**
     * Back to the system. 288x288 tiles of the general model leave 218 MB resident without this,
     * 109 MB with it; the next run has to fetch it again.
     */
    GIVE_BACK_MEMORY
  }

  private final OrtEnvironment environment;
  private final OrtSession session;
  private final String input;
  private final String output;
  private final boolean givesBytes;
  private final Interruption interruption = new Interruption();
  private ByteBuffer buffer = ByteBuffer.allocateDirect(0);

  Network(OrtEnvironment environment, OrtSession session) throws InferenceException {
    Set<String> outputs = session.getOutputNames();
    long own = outputs.stream().filter(name -> !name.equals(OnnxFile.PIXELS)).count();
    if (session.getNumInputs() != 1 || own != 1) {
      throw new InferenceException(
          "the model has %d inputs and %d outputs, must have one of each"
              .formatted(session.getNumInputs(), own),
          false);
    }
    this.environment = environment;
    this.session = session;
    this.input = session.getInputNames().iterator().next();
    this.output = outputs.iterator().next();
    this.givesBytes = outputs.contains(OnnxFile.PIXELS);
  }

  /**
   * Runs it once.
   *
   * @param values read from position to limit; direct, so that they are not copied
   * @param expected shape of the output; another one is an error
   * @param after what happens to the working memory
   * @return the output, row-major; the next run overwrites it
   */
  FloatBuffer run(FloatBuffer values, long[] shape, long[] expected, After after)
      throws InferenceException {
    ByteBuffer target = room(Float.BYTES, expected);
    try (OnnxTensor result =
        OnnxTensor.createTensor(environment, target.asFloatBuffer(), expected)) {
      run(values, shape, output, result, after);
    } catch (OrtException e) {
      throw failure(expected, e);
    }
    return target.asFloatBuffer();
  }

  /** Whether {@link #runBytes} is there to be called: not with old or undeclared outputs. */
  boolean givesBytes() {
    return givesBytes;
  }

  /**
   * Runs a network whose output is pictures, {@code [n,channels,height,width]} in 0..1.
   *
   * @param expected shape of the output as bytes, {@code [n,height,width,channels]}
   * @return the output, clamped and rounded to 0..255; the next run overwrites it
   */
  ByteBuffer runBytes(FloatBuffer values, long[] shape, long[] expected, After after)
      throws InferenceException {
    ByteBuffer target = room(1, expected);
    try (OnnxTensor result =
        OnnxTensor.createTensor(environment, target, expected, OnnxJavaType.UINT8)) {
      run(values, shape, OnnxFile.PIXELS, result, after);
    } catch (OrtException e) {
      throw failure(expected, e);
    }
    return target;
  }

  /** ONNX Runtime writes straight into the result's buffer, and refuses another shape. */
  private void run(FloatBuffer values, long[] shape, String name, OnnxTensor result, After after)
      throws OrtException {
    try (RunOptions options = options(after);
        OnnxTensor tensor = OnnxTensor.createTensor(environment, values, shape)) {
      interruption.begin(options);
      try {
        session.run(Map.of(input, tensor), Set.of(), Map.of(name, result), options).close();
      } finally {
        interruption.end();
      }
    }
  }

  /** How runs are ended early; the run fails then. */
  Interruption interruption() {
    return interruption;
  }

  private static InferenceException failure(long[] expected, OrtException e) {
    return new InferenceException(
        e.getCode() == OrtErrorCode.ORT_INVALID_ARGUMENT
            ? "the model's output must have the shape " + Arrays.toString(expected)
            : "inference failed",
        e);
  }

  private ByteBuffer room(int elementBytes, long[] shape) {
    long bytes = elementBytes;
    for (long side : shape) {
      bytes = Math.multiplyExact(bytes, side);
    }
    if (buffer.capacity() < bytes) {
      buffer = ByteBuffer.allocateDirect(Math.toIntExact(bytes));
    }
    return buffer.slice(0, (int) bytes).order(ByteOrder.nativeOrder());
  }

  private static RunOptions options(After after) throws OrtException {
    RunOptions options = new RunOptions();
    if (after == After.GIVE_BACK_MEMORY) {
      options.addRunConfigEntry("memory.enable_memory_arena_shrinkage", "cpu:0");
    }
    return options;
  }

  /** Gives all its memory back. */
  @Override
  public void close() throws InferenceException {
    try {
      session.close();
    } catch (OrtException e) {
      throw new InferenceException("closing a model failed", e);
    }
  }
}
