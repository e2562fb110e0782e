package dev.pixelgate.runtime.onnx;

/** Bytes are no ONNX file. */
public final class OnnxFormatException extends Exception {
  private static final long serialVersionUID = 1;

  private final String message;

  OnnxFormatException(String message) {
    this.message = message;
  }

  @Override
  public String getMessage() {
    return message;
  }
}
