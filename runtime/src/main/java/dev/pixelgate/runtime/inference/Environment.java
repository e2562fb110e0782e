package dev.pixelgate.runtime.inference;

import ai.onnxruntime.OrtEnvironment;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * The one environment of ONNX Runtime in this process, made on a thread with a deep stack.
 *
 * <p>ONNX Runtime 1.29 matches the process's command line with a recursive regular expression when
 * its environment is made: about 200 bytes of native stack a character. A class path of 5,200
 * characters overflowed the 1 MiB of a worker thread, and the process died without a word (seen:
 * exit code 139, 11,934 frames).
 */
final class Environment {
  /** Enough for a command line of over 300,000 characters; touched only as far as it is used. */
  private static final long STACK_BYTES = 64L << 20;

  private Environment() {}

  /** Made at the first call. */
  static OrtEnvironment get() {
    FutureTask<OrtEnvironment> making = new FutureTask<>(OrtEnvironment::getEnvironment);
    new Thread(null, making, "onnxruntime-start", STACK_BYTES).start();
    try {
      return making.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("ONNX Runtime does not start: " + e.getCause(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while ONNX Runtime started", e);
    }
  }
}
