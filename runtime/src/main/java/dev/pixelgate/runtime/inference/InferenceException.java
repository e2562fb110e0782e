package dev.pixelgate.runtime.inference;

import ai.onnxruntime.OrtException;
import java.util.List;
import java.util.Locale;

/** ONNX Runtime could not do what it was asked to. */
public final class InferenceException extends Exception {
  private static final long serialVersionUID = 1;

  /** What the CPU and CUDA allocators, cuDNN and cuBLAS say; there is no error code for it. */
  private static final List<String> MEMORY_WORDS =
      List.of("out of memory", "failed to allocate", "bad_alloc", "bad allocation", "alloc_failed");

  private final String message;
  private final boolean outOfMemory;

  InferenceException(String message, boolean outOfMemory) {
    this.message = message;
    this.outOfMemory = outOfMemory;
  }

  InferenceException(String what, OrtException cause) {
    super(cause);
    this.message = what + ": " + cause.getMessage();
    String lower = message.toLowerCase(Locale.ROOT);
    this.outOfMemory = MEMORY_WORDS.stream().anyMatch(lower::contains);
  }

  private InferenceException(String message, InferenceException cause) {
    super(cause);
    this.message = message;
    this.outOfMemory = cause.outOfMemory;
  }

  /** The same, its message led by where it happened. */
  public InferenceException at(String place) {
    return new InferenceException(place + ": " + message, this);
  }

  @Override
  public String getMessage() {
    return message;
  }

  /** Whether memory, of the device or of the machine, ran out. */
  public boolean outOfMemory() {
    return outOfMemory;
  }
}
